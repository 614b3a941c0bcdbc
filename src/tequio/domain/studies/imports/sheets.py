"""A file as rows of text: CSV in UTF-8, or SPSS."""

import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pyreadstat

from tequio.domain.studies import csv_text
from tequio.domain.studies.errors import CellFault

LARGEST: Final = 60_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 1000
MOST_CELLS: Final = 20_000_000
# How missing answers stand in numeric variables of SPSS, which knows no letters there.
SPSS_MISSING: Final = {-97.0: ".n", -98.0: ".d", -99.0: ".r"}
# How days and moments are marked there; both are seconds since the calendar was reformed.
SPSS_MOMENTS: Final = ("DATETIME", "YMDHMS")
SPSS_DAYS: Final = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE")
SPSS_BEGINS: Final = datetime(1582, 10, 14)  # noqa: DTZ001 - SPSS knows no time zones
_UNREADABLE = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError)


@dataclass(frozen=True)
class Sheet:
    """Columns and rows of text as they came; `numbers` are those of the rows in a spreadsheet."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    numbers: tuple[int, ...]


def read(content: bytes, name: str) -> Sheet | CellFault:
    """The rows of a file by its ending, or what keeps it from being read."""
    if len(content) > LARGEST:
        return CellFault(0, "", "too_large", str(len(content)))
    if name.lower().endswith(".sav"):
        return _from_spss(content)
    if name.lower().endswith((".csv", ".txt")):
        return _from_csv(content)
    return CellFault(0, "", "unknown_kind", Path(name).suffix)


def _from_csv(content: bytes) -> Sheet | CellFault:
    lines = csv_text.lines_of(content)
    if isinstance(lines, CellFault):
        return lines
    return _as_sheet(lines) if lines else CellFault(1, "", "empty")


def _as_sheet(lines: list[csv_text.Line]) -> Sheet | CellFault:
    (head_at, head), *others = lines
    columns = tuple(cell.strip() for cell in head)
    if len(columns) > MOST_COLUMNS:
        return CellFault(head_at, "", "too_many_rows", str(len(columns)))
    twice = next((c for c in columns if columns.count(c) > 1 or not c), None)
    if twice is not None:
        return CellFault(head_at, twice, "column_twice" if twice else "column_without_name")
    if len(lines) > MOST_ROWS:
        return CellFault(0, "", "too_many_rows", str(len(lines)))
    for at, line in others:
        if len(line) != len(columns):
            return CellFault(at, "", "cells_missing", f"{len(line)} / {len(columns)}")
    if not others:
        return CellFault(head_at + 1, "", "empty")
    rows = (
        {name: cell.strip() for name, cell in zip(columns, line, strict=True)}
        for _at, line in others
    )
    return Sheet(columns, tuple(rows), tuple(at for at, _line in others))


def _from_spss(content: bytes) -> Sheet | CellFault:
    handle, path = tempfile.mkstemp(suffix=".sav")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A small file may stand for more cells than any memory holds: look at its size first.
        _nothing, meta = pyreadstat.read_sav(path, metadataonly=True, output_format="dict")
        width = max(1, meta.number_columns or 0)
        if width > MOST_COLUMNS or width * (meta.number_rows or 0) > MOST_CELLS:
            return CellFault(0, "", "too_many_rows", str(meta.number_rows or ""))
        columns, meta = pyreadstat.read_sav(
            path,
            output_format="dict",
            disable_datetime_conversion=True,
            row_limit=MOST_CELLS // width,
        )
    except _UNREADABLE:
        return CellFault(0, "", "not_spss")
    finally:
        Path(path).unlink()
    names = tuple(columns)
    texts = [
        [as_text(value, meta.original_variable_types.get(name) or "") for value in columns[name]]
        for name in names
    ]
    rows = [list(names), *(list(row) for row in zip(*texts, strict=True))]
    return _as_sheet(list(enumerate(rows, 1)))


def as_text(value: Any, form: str = "") -> str:
    """A cell of SPSS as text: whole numbers without a point, missing ones as our codes.

    `form` is the format of the variable: days and moments are numbers there, of seconds.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value in SPSS_MISSING:
            return SPSS_MISSING[value]
        if form.startswith(SPSS_DAYS + SPSS_MOMENTS):
            return _moment(value, form)
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


def _moment(seconds: float, form: str) -> str:
    """ISO text of a moment of SPSS; as it stands where no calendar has it."""
    try:
        moment = SPSS_BEGINS + timedelta(seconds=round(seconds))
    except OverflowError:
        return repr(seconds)
    return moment.isoformat() if form.startswith(SPSS_MOMENTS) else moment.date().isoformat()
