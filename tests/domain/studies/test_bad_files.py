"""Files as people save them by mistake: a refusal says where and why; mending is enough."""

import ast
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tequio.delivery.sav_file import NUMBER_FORMAT, sav
from tequio.delivery.statistical_files import Variable
from tequio.domain.studies import csv_frame, csv_text
from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.imports import actions, sheets
from tequio.pages.fieldwork import words
from tequio.pages.studies import frame_words
from tequio.records.people import Person
from tequio.survey_records.models import Answer, Attempt, ImportedFile, Study
from tests.cast import Cast
from tests.domain.studies import field
from tests.domain.studies.test_imports import as_csv, row

pytestmark = pytest.mark.django_db
SOURCE = Path(csv_text.__file__).parent


@pytest.fixture
def study(now: datetime) -> Study:
    return field.study_in_the_field(now, cases=6, released=5)


@pytest.fixture
def lead(study: Study, cast: Cast, now: datetime) -> Person:
    return field.lead(study, cast.luis, now)


def workbook() -> bytes:
    """A zip whose one entry is much larger than itself, as a workbook could be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    return out.getvalue()


GOOD = as_csv([row(0), row(1)])
BROKEN: dict[str, tuple[Callable[[bytes], bytes], tuple[int, str]]] = {
    "a workbook named csv": (lambda _good: workbook(), (0, "workbook")),
    "an old workbook": (lambda _good: b"\xd0\xcf\x11\xe0" + b"x" * 9, (0, "workbook")),
    "cp1252": (lambda good: good.replace(b"T01", "año".encode("cp1252"), 1), (2, "not_utf8")),
    "UTF-16": (lambda good: good.decode().encode("utf-16"), (1, "not_utf8")),
    "an open quotation mark": (lambda good: good.replace(b"T01", b'"T01', 1), (2, "not_csv")),
    "a cell of a megabyte": (lambda good: good + b"x" * 1_000_000, (4, "not_csv")),
    "a row too short": (lambda good: good + b"k02,short\n", (4, "cells_missing")),
    "a million columns": (lambda _good: b"a," * 1_000_000 + b"z\n1\n", (1, "too_many_rows")),
    "a compressed stream": (lambda _good: zlib.compress(b"0" * 10**6), (1, "not_utf8")),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_says_where_and_why_and_keeps_nothing(
    study: Study, lead: Person, now: datetime, what: str
) -> None:
    broken, (at, code) = BROKEN[what][0](GOOD), BROKEN[what][1]
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=broken, now=now
    )
    assert [(fault["row"], fault["code"]) for fault in file.faults] == [(at, code)]
    assert code in words.FAULTS
    assert (file.state, file.content) == ("faulty", None)
    assert not Answer.objects.exists()


SAVED = {
    "semicolons, as spreadsheets save them here": lambda good: good.replace(b",", b";"),
    "a line that names the separator": lambda good: b"sep=;\r\n" + good.replace(b",", b";"),
    "columns in another order": lambda good: b"\r\n".join(
        b",".join(reversed(line.split(b","))) for line in good.split(b"\r\n")
    ),
    "tabs": lambda good: good.replace(b",", b"\t"),
    "a byte order mark": lambda good: b"\xef\xbb\xbf" + good,
    "blank lines": lambda good: b"\r\n" + good.replace(b"\r\n", b"\r\n\r\n"),
    "rows of nothing": lambda good: good + b",,, ," * 1 + b"\r\n",
}


@pytest.mark.parametrize("how", SAVED)
def test_ways_to_save_the_same_rows_are_all_read(
    study: Study, lead: Person, now: datetime, how: str
) -> None:
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=SAVED[how](GOOD), now=now
    )
    assert (file.state, file.rows) == ("ready", 2), file.faults
    actions.apply(file=file, by=lead, now=now)
    assert Answer.objects.count() == 2


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(study: Study, now: datetime) -> None:
    head, first, second, _end = GOOD.split(b"\r\n")
    content = b"\r\n".join([head, b"", first, b",,", second.replace(b"k01", b"nobody"), b""])
    found = actions.check_file(study=study, kind="answers", name="a.csv", content=content, now=now)
    assert [(fault.row, fault.column) for fault in found.faults] == [(5, "key")]


def test_a_column_in_capitals_is_named_with_how_to_write_it(study: Study, now: datetime) -> None:
    content = GOOD.replace(b"key,", b"KEY,", 1)
    found = actions.check_file(study=study, kind="answers", name="a.csv", content=content, now=now)
    assert found.faults == (CellFault(1, "key", "column_case", "KEY"),)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("answered_at", "18/11/2026", "not_a_date"),
        ("answered_at", "11-18-26", "not_a_date"),
        ("answered_at", "46344", "not_a_date"),
        ("answered_at", "18 nov 2026", "not_a_date"),
        ("g_jobs_ft", "2,5", "number_format"),
        ("g_jobs_ft", "2.500", "number_format"),
        ("g_jobs_ft", "１２", "number_format"),
        ("i_nps", "=9", "formula"),
        ("key", "=A2", "formula"),
        ("answered_at", "=TODAY()", "formula"),
    ],
)
def test_local_dates_and_numbers_are_named_and_mending_them_is_enough(
    study: Study, lead: Person, now: datetime, column: str, value: str, code: str
) -> None:
    bad = as_csv([row(0), row(1, **{column: value})])
    file = actions.check(study=study, by=lead, kind="answers", name="a.csv", content=bad, now=now)
    (fault,) = file.faults
    assert fault == {"row": 3, "column": column, "code": code, "value": value}
    with pytest.raises(actions.FileClosed):
        actions.apply(file=file, by=lead, now=now)
    mended = actions.check(
        study=study, by=lead, kind="answers", name="a.csv", content=GOOD, now=now
    )
    actions.apply(file=mended, by=lead, now=now)
    assert Answer.objects.count() == Attempt.objects.count() == 2


def spss() -> bytes:
    """The same two rows as SPSS keeps them: numbers with labels, texts padded."""
    rows = [row(0), row(1)]
    numbers = {"a_consent": {"1": "Sí"}, "i_nps": {"9": "9"}, "g_jobs_ft": {}}
    variables = [Variable(name, name, numbers.get(name, {}), name in numbers) for name in rows[0]]
    return sav([list(each.values()) for each in rows], variables, "Respuestas")


def test_an_spss_file_with_labels_is_imported_like_the_csv(
    study: Study, lead: Person, now: datetime
) -> None:
    file = actions.check(
        study=study, by=lead, kind="answers", name="a.SAV", content=spss(), now=now
    )
    assert (file.state, file.rows) == ("ready", 2), file.faults
    actions.apply(file=file, by=lead, now=now)
    assert Answer.objects.get(case__key="k00").values["i_nps"] == "9"


@pytest.mark.parametrize(
    ("form", "text"), [(22, "2026-11-18T10:30:00"), (20, "2026-11-18"), (5, "14014377000")]
)
def test_moments_of_spss_are_read_as_its_format_says(form: int, text: str) -> None:
    """Seconds since 14 October 1582: DATETIME is format 22, DATE 20, plain numbers 5."""
    since = datetime(2026, 11, 18, 10, 30) - datetime(1582, 10, 14)  # noqa: DTZ001
    variables = [Variable("answered_at", "answered_at", {}, is_number=True)]
    content = sav([[str(int(since.total_seconds()))]], variables, "R")
    number = struct.pack("<i", NUMBER_FORMAT)
    assert content.count(number) == 2
    sheet = sheets.read(content.replace(number, struct.pack("<i", form << 16 | 20 << 8)), "a.sav")
    assert isinstance(sheet, sheets.Sheet)
    assert sheet.rows[0]["answered_at"] == text


def test_every_cut_of_an_spss_file_is_refused() -> None:
    whole = spss()
    for end in range(0, len(whole) - 1, 97):
        found = sheets.read(whole[:end], "a.sav")
        assert isinstance(found, CellFault), end
        assert found.code in ("not_spss", "empty")


def test_an_spss_file_that_promises_more_cells_than_any_memory_holds_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 20)
    assert sheets.read(spss(), "a.sav") == CellFault(0, "", "too_many_rows", "2")


def codes_of(folder: Path) -> set[str]:
    """The third value of every fault that the modules of a folder make."""
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("CellFault", "_fault"))
    ]
    thirds = [call.args[2] for call in calls if len(call.args) > 2]
    return {str(third.value) for third in thirds if isinstance(third, ast.Constant)}


def test_every_code_of_a_fault_has_words() -> None:
    of_values = {"unknown", "not_in_codebook", "number_format", "out_of_range", "skip_violated"}
    found = codes_of(SOURCE / "imports") | of_values | {"exclusive", "too_long", "not_released"}
    assert {"unknown_case", "twice_in_file", "column_case"} <= found
    assert found <= set(words.FAULTS)


FRAME = b"key,stage,country,gender,language,cohort\na1,idea,GT,f,es,2025-H1\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", (1, "missing_column")),
        (FRAME.replace(b"a1", b""), (2, "bad_value")),
        (FRAME + b"a1,idea,GT,f,es,2025-H1\n", (3, "repeated_key")),
        (FRAME.replace(b"a1", b"=cmd|' /C calc'!A0"), (2, "formula")),
        (FRAME.replace(b"idea", b"@SUM(1)"), (2, "formula")),
        (FRAME.replace(b"a1", b"ana@example.org"), (2, "bad_value")),
        (FRAME.replace(b"a1", b"50212345678"), (2, "bad_value")),
        (FRAME.replace(b"a1", b"x" * 200_000), (2, "not_csv")),
        (FRAME.replace(b"a1", b'"a1'), (2, "not_csv")),
        (FRAME.replace(b"a1", b"a\x001"), (2, "zero_byte")),
        (FRAME.replace(b"idea", "año".encode("cp1252")), (2, "not_utf8")),
        (workbook(), (0, "workbook")),
    ],
)
def test_a_bad_frame_says_where_and_why(content: bytes, fault: tuple[int, str]) -> None:
    found = csv_frame.check(content)
    assert fault in {(f.row, f.code) for f in found.faults}
    assert all(f.code in frame_words.FAULTS for f in found.faults)


def test_a_frame_with_semicolons_blank_lines_and_a_mark_is_read() -> None:
    content = b"\xef\xbb\xbf\r\n" + FRAME.replace(b",", b";").replace(b"\n", b"\r\n\r\n")
    found = csv_frame.check(content)
    assert (found.faults, [r["key"] for r in found.rows]) == ((), ["a1"])


def test_bad_attempts_are_refused_whole_and_taken_once_mended(
    study: Study, lead: Person, now: datetime
) -> None:
    good = b"key;mode;code;made_at\nk00;phone;3.13;2026-11-18\n\nk01;phone;2.112;2026-11-18\n"
    bad = good.replace(b"2.112", b"2,112")
    for content, state in ((bad, "faulty"), (good, "ready")):
        file = actions.check(
            study=study, by=lead, kind="attempts", name="t.csv", content=content, now=now
        )
        assert file.state == state
    assert ImportedFile.objects.get(state="faulty").faults == [
        {"row": 4, "column": "code", "code": "unknown_code", "value": "2,112"}
    ]
    assert not Attempt.objects.exists()
    actions.apply(file=file, by=lead, now=now)
    assert Attempt.objects.count() == 2


def test_contacts_at_night_and_a_fourth_one_in_a_week_are_warned_of_and_taken(
    study: Study, lead: Person, now: datetime
) -> None:
    field.attempt(study, 0, "3.13", now.replace(day=12), "phone")
    content = (
        b"key,mode,code,made_at\n"
        b"k00,phone,3.13,2026-11-13T10:00-06:00\n"
        b"k00,web,3.13,2026-11-14\n"
        b"k00,mail,3.30,2026-11-14\n"
        b"k00,phone,3.13,2026-11-15T20:00-06:00\n"
        b"k00,phone,3.13,2026-11-16T19:59-06:00\n"
        b"k01,phone,3.13,2026-11-16T03:00\n"
    )
    file = actions.check(
        study=study, by=lead, kind="attempts", name="t.csv", content=content, now=now
    )
    assert (file.state, file.fault_count) == ("ready", 0)
    assert [(fault["row"], fault["code"]) for fault in file.faults] == [
        (5, "at_night"),
        (6, "fourth_in_a_week"),
    ]
    assert actions.apply(file=file, by=lead, now=now).state == "applied"
    assert Attempt.objects.count() == 7
