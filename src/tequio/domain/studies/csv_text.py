"""Bytes as lines of cells: CSV in UTF-8 with commas, semicolons or tabs, or why it is none."""

import csv
import io
from typing import Final

from tequio.domain.studies.errors import CellFault

SEPARATORS: Final = (",", ";", "\t")
# What the files begin with that spreadsheets keep for themselves, whatever their name says.
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
Line = tuple[int, list[str]]


def lines_of(content: bytes) -> list[Line] | CellFault:
    """Every line that is not blank, with its number in a spreadsheet, where the first is row 1."""
    if content.startswith(WORKBOOKS):
        return CellFault(0, "", "workbook")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        row = content[: failure.start].count(b"\n") + 1
        return CellFault(row, "", "not_utf8", ascii(content[failure.start : failure.end])[2:-1])
    if "\x00" in text:
        return CellFault(text[: text.index("\x00")].count("\n") + 1, "", "zero_byte")
    separator, said, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Line] = []
    number = said
    try:
        for number, cells in enumerate(reader, said + 1):
            if any(cell and not cell.isspace() for cell in cells):
                found.append((number, cells))
    except csv.Error:
        return CellFault(number + 1, "", "not_csv")
    return found


def _separator(text: str) -> tuple[str, int, str]:
    """The sign that parts the cells, how many lines only say so, and the text without those.

    Spreadsheets of many countries use semicolons; some write `sep=;` above the head.
    """
    first, _end, rest = text.partition("\n")
    said = first.strip().removeprefix("sep=")
    if first.startswith("sep=") and said in SEPARATORS:
        return said, 1, rest
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(SEPARATORS, key=lambda sign: (head.count(sign), -SEPARATORS.index(sign))), 0, text
