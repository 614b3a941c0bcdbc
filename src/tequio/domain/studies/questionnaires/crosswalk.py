"""What an answer of the short form says in the variables of the detailed one, and the reverse."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tequio.domain.studies.questionnaires.model import MISSING, NOT_APPLICABLE
from tequio.domain.studies.questionnaires.standard import DATA


@dataclass(frozen=True)
class Crossing:
    """One published line: `*` is any code; `low` to `high` is the band of numbers."""

    short_variable: str
    short_code: str
    detailed_variable: str
    detailed_code: str
    low: int | None
    high: int | None


@cache
def crossings() -> tuple[Crossing, ...]:
    """Every line of the published crosswalk."""
    with (DATA / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_crossing(line) for line in csv.DictReader(file))


def _crossing(line: dict[str, str]) -> Crossing:
    low, high = line.pop("low"), line.pop("high")
    return Crossing(**line, low=int(low) if low else None, high=int(high) if high else None)


@cache
def bands(variable: str) -> tuple[tuple[str, int, int], ...]:
    """The bands of a counted variable in the short form: code, lowest, highest; else nothing."""
    return tuple(
        (line.short_code, line.low, line.high)
        for line in crossings()
        if line.short_variable == variable and line.low is not None and line.high is not None
    )


def band(variable: str, value: str) -> str:
    """The band of a number (`3` is `2-3`); a band or a missing code stays as it is."""
    if not value.isdecimal():
        return value
    number = int(value)
    return next((code for code, low, high in bands(variable) if low <= number <= high), value)


def lowest(variable: str, value: str) -> int | None:
    """The least number that an answer of either form stands for; None where it is missing."""
    for code, low, _high in bands(variable):
        if code == value:
            return low
    return int(value) if value.isdecimal() else None


def in_detailed_terms(form: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values with `f_applied` and `f_result` that a short answer's `f_fin` stands for."""
    written = dict(values)
    asked = written.get("f_fin")
    if form != "short" or asked is None:
        return written
    if asked in MISSING:
        return {**written, "f_applied": asked, "f_result": NOT_APPLICABLE if asked else ""}
    written["f_result"] = NOT_APPLICABLE
    for line in crossings():
        if line.short_variable == "f_fin" and line.short_code == asked:
            written[line.detailed_variable] = line.detailed_code
    return written
