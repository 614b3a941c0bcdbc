"""The interval a plan names: of shares, also for the mean of zeros and ones; t for the rest."""

from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from survey_statistics.commands.plan import EstimatePlan
from survey_statistics.designs.design import AnyDesign
from survey_statistics.errors import UnknownChoice
from survey_statistics.estimation.means import mean
from survey_statistics.estimation.proportion_intervals import METHODS
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.variables import is_binary
from survey_statistics.results import Estimates

STUDENT = "t"
_OF_QUANTILES = "replicates"


def refuse_unknown_interval(name: str | None) -> None:
    """Raise `UnknownChoice` for an interval that no statistic has."""
    names = (STUDENT, *METHODS, _OF_QUANTILES)
    if name is not None and name not in names:
        raise UnknownChoice("interval", name, names)


def interval_of_shares(name: str | None, default: str) -> str:
    """The method for a share: R calls the interval by Student's t "mean"."""
    return "mean" if name == STUDENT else name or default


def mean_as_asked(
    request: EstimatePlan, design: AnyDesign, column: dict[str, NDArray[Any]], by: Any, where: Any
) -> Estimates:
    """The mean with its interval by t or, of zeros and ones, by the method for shares asked for."""
    found = mean(design, column, by=by, where=where, level=request.level)
    ((_, values),) = column.items()
    if request.interval not in METHODS or not is_binary(values):
        return found
    shares = proportion(
        design, column, by=by, where=where, interval=request.interval, level=request.level
    )
    items = tuple(
        replace(item, low=share.low, high=share.high, interval=share.interval)
        for item, share in zip(found, shares, strict=True)
    )
    return replace(found, items=items)


def with_note(result: dict[str, Any], asked: str | None) -> dict[str, Any]:
    """Say so where the interval asked for does not exist for this statistic."""
    if asked is None or result["n"] == 0 or result["interval"] == asked:
        return result
    if asked == STUDENT and result["interval"] == "mean":
        return {**result, "interval": STUDENT}
    note = f"interval by Student's t: '{asked}' does not exist for this statistic"
    return {**result, "notes": [*result["notes"], note]}
