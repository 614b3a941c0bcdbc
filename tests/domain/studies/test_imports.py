"""Import: every bad cell is named by row and column, and one of them keeps everything out."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from tequio.domain.studies import answers, ledger
from tequio.domain.studies.errors import NotAllowed, WrongStage
from tequio.domain.studies.imports import actions, sheets
from tequio.domain.studies.imports.checked import Checked, ImportRefused
from tequio.records.people import Person
from tequio.survey_records.models import Answer, Attempt, Case, ImportedFile, Study
from tests.cast import Cast
from tests.domain.studies import field

pytestmark = pytest.mark.django_db
DAY = "2026-11-18"
ROW = {"form": "short", "mode": "web", "language": "es", "answered_at": DAY, **field.SHORT_ANSWER}


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def row(number: int, **changes: str) -> dict[str, str]:
    return {"key": field.key(number), **ROW, **changes}


@pytest.fixture
def study(now: datetime) -> Study:
    return field.study_in_the_field(now, cases=6, released=5)


@pytest.fixture
def lead(study: Study, cast: Cast, now: datetime) -> Person:
    return field.lead(study, cast.luis, now)


def dry_run(study: Study, content: bytes, now: datetime, name: str = "a.csv") -> Checked:
    return actions.check_file(study=study, kind="answers", name=name, content=content, now=now)


def faults(
    study: Study, content: bytes, now: datetime, name: str = "a.csv"
) -> set[tuple[int, str, str]]:
    found = dry_run(study, content, now, name)
    assert found.faults == () or found.rows == ()
    return {(fault.row, fault.column, fault.code) for fault in found.faults}


def test_a_stranger_imports_nothing(study: Study, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.check(
            study=study, by=cast.maria, kind="answers", name="a.csv", content=b"x", now=now
        )


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"", "a.csv", (1, "", "empty")),
        (b"key,form\n", "a.csv", (2, "", "empty")),
        ("key\nñ".encode("latin-1"), "a.csv", (2, "", "not_utf8")),
        (b"key,form\nk00\n", "a.csv", (2, "", "cells_missing")),
        (b"key,key\na,b\n", "a.csv", (1, "key", "column_twice")),
        (b'key\n"a', "a.csv", (2, "", "not_csv")),
        (b"key\n\x00", "a.csv", (2, "", "zero_byte")),
        (b"not spss", "a.sav", (0, "", "not_spss")),
        (b"x", "a.docx", (0, "", "unknown_kind")),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    study: Study, now: datetime, content: bytes, name: str, fault: tuple[int, str, str]
) -> None:
    assert faults(study, content, now, name) == {fault}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "nobody"}, (2, "key", "unknown_case")),
        ({"key": "k05"}, (2, "key", "not_released")),
        ({"form": "long"}, (2, "form", "unknown_form")),
        ({"version": "7"}, (2, "version", "unknown_form")),
        ({"form": "mentor"}, (2, "form", "unknown_form")),
        ({"form": "detailed"}, (2, "form", "another_form")),
        ({"mode": "fax"}, (2, "mode", "unknown_mode")),
        ({"language": "fr"}, (2, "language", "unknown_language")),
        ({"answered_at": "18/11/2026"}, (2, "answered_at", "not_a_date")),
        ({"answered_at": "2027-01-01"}, (2, "answered_at", "in_the_future")),
        ({"answered_at": "2026-01-05"}, (2, "answered_at", "before_release")),
        ({"a_consent": "0"}, (2, "a_consent", "no_consent")),
        ({"a_consent": ""}, (2, "a_consent", "no_consent")),
        ({"b_stage_now": "9"}, (2, "b_stage_now", "not_in_codebook")),
        ({"g_jobs_ft": "10001"}, (2, "g_jobs_ft", "out_of_range")),
        ({"g_jobs_ft": "1,5"}, (2, "g_jobs_ft", "number_format")),
        ({"c_why_main": "R01"}, (2, "c_why_main", "skip_violated")),
        ({"h_bds": "none bank"}, (2, "h_bds", "exclusive")),
        ({"shoe_size": "44"}, (1, "shoe_size", "unknown_column")),
        ({"c_span": "lt1w"}, (1, "c_span", "not_in_short")),
        ({"m_hours": "2"}, (1, "m_hours", "not_in_short")),
        ({"consent_quote": "yes"}, (2, "consent_quote", "not_in_codebook")),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(
    study: Study, now: datetime, changes: dict[str, str], fault: tuple[int, str, str]
) -> None:
    found = faults(study, as_csv([row(0, **changes)]), now)
    assert fault in found
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("ago", "is_fault"), [(timedelta(hours=37), True), (timedelta(hours=35), False)]
)
def test_the_day_of_an_answer_may_begin_before_the_release_where_it_was_written(
    study: Study, now: datetime, ago: timedelta, is_fault: bool
) -> None:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    Case.objects.filter(key="k00").update(released_at=midnight + ago)
    day = midnight.date().isoformat()
    found = faults(study, as_csv([row(0, answered_at=day)]), now)
    assert ((2, "answered_at", "before_release") in found) is is_fault
    moment = (midnight + ago - timedelta(minutes=1)).isoformat()
    found = faults(study, as_csv([row(0, answered_at=moment)]), now + timedelta(days=3))
    assert found == {(2, "answered_at", "before_release")}


def test_what_the_other_form_asks_is_named_as_such_where_both_are_in_the_file(
    study: Study, now: datetime
) -> None:
    Case.objects.filter(key="k01").update(form="detailed")
    content = as_csv([row(0, c_span="lt1w"), row(1, form="detailed"), row(2, m_hours="2")])
    found = faults(study, content, now)
    assert {(2, "c_span", "not_in_short"), (1, "m_hours", "not_in_two")} <= found


def test_a_refusal_beside_a_whole_answer_is_a_warning(
    study: Study, lead: Person, now: datetime
) -> None:
    imported(study, lead, as_csv([row(0), row(1, partial="1")]), now)
    ends = [("k00", "2.112", "18"), ("k00", "3.13", "19"), ("k01", "2.112", "19"),
            ("k02", "2.112", "19")]  # fmt: skip
    tries = [
        {"key": key, "mode": "phone", "code": code, "made_at": f"2026-11-{day}"}
        for key, code, day in ends
    ]
    found = actions.check_file(
        study=study, kind="attempts", name="t.csv", content=as_csv(tries), now=now
    )
    assert found.faults == ()
    assert len(found.rows) == 4
    named = {(cell.row, cell.column, cell.code, cell.value) for cell in found.warnings}
    assert named == {(2, "code", "refused_and_answered", "2.112")}


def test_a_missing_column_a_case_twice_and_hardly_any_answers_are_named(
    study: Study, now: datetime
) -> None:
    without = {name: value for name, value in row(0).items() if name != "language"}
    assert faults(study, as_csv([without]), now) == {(1, "language", "missing_column")}
    assert faults(study, as_csv([row(0), row(1), row(0)]), now) == {(4, "key", "twice_in_file")}
    little = row(0, **dict.fromkeys(["i_nps", "h_bds", "g_rev_dir", "e_goal_met"], ""))
    assert faults(study, as_csv([little]), now) == {(2, "partial", "too_few_core_answers")}


def test_all_faults_of_a_file_come_at_once(study: Study, lead: Person, now: datetime) -> None:
    content = as_csv([row(0, i_nps="11"), row(1, b_stage_now="x"), row(2)])
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=content, now=now
    )
    assert (file.state, file.fault_count, file.content) == ("faulty", 2, None)
    assert [(f["row"], f["column"]) for f in file.faults] == [(2, "i_nps"), (3, "b_stage_now")]
    with pytest.raises(actions.FileClosed, match="faulty"):
        actions.apply(file=file, by=lead, now=now)
    assert not Answer.objects.exists()


def imported(
    study: Study, lead: Person, content: bytes, now: datetime, name: str = "a.csv"
) -> ImportedFile:
    file = actions.check(study=study, by=lead, kind="answers", name=name, content=content, now=now)
    return actions.apply(file=file, by=lead, now=now)


def test_a_file_is_imported_once_however_often_it_is_sent(
    study: Study, lead: Person, now: datetime
) -> None:
    content = as_csv([row(0), row(1, consent_reuse="1")])
    first, second = imported(study, lead, content, now), imported(study, lead, content, now)
    assert first.pk == second.pk
    assert Answer.objects.count() == Attempt.objects.count() == 2
    said = Answer.objects.get(case__key="k01")
    assert said.consents == {"recontact": False, "quote": False, "reuse": True}
    assert (said.values["c_why_main"], said.origin) == (".n", "import")
    assert ledger.of(study).balances
    assert faults(study, as_csv([row(0), row(2)]), now) == {(2, "key", "answered_already")}


def test_what_changed_between_check_and_import_is_seen(
    study: Study, lead: Person, now: datetime
) -> None:
    content = as_csv([row(0), row(1)])
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=content, now=now
    )
    form = study.questionnaires.get(form="short")
    answer = answers.begin(
        case_id=Case.objects.get(key="k01").pk,
        questionnaire_id=form.pk,
        language="es",
        consents={},
        device_hash=None,
        now=now,
    )
    answers.keep(answer_id=answer, values=field.SHORT_ANSWER, year=2026)
    answers.send(answer_id=answer, now=now)
    with pytest.raises(ImportRefused):
        actions.apply(file=file, by=lead, now=now)
    assert Answer.objects.count() == 1


def test_after_the_lock_nothing_is_imported(study: Study, lead: Person, now: datetime) -> None:
    Study.objects.filter(pk=study.pk).update(data_locked_at=now, data_hash="a")
    study.refresh_from_db()
    assert faults(study, as_csv([row(0)]), now) == {(0, "", "locked")}
    with pytest.raises(WrongStage):
        imported(study, lead, as_csv([row(0)]), now)


def test_a_file_can_be_set_aside_and_is_then_forgotten(
    study: Study, lead: Person, now: datetime
) -> None:
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=as_csv([row(0)]), now=now
    )
    actions.set_aside(file=file, by=lead, now=now)
    file.refresh_from_db()
    assert (file.state, file.content, file.faults) == ("set_aside", None, [])
    with pytest.raises(actions.FileClosed, match="set_aside"):
        actions.apply(file=file, by=lead, now=now)


def test_files_with_faults_are_set_aside_at_once_and_no_others(
    study: Study, lead: Person, cast: Cast, now: datetime
) -> None:
    for number, content in enumerate((b"x", as_csv([row(0, i_nps="11")]), as_csv([row(1)]))):
        name = f"{number}.csv"
        actions.check(study=study, by=lead, kind="answers", name=name, content=content, now=now)
    with pytest.raises(NotAllowed):
        actions.set_faulty_aside(study=study, by=cast.maria, now=now)
    assert actions.set_faulty_aside(study=study, by=lead, now=now) == 2
    states = ImportedFile.objects.order_by("name").values_list("state", "content", "faults")
    assert [state for state, *_ in states] == ["set_aside", "set_aside", "ready"]
    assert [held[1:] for held in states[:2]] == [(None, []), (None, [])]
    assert actions.set_faulty_aside(study=study, by=lead, now=now) == 0


@pytest.mark.parametrize("value", ["9", "9.0", "-98"])
def test_spss_numbers_and_missing_codes_become_text(value: str) -> None:
    texts = {"9": "9", "9.0": "9", "-98": ".d"}
    assert sheets.as_text(float(value)) == texts[value]
    assert sheets.as_text(float("nan")) == sheets.as_text(None) == ""
    assert (sheets.as_text(2.5), sheets.as_text(" a ")) == ("2.5", "a")


def test_attempts_are_checked_and_numbered_in_the_order_they_were_made(
    study: Study, lead: Person, now: datetime
) -> None:
    bad = as_csv(
        [
            {"key": "k00", "mode": "fax", "code": "9.9", "made_at": "yesterday"},
            {"key": "nobody", "mode": "phone", "code": "3.13", "made_at": DAY},
            {"key": "k05", "mode": "phone", "code": "3.13", "made_at": DAY},
            {"key": "k01", "mode": "phone", "code": "3.13", "made_at": DAY},
            {"key": "k01", "mode": "phone", "code": "3.13", "made_at": DAY},
        ]
    )
    found = actions.check_file(study=study, kind="attempts", name="t.csv", content=bad, now=now)
    assert {(f.row, f.column, f.code) for f in found.faults} == {
        (2, "mode", "unknown_mode"),
        (2, "code", "unknown_code"),
        (2, "made_at", "not_a_date"),
        (3, "key", "unknown_case"),
        (4, "key", "not_released"),
        (6, "made_at", "attempt_twice"),
    }
    good = as_csv(
        [
            {"key": "k01", "mode": "phone", "code": "2.112", "made_at": "2026-11-19"},
            {"key": "k01", "mode": "phone", "code": "3.13", "made_at": "2026-11-18"},
        ]
    )
    file = actions.check(study=study, by=lead, kind="attempts", name="t.csv", content=good, now=now)
    actions.apply(file=file, by=lead, now=now)
    assert list(Attempt.objects.order_by("number").values_list("code", flat=True)) == [
        "3.13",
        "2.112",
    ]


def test_a_file_of_some_thousand_rows_is_imported_whole(cast: Cast, now: datetime) -> None:
    study = field.study_in_the_field(now, cases=3_000)
    lead = field.lead(study, cast.luis, now - timedelta(days=1))
    imported(study, lead, as_csv([row(number) for number in range(3_000)]), now)
    assert Answer.objects.count() == 3_000


def test_a_file_larger_than_allowed_is_not_opened() -> None:
    fault = sheets.read(b"x" * (sheets.LARGEST + 1), "a.csv")
    assert getattr(fault, "code", "") == "too_large"
