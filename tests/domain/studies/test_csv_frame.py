"""A frame from a file: every bad cell is named by row and column, and nothing is half-kept."""

from datetime import datetime

import pytest

from tequio.domain.studies import csv_frame, frame
from tequio.domain.studies.errors import FrameRefused, NotAllowed
from tequio.survey_records.models import Frame, FrameUnit
from tests import studies

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
    assert made.sha256 == again.sha256
    assert again.version == 2
