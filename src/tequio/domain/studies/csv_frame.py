"""A frame that another platform gives as CSV: read without changing anything, each bad cell named.

Keys stand for people there; they may not be addresses or telephone numbers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tequio.domain.languages import countries
from tequio.domain.studies import csv_text
from tequio.domain.studies.errors import CellFault
from tequio.domain.studies.platform_frame import COLUMNS

NEEDED: Final = ("key", "stage", "country", "gender", "language", "cohort")
# Tiers hold one another, in answers too: whom a mentor wrote to first is in contact, so M0 is 1.
# The bounds by the logs need that: who never was in contact is taken as not mentored.
STEPS: Final = (
    ("log_m0", "log_m1"),
    ("log_m1", "log_m2"),
    ("log_m2", "log_m3"),
    ("log_m2", "log_m4"),
)
KNOWN: Final = ("key", "permanent_number", *COLUMNS)
MOST_ROWS: Final = 2_000_000
MOST_FAULTS: Final = 500
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_HALF_YEAR: Final = r"(\d{4}-H[12])?"
_BAND: Final = {
    "log_asks": "(0|1|2-3|4\\+)?",
    "log_replies": "(0|1|2-3|4\\+)?",
    "log_conversations": "(0|1|2\\+)?",
    "log_exchanges": "(0|1|2-4|5\\+)?",
}
ALLOWED: Final = {
    "key": r"(?!\d{7,}$)[A-Za-z0-9_-]{1,32}",
    "stage": "(idea|operational|earning|profitable)?",
    "country": "([A-Z]{2})?",
    "gender": "[mfx]?",
    "language": "([a-z]{2,3})?",
    "cohort": _HALF_YEAR,
    "log_first_ask": _HALF_YEAR,
    "permanent_number": r"0(\.\d{1,25})?|\d(\.\d+)?e-\d+",
    **_BAND,
    **{name: "[01]?" for name in COLUMNS if re.fullmatch(r"log_(met|m\d)", name)},
}


@dataclass(frozen=True)
class CheckedFrame:
    """What a file holds, and everything that is wrong with it."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    faults: tuple[CellFault, ...]


def check(text: str | bytes) -> CheckedFrame:
    """A dry run: the rows and the faults, the head being row 1."""
    lines = csv_text.lines_of(text.encode() if isinstance(text, str) else text)
    if isinstance(lines, CellFault):
        return CheckedFrame((), (), (lines,))
    head = tuple(name.strip() for name in lines[0][1]) if lines else ()
    faults = _faults_of_head(head)
    if faults:
        return CheckedFrame(head, (), tuple(faults))
    rows: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    for number, line in lines[1:]:
        if len(line) != len(head):
            faults.append(CellFault(number, "", "number_of_cells", f"{len(line)} / {len(head)}"))
            continue
        row = dict(zip(head, (cell.strip() for cell in line), strict=True))
        faults += _faults_of_row(number, row, seen)
        rows.append(row)
    if not rows:
        faults.append(CellFault(2, "", "no_rows"))
    if len(rows) > MOST_ROWS:
        faults.append(CellFault(MOST_ROWS, "", "too_many_rows"))
    return CheckedFrame(head, tuple(rows), tuple(faults[:MOST_FAULTS]))


def _faults_of_head(head: Sequence[str]) -> list[CellFault]:
    faults = [CellFault(1, name, "missing_column") for name in NEEDED if name not in head]
    faults += [CellFault(1, name, "unknown_column") for name in head if name not in KNOWN]
    twice = sorted(name for name, times in Counter(head).items() if times > 1)
    return [*faults, *(CellFault(1, name, "repeated_column") for name in twice)][:MOST_FAULTS]


def _faults_of_row(number: int, row: dict[str, str], seen: dict[str, int]) -> list[CellFault]:
    faults = []
    for column, value in row.items():
        if value.startswith(FORMULA):
            faults.append(CellFault(number, column, "formula", value[:60]))
        elif not re.fullmatch(ALLOWED[column], value):
            faults.append(CellFault(number, column, "bad_value", value[:60]))
    if re.fullmatch(ALLOWED["country"], row["country"]) and row["country"] not in codes():
        faults.append(CellFault(number, "country", "unknown_country", row["country"]))
    faults += _contradiction(number, row)
    key = row["key"]
    if key in seen:
        faults.append(CellFault(number, "key", "repeated_key", f"{key} ({seen[key]})"))
    seen.setdefault(key, number)
    return faults


@cache
def codes() -> frozenset[str]:
    """The codes of countries that there are, and nothing where the country is not held."""
    return frozenset({"", *(code for code, _name in countries("en"))})


def _contradiction(number: int, row: dict[str, str]) -> list[CellFault]:
    """Each tier of mentoring takes the one before, whoever wrote first."""
    for before, after in STEPS:
        if (row.get(before), row.get(after)) == ("0", "1"):
            return [CellFault(number, after, "without_the_step_before", f"{before} = 0")]
    return []
