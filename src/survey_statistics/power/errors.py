"""What can be wrong with a question about sample size or power."""

from __future__ import annotations

import math

from survey_statistics.errors import SurveyError

# A sample of more units than this is none.
LARGEST = 1e15


class UnusableAssumption(SurveyError):
    """An assumption of a power calculation lies outside its range."""


class UnreachablePrecision(SurveyError):
    """No sample of this population reaches what was asked for."""


def positive(name: str, value: float) -> float:
    """Return `value` if it is a finite number above zero, else raise `UnusableAssumption`."""
    if not 0 < value < float("inf"):
        raise UnusableAssumption(f"{name} is {value}; it must be a number above 0.")
    return value


def between(name: str, value: float, low: float, high: float) -> float:
    """Return `value` if it lies strictly between the limits, else raise `UnusableAssumption`."""
    if not low < value < high:
        raise UnusableAssumption(f"{name} is {value}; it must lie between {low:g} and {high:g}.")
    return value


def squared(reach: float, difference: float) -> float:
    """Return (reach / difference)^2, the number that finds a difference.

    Raises:
        UnreachablePrecision: the difference is too small for any number.

    >>> squared(2.0, -0.5)
    16.0
    """
    ratio = reach / difference if difference else math.inf
    if not abs(ratio) < math.sqrt(LARGEST):
        raise UnreachablePrecision(f"No sample finds a difference of {difference:g}.")
    return ratio * ratio
