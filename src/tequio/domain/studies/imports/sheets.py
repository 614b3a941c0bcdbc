"""A file as rows of text: CSV in UTF-8, or SPSS."""

import csv
import io
import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyreadstat

from tequio.domain.studies.errors import CellFault

LARGEST: Final = 60_000_000
MOST_ROWS: Final = 200_000
FIRST_ROW: Final = 2  # the head is row 1
# How missing answers stand in numeric variables of SPSS, which knows no letters there.
SPSS_MISSING: Final = {-97.0: ".n", -98.0: ".d", -99.0: ".r"}
_UNREADABLE = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError)


@dataclass(frozen=True)
class Sheet:
    """Columns and rows of text as they came; the first row has number 2, as in a spreadsheet."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


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
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        row = content[: failure.start].count(b"\n") + 1
        return CellFault(row, "", "not_utf8", f"{failure.start}")
    if "\x00" in text:
        return CellFault(text[: text.index("\x00")].count("\n") + 1, "", "zero_byte")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as failure:
        return CellFault(0, "", "not_csv", str(failure))
    lines = [line for line in lines if line]
    if not lines:
        return CellFault(1, "", "empty")
    return _as_sheet(lines)


def _as_sheet(lines: list[list[str]]) -> Sheet | CellFault:
    columns = tuple(cell.strip() for cell in lines[0])
    twice = next((c for c in columns if columns.count(c) > 1 or not c), None)
    if twice is not None:
        return CellFault(1, twice, "column_twice" if twice else "column_without_name")
    if len(lines) > MOST_ROWS:
        return CellFault(0, "", "too_many_rows", str(len(lines)))
    for at, line in enumerate(lines[1:], start=FIRST_ROW):
        if len(line) != len(columns):
            return CellFault(at, "", "cells_missing", f"{len(line)} / {len(columns)}")
    if len(lines) == 1:
        return CellFault(FIRST_ROW, "", "empty")
    rows = (
        {name: cell.strip() for name, cell in zip(columns, line, strict=True)} for line in lines[1:]
    )
    return Sheet(columns, tuple(rows))


def _from_spss(content: bytes) -> Sheet | CellFault:
    handle, path = tempfile.mkstemp(suffix=".sav")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        columns, _meta = pyreadstat.read_sav(
            path, output_format="dict", disable_datetime_conversion=True
        )
    except _UNREADABLE as failure:
        return CellFault(0, "", "not_spss", type(failure).__name__)
    finally:
        Path(path).unlink()
    names = tuple(columns)
    texts = [[as_text(value) for value in columns[name]] for name in names]
    return _as_sheet([list(names), *(list(row) for row in zip(*texts, strict=True))])


def as_text(value: Any) -> str:
    """A cell of SPSS as text: whole numbers without a point, missing ones as our codes."""
    if value is None:
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value in SPSS_MISSING:
            return SPSS_MISSING[value]
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
