"""A frame from a file: every bad cell is named by row and column, and nothing is half-kept."""

import hashlib
from datetime import datetime

import numpy as np
import pytest

from tequio.domain.studies import csv_frame, draw, frame, own_keys, queries, release
from tequio.domain.studies.analysis import variables
from tequio.domain.studies.errors import FrameRefused, NotAllowed, StudyRefused, WrongStage
from tequio.records.audit import AuditEvent
from tequio.records.studies import OwnKey
from tequio.survey_records.models import Case, Frame, FrameUnit, Study
from tests import studies
from tests.domain.studies.test_walls import stored

HEAD = "key,stage,country,gender,language,cohort"
LINE = "c{n},earning,GT,f,es,2025-H1"


def text(*lines: str, head: str = HEAD) -> str:
    return "\n".join([head, *lines]) + "\n"


def found(content: str | bytes) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in csv_frame.check(content).faults]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("", [(1, name, "missing_column") for name in csv_frame.NEEDED]),
        (text(head="key,stage"), [(1, n, "missing_column") for n in csv_frame.NEEDED[2:]]),
        (text(head=HEAD + ",name"), [(1, "name", "unknown_column")]),
        (text(head=HEAD + ",stage"), [(1, "stage", "repeated_column")]),
        (text(), [(2, "", "no_rows")]),
        (text(LINE.format(n=1), LINE.format(n=1)), [(3, "key", "repeated_key")]),
        (text("c1,earning,GT"), [(2, "", "number_of_cells"), (2, "", "no_rows")]),
        (text("c1,rich,GT,f,es,2025-H1"), [(2, "stage", "bad_value")]),
        (text("c1,idea,Guatemala,f,es,2025-H1"), [(2, "country", "bad_value")]),
        (text("c1,idea,QX,f,es,2025-H1"), [(2, "country", "unknown_country")]),
        (
            text(LINE.format(n=1) + ",0,1", head=HEAD + ",log_m0,log_m1"),
            [(2, "log_m1", "without_the_step_before")],
        ),
        (
            text(LINE.format(n=1) + ",0,1", head=HEAD + ",log_m2,log_m4"),
            [(2, "log_m4", "without_the_step_before")],
        ),
        (text("c1,idea,GT,f,es,2025-H3"), [(2, "cohort", "bad_value")]),
        (text("ana@example.org,idea,GT,f,es,2025-H1"), [(2, "key", "bad_value")]),
        (text("50255512345,idea,GT,f,es,2025-H1"), [(2, "key", "bad_value")]),
        (text('=HYPERLINK("x"),idea,GT,f,es,2025-H1'), [(2, "key", "formula")]),
        (text("c1,@SUM(A1),GT,f,es,2025-H1"), [(2, "stage", "formula")]),
        (text(LINE.format(n=1) + ",7", head=HEAD + ",log_asks"), [(2, "log_asks", "bad_value")]),
        (text(LINE.format(n=1) + ",2", head=HEAD + ",log_m2"), [(2, "log_m2", "bad_value")]),
        (text(LINE.format(n=1)).encode() + b"c2,idea,GT,\xf1,es,", [(3, "", "not_utf8")]),
    ],
)
def test_a_bad_cell_is_named(content: str | bytes, faults: list[tuple[int, str, str]]) -> None:
    assert found(content) == faults


def test_whom_a_mentor_wrote_to_first_is_in_contact_in_file_and_answers_alike() -> None:
    content = text(LINE.format(n=1) + ",1,1", head=HEAD + ",log_m0,log_m1")
    assert found(content) == []
    answers = {"c_contact_n": [0.0], "c_inbound_n": [1.0], "c_exch_n": [0.0]}
    told = variables.tiers({name: np.array(one) for name, one in answers.items()}, 1)
    assert [told[f"tier_{tier}"][0] for tier in (0, 1, 2)] == [1, 1, 0]


def test_a_dry_run_names_the_facts_that_everybody_loses() -> None:
    lines = [f"c{n},earning,GT,f,es,20{10 + n // 2}-H1" for n in range(20)]
    counts = frame.counts_of_file(csv_frame.check(text(*lines)))
    assert (counts["all"], counts["gone"], counts["blanked"]) == (20, ["cohort"], {"cohort": 20})
    alike = frame.counts_of_file(csv_frame.check(text(*(LINE.format(n=n) for n in range(20)))))
    assert (alike["gone"], alike["blanked"]) == ([], {})


def test_all_faults_come_at_once() -> None:
    content = text("c1,rich,GT,f,es,x", "c1,idea,GT,f,es,2025-H1", "c3,idea,gt,f,es,2025-H1")
    assert found(content) == [
        (2, "stage", "bad_value"),
        (2, "cohort", "bad_value"),
        (3, "key", "repeated_key"),
        (4, "country", "bad_value"),
    ]


def test_a_good_file_with_a_mark_of_order_is_read() -> None:
    checked = csv_frame.check(b"\xef\xbb\xbf" + text(LINE.format(n=1)).encode())
    assert checked.faults == ()
    assert checked.rows[0]["key"] == "c1"


def test_a_refused_file_leaves_nothing(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    content = text(*(LINE.format(n=n) for n in (1, 2, 1)))
    with pytest.raises(FrameRefused, match="row 4, key: repeated_key"):
        frame.freeze_from_csv(study=team.study, by=team.lead, text=content, now=now)
    assert not Frame.objects.exists()
    assert not FrameUnit.objects.exists()
    team.study.refresh_from_db()
    assert team.study.frame_frozen_at is None


def test_a_file_is_frozen_like_people_of_the_platform(db: None, now: datetime) -> None:
    team = studies.planned(now=now)
    lines = [LINE.format(n=n) for n in range(30)]
    with pytest.raises(NotAllowed):
        frame.freeze_from_csv(study=team.study, by=team.funder, text=text(*lines), now=now)
    made = frame.freeze_from_csv(study=team.study, by=team.lead, text=text(*lines), now=now)
    again = frame.freeze_from_csv(study=team.study, by=team.lead, text=text(*lines[::-1]), now=now)
    assert (made.rows, made.columns[:3]) == (30, ["key", "permanent_number", "stage"])
    assert again.version == 2
    facts = [frame.table_of(one).column("stage") for one in (made, again)]
    assert facts[0] == facts[1] == ["earning"] * 30


def in_field_from_a_file(now: datetime) -> tuple[studies.Team, bytes]:
    """Thirty people of another platform, ten drawn, four released."""
    team = studies.planned(now=now)
    content = text(*(f"zzyzx{n},earning,GT,f,es,2025-H1" for n in range(30))).encode()
    frame.freeze_from_csv(study=team.study, by=team.manager, text=content, now=now)
    for by in (team.manager, team.lead):
        frame.sign(study=team.study, by=by, now=now)
    draw.draw(study=team.study, by=team.lead, public_value="7", source="Lotería", now=now)
    release.release(study=team.study, by=team.lead, count=4, now=now)
    return team, content


def test_whoever_gave_the_file_finds_its_keys_nowhere_in_the_study(db: None, now: datetime) -> None:
    team, content = in_field_from_a_file(now)
    assert Case.objects.count() == 10
    assert "zzyzx" not in stored("survey_records")
    data = queries.study_data(team.study)
    published = [data.frame.csv(), data.cases.csv(), data.attempts.csv(), str(data.draw)]
    assert not any("zzyzx" in one for one in published)
    assert data.draw["frame_file_sha256"] == hashlib.sha256(content).hexdigest()
    assert not any("zzyzx" in str(event.detail) for event in AuditEvent.objects.all())
    kept = dict(OwnKey.objects.values_list("key", "own_key"))
    assert set(kept) == set(FrameUnit.objects.values_list("key", flat=True))
    assert set(kept.values()) == {f"zzyzx{n}" for n in range(30)}


@pytest.mark.parametrize("who", ["manager", "funder", "interviewer", "coder", "stranger"])
def test_who_does_not_read_the_keys_of_a_file(db: None, now: datetime, who: str) -> None:
    team, _ = in_field_from_a_file(now)
    with pytest.raises(NotAllowed):
        own_keys.read(study=team.study, by=getattr(team, who), now=now)


def test_keys_of_a_file_are_read_for_the_released_only_and_each_time_is_written_down(
    db: None, now: datetime
) -> None:
    team, _ = in_field_from_a_file(now)
    kept = dict(OwnKey.objects.values_list("key", "own_key"))
    released = Case.objects.filter(wave=1).values_list("key", flat=True)
    AuditEvent.objects.all().delete()
    found = own_keys.read(study=team.study, by=team.supervisor, now=now)
    assert dict(found) == {key: kept[key] for key in released}
    (event,) = AuditEvent.objects.all()
    assert (event.action, event.actor, event.detail) == (
        "studies.read_own_keys",
        team.supervisor,
        {"count": 4},
    )
    Study.objects.filter(pk=team.study.pk).update(data_locked_at=now)
    team.study.refresh_from_db()
    with pytest.raises(WrongStage, match="locked"):
        own_keys.read(study=team.study, by=team.lead, now=now)


def test_a_further_frame_of_this_platform_forgets_the_keys_of_the_file(
    db: None, now: datetime
) -> None:
    team = studies.planned(now=now)
    studies.crowd(30, now=now)
    lines = [LINE.format(n=n) for n in range(30)]
    frame.freeze_from_csv(study=team.study, by=team.manager, text=text(*lines), now=now)
    studies.freeze(team, now=now + studies.MINUTE)
    assert not OwnKey.objects.exists()
    draw.draw(
        study=team.study, by=team.lead, public_value="7", source="x", now=now + 2 * studies.MINUTE
    )
    release.release(study=team.study, by=team.lead, count=1, now=now + 3 * studies.MINUTE)
    with pytest.raises(StudyRefused, match="no_own_keys"):
        own_keys.read(study=team.study, by=team.lead, now=now + 4 * studies.MINUTE)
