"""Reading a data file into named columns: CSV, and SPSS or Stata where pyreadstat is installed."""

import csv
import importlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.commands.errors import UnknownColumn, UnreadableFile

DEFAULT_MISSING = ("", "NA")
_WIDEST_FIELD = 10_000_000
# How a zip archive begins, which xlsx and ods are, and the older format of xls.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BLOCK = 50_000
# Between the values of a packed column: the control character made for this, never in a survey.
_BETWEEN = "\x1e"
_Convert = Callable[[list[str], frozenset[str]], NDArray[Any]]


@dataclass(frozen=True, eq=False)
class DataFile:
    """Columns of equal length under the names of the file.

    Attributes:
        columns: name to values (n,): floats with NaN for gaps, or texts with None.
        rows: n.
    """

    columns: dict[str, NDArray[Any]]
    rows: int

    def column(self, name: str, *, asked_by: str) -> NDArray[Any]:
        """Return one column.

        Raises:
            UnknownColumn: naming the nearest column there is.
        """
        if name not in self.columns:
            raise UnknownColumn(name, self.columns, asked_by=asked_by)
        return self.columns[name]

    def named(self, name: str, *, asked_by: str) -> dict[str, NDArray[Any]]:
        """Return one column under its name, as the estimators take it."""
        return {name: self.column(name, asked_by=asked_by)}


def read_data(
    path: Path,
    missing: Sequence[str] = DEFAULT_MISSING,
    *,
    numbers: bool = True,
    labels: bool = True,
) -> DataFile:
    """Read a file by its extension: .sav, .zsav and .dta through pyreadstat, all else as CSV.

    A CSV column is numeric if every value that is not missing is a plain number; numbers with
    leading zeros or more than fifteen digits are identifiers and stay text.

    Args:
        path: the file; CSV is UTF-8, with a header, separated by commas.
        missing: texts that stand for a gap.
        numbers: whether to turn CSV columns of numbers into numbers.
        labels: whether value labels of SPSS and Stata stand for codes that all have one.

    Raises:
        UnreadableFile: naming the file and, where there is one, the line.
    """
    if not path.is_file():
        raise UnreadableFile(f"There is no file '{path}'. Check its name and folder.")
    reader = {".sav": "read_sav", ".zsav": "read_sav", ".dta": "read_dta"}.get(path.suffix.lower())
    if reader is not None:
        return _read_foreign(path, reader, labels)
    _refuse_spreadsheet(path)
    return _read_csv(path, frozenset(missing), typed if numbers else _texts)


def _refuse_spreadsheet(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_SPREADSHEETS):
        raise UnreadableFile(f"'{path}' is a spreadsheet or an archive. Save it as CSV UTF-8.")


def _read_csv(path: Path, missing: frozenset[str], convert: _Convert) -> DataFile:
    usual = csv.field_size_limit(_WIDEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = next(lines, [])
            _refuse_header(path, header)
            columns, rows = _packed_columns(path, lines, len(header))
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"'{path}' is not UTF-8 (byte {error.start}). Save it as CSV UTF-8 and try again."
        ) from None
    except csv.Error as error:
        raise UnreadableFile(f"'{path}' is not a CSV file: {error}.") from None
    finally:
        # The limit is the whole process's: whoever else reads CSV in it keeps theirs.
        csv.field_size_limit(usual)
    values = {}
    for name in reversed(header):
        # Each column leaves its packed texts behind before the next one is unpacked.
        values[name] = convert(_unpacked(columns.pop()), missing)
    return DataFile({name: values[name] for name in header}, rows)


def _packed_columns(
    path: Path, lines: Iterator[list[str]], width: int
) -> tuple[list[list[str]], int]:
    """Return each column as one text a block, and the number of rows.

    A text for every value would take ten times the memory of the file.
    """
    columns: list[list[str]] = [[] for _ in range(width)]
    count = 0
    while block := list(islice(lines, _BLOCK)):
        rows = [row for row in block if row]
        for number, row in enumerate(rows, start=count + 2):
            if len(row) != width:
                raise UnreadableFile(
                    f"'{path}' has {len(row)} values in record {number} where the header has "
                    f"{width}. Quote values that hold commas."
                )
        for column, texts in zip(columns, zip(*rows, strict=True), strict=bool(rows)):
            column.append(_BETWEEN.join(texts))
            if column[-1].count(_BETWEEN) >= len(texts):
                raise UnreadableFile(f"'{path}' holds the control character 1E. Remove it.")
        count += len(rows)
    return columns, count


def _unpacked(blocks: Sequence[str]) -> list[str]:
    return [text for block in blocks for text in block.split(_BETWEEN)]


def _refuse_header(path: Path, header: Sequence[str]) -> None:
    if not header:
        raise UnreadableFile(f"'{path}' is empty. The first line must hold the column names.")
    for mark, named in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
        if len(header) == 1 and mark in header[0]:
            raise UnreadableFile(
                f"'{path}' seems to be separated by {named}. Save it with commas between the "
                "columns and points in decimals."
            )
    for name in header:
        if header.count(name) > 1:
            raise UnreadableFile(f"'{path}' has two columns named '{name}'. Rename one.")


def typed(texts: list[str], missing: frozenset[str]) -> NDArray[Any]:
    """Return a column as floats with NaN for gaps, or as texts with None.

    Raises:
        UnreadableFile: a number too large to hold, as 1e400.

    >>> typed(["1", "NA", "2.5"], frozenset({"NA"})).tolist()
    [1.0, nan, 2.5]
    >>> typed(["007", ""], frozenset({""})).tolist()
    ['007', None]
    """
    # Most columns of a survey repeat few values: each is looked at once.
    distinct = dict.fromkeys(texts)
    present = [text for text in distinct if text not in missing]
    if not present or any(map(_is_identifier, present)):
        return _texts(texts, missing)
    try:
        numbers = {text: math.nan if text in missing else float(text) for text in distinct}
    except ValueError:
        return _texts(texts, missing)
    endless = next((text for text, number in numbers.items() if math.isinf(number)), None)
    if endless is not None:
        raise UnreadableFile(f"The value '{endless}' is too large for a number.")
    return np.fromiter(map(numbers.__getitem__, texts), np.float64, len(texts))


def _texts(texts: list[str], missing: frozenset[str]) -> NDArray[Any]:
    kept = {text: None if text in missing else text for text in texts}
    column = np.empty(len(texts), dtype=object)
    column[:] = [kept[text] for text in texts]
    return column


def _is_identifier(text: str) -> bool:
    """Whether a text only looks like a number: 007, 19647336097927001, 1_000, nan."""
    digits = text.strip().lstrip("+-")
    if not digits[:1].isdigit() and not digits.startswith("."):
        return True
    if "_" in text or (len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()):
        return True
    return digits.isdigit() and len(digits) > 15


def _read_foreign(path: Path, reader: str, with_labels: bool) -> DataFile:
    try:
        # The library is optional and large; only these two kinds of file ask for it.
        pyreadstat = importlib.import_module("pyreadstat")
    except ModuleNotFoundError:
        raise UnreadableFile(
            f"'{path}' needs the library pyreadstat. Install it, or save the file as CSV UTF-8."
        ) from None
    read: Callable[..., tuple[Any, Any]] = getattr(pyreadstat, reader)
    try:
        content, meta = read(str(path), output_format="dict")
    except (OSError, ValueError, pyreadstat.ReadstatError) as error:
        raise UnreadableFile(f"'{path}' cannot be read: {error}.") from None
    labels: Mapping[str, Mapping[Any, str]] = meta.variable_value_labels if with_labels else {}
    return DataFile(
        {name: _foreign_column(values, labels.get(name, {})) for name, values in content.items()},
        int(meta.number_rows),
    )


def _foreign_column(values: Any, labels: Mapping[Any, str]) -> NDArray[Any]:
    """Return a column as numbers, or as texts: value labels stand for codes that all have one.

    A scale with labels at its ends, or an age with one for a special value, stays a number.
    """
    listed = list(values)
    if all(value in labels for value in listed if not _is_gap(value)):
        listed = [labels.get(value, value) for value in listed]
    if all(value is None or isinstance(value, int | float) for value in listed):
        return np.array([math.nan if v is None else float(v) for v in listed])
    column = np.empty(len(listed), dtype=object)
    column[:] = [_text_or_none(value) for value in listed]
    return column


def _is_gap(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _text_or_none(value: object) -> str | None:
    return None if _is_gap(value) else str(value)
