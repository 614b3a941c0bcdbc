"""`survey-statistics rates`: dispositions in, AAPOR outcome rates and the ledger out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from survey_statistics.arrays import as_numbers, is_missing, level_text
from survey_statistics.commands.data_files import DataFile, read_data
from survey_statistics.commands.errors import AttemptsDisagree, UnreadableFile, UnusablePlan
from survey_statistics.commands.idle_options import refuse_idle
from survey_statistics.designs.build import read_weights
from survey_statistics.dispositions.codes import Category, category_of
from survey_statistics.dispositions.counts import Counts, count_dispositions
from survey_statistics.dispositions.errors import UnknownDisposition
from survey_statistics.dispositions.final_code import Attempt, final_disposition
from survey_statistics.dispositions.ledger import ledger_imbalances
from survey_statistics.dispositions.rates import Eligibility, outcome_rates
from survey_statistics.errors import MissingValue

# The general code of each category: attempts given by letter are ranked by it.
_GENERAL = {
    "I": "1.1",
    "P": "1.2",
    "R": "2.10",
    "NC": "2.20",
    "O": "2.30",
    "UH": "3.10",
    "UR": "3.20",
    "UO": "3.90",
    "NE": "4.10",
}


@dataclass(frozen=True)
class RatesRequest:
    """What the rates are to be made of.

    Attributes:
        data: file with one row a case, or one row an attempt if `case` is given.
        code: column of AAPOR codes ("2.112") or categories ("R").
        case: column that names the case an attempt belongs to; rows in the order of attempts.
            All attempts of a case carry its one weight and group.
        mode: column of the mode of an attempt.
        weight: column of base weights.
        by: columns to break the rates down by.
        e: share of unknown cases that are eligible, for all or by category; estimated if None.
        named_persons: whether the sample is a list of persons known by name.
        released: number of cases released, for the ledger.
    """

    data: Path
    code: str
    case: str | None = None
    mode: str | None = None
    weight: str | None = None
    by: Sequence[str] = ()
    e: Eligibility | None = None
    named_persons: bool = True
    released: int | None = None


@dataclass(frozen=True)
class _Cases:
    categories: list[Category]
    rows: list[int]
    codes: list[str]


def rates(request: RatesRequest) -> dict[str, Any]:
    """Return counts and rates, unweighted and weighted, of all cases and by group.

    Raises:
        SurveyError: naming the column, code or row at fault.
    """
    if request.case is None:
        refuse_idle([("--mode", request.mode is not None)], "without --case")
    # Codes are read as they stand: 2.10 and 2.1 are not the same.
    data = read_data(request.data, numbers=False)
    if data.rows == 0:
        raise UnreadableFile("The data have a header and no rows: there are no cases to count.")
    if request.released is not None and request.released < 0:
        raise UnusablePlan(f"{request.released} cases cannot have been released; give 0 or more.")
    cases = _final(request, data) if request.case else _single(request, data)
    weights = _weights(request, data, cases.rows)
    groups = _groups(request, data, cases.rows)
    results = []
    for label, members in groups.items():
        categories = [cases.categories[place] for place in members]
        results.append(
            _result(label, categories, None if weights is None else weights[members], request.e)
        )
    released = len(cases.rows) if request.released is None else request.released
    ledger = ledger_imbalances({"all": released}, {"all": count_dispositions(cases.categories)})
    return {
        "cases": len(cases.rows),
        "codes": {code: cases.codes.count(code) for code in sorted(set(cases.codes))},
        "ledger": [{"identity": str(line), "difference": line.difference} for line in ledger],
        "results": results,
    }


def rates_of_counts(counts: Mapping[str, float], e: Eligibility | None) -> dict[str, Any]:
    """Return the rates of counts given by category.

    Raises:
        UnusablePlan: a category that does not exist.

    >>> rates_of_counts({"I": 1, "R": 3}, None)["results"][0]["rates"]["RR1"]
    0.25
    """
    for name in counts:
        if name not in Category.__members__:
            raise UnusablePlan(f"There is no category '{name}': {', '.join(Category.__members__)}.")
    found = Counts(**counts)
    result = {"domain": {}, "counts": found, "rates": outcome_rates(found, e).as_dict()}
    return {"cases": found.total, "results": [result]}


def _result(
    label: tuple[tuple[str, str], ...],
    categories: list[Category],
    weights: Any,
    e: Eligibility | None,
) -> dict[str, Any]:
    counts = count_dispositions(categories)
    result = {"domain": dict(label), "counts": counts, "rates": outcome_rates(counts, e).as_dict()}
    if weights is not None:
        weighted = count_dispositions(categories, weights)
        result["weighted_counts"] = weighted
        result["weighted_rates"] = outcome_rates(weighted, e).as_dict()
    return result


def _single(request: RatesRequest, data: DataFile) -> _Cases:
    codes = _codes(request, data)
    known = {code: _category(code, request.named_persons) for code in set(codes)}
    categories = [known[code] for code in codes]
    return _Cases(categories, list(range(len(codes))), codes)


def _final(request: RatesRequest, data: DataFile) -> _Cases:
    codes = _codes(request, data)
    column = data.column(str(request.case), asked_by="--case")
    gaps = np.flatnonzero(is_missing(column))
    if gaps.size:
        raise MissingValue(str(request.case), gaps.tolist())
    cases = column.tolist()
    modes = ["web"] * len(codes)
    if request.mode:
        modes = [str(mode) for mode in data.column(request.mode, asked_by="--mode").tolist()]
    attempts: dict[object, list[int]] = {}
    for row, case in enumerate(cases):
        attempts.setdefault(case, []).append(row)
    _refuse_disagreement(request, data, attempts)
    found = _Cases([], [], [])
    for rows in attempts.values():
        tried = [Attempt(_GENERAL.get(codes[row], codes[row]), modes[row]) for row in rows]
        decides = rows[final_disposition(tried, named_persons=request.named_persons).at]
        found.categories.append(_category(codes[decides], request.named_persons))
        found.rows.append(decides)
        found.codes.append(codes[decides])
    return found


def _refuse_disagreement(
    request: RatesRequest, data: DataFile, attempts: Mapping[object, Sequence[int]]
) -> None:
    """Raise `AttemptsDisagree` where a case changes its weight or group between attempts.

    The mode alone may change: a case is counted under that of the attempt that decides.
    """
    columns = [name for name in request.by if name != request.mode]
    if request.weight is not None:
        columns.append(request.weight)
    for name in columns:
        values = data.column(name, asked_by="--by or --weight").tolist()
        for case, rows in attempts.items():
            for row in rows[1:]:
                if not _same(values[row], values[rows[0]]):
                    pair = ((rows[0], values[rows[0]]), (row, values[row]))
                    raise AttemptsDisagree(str(request.case), case, name, pair)


def _same(one: object, other: object) -> bool:
    """Whether two values are alike, as they stand or as numbers: 2 is 2.0, a gap is a gap."""
    if one == other:
        return True
    try:
        return float(str(one)) == float(str(other))
    except ValueError:
        return False


def _codes(request: RatesRequest, data: DataFile) -> list[str]:
    column = data.column(request.code, asked_by="--code")
    gaps = np.flatnonzero(is_missing(column))
    if gaps.size:
        raise UnusablePlan(
            f"The column '{request.code}' has no code in row {int(gaps[0]) + 1}. "
            "Give every case one; 3.11 is a case not worked."
        )
    codes = [level_text(code).strip() for code in column.tolist()]
    _refuse_unknown(request, codes)
    return codes


def _refuse_unknown(request: RatesRequest, codes: Sequence[str]) -> None:
    """Raise `UnknownDisposition` for a code that is in no table, with its column and row."""
    for code in dict.fromkeys(codes):
        try:
            _category(code, request.named_persons)
        except UnknownDisposition as error:
            raise UnknownDisposition(
                f"{error} It stands in the column '{request.code}', row {codes.index(code) + 1}. "
                "Correct it, or leave the case out."
            ) from error


def _category(code: str, named_persons: bool) -> Category:
    if code in Category.__members__:
        return Category[code]
    return category_of(code, named_persons=named_persons)


def _weights(request: RatesRequest, data: DataFile, rows: list[int]) -> Any:
    if request.weight is None:
        return None
    column = data.named(request.weight, asked_by="--weight")
    return read_weights({request.weight: as_numbers(column, request.weight)}, data.rows)[rows]


def _groups(
    request: RatesRequest, data: DataFile, rows: list[int]
) -> dict[tuple[tuple[str, str], ...], list[int]]:
    groups: dict[tuple[tuple[str, str], ...], list[int]] = {(): list(range(len(rows)))}
    columns = [data.column(name, asked_by="--by").tolist() for name in request.by]
    for place, row in enumerate(rows):
        label = tuple(
            (name, level_text("" if column[row] is None else column[row]))
            for name, column in zip(request.by, columns, strict=True)
        )
        if label:
            groups.setdefault(label, []).append(place)
    return groups
