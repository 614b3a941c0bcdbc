"""What can be wrong with a question about sample size or power."""

from __future__ import annotations

from survey_statistics.errors import SurveyError


class UnusableAssumption(SurveyError):
    """An assumption of a power calculation lies outside its range."""


class UnreachablePrecision(SurveyError):
    """No sample of this population reaches what was asked for."""


def positive(name: str, value: float) -> float:
    """Return `value` if it is a finite number above zero, else raise naming the assumption."""
    if not 0 < value < float("inf"):
        raise UnusableAssumption(f"{name} is {value}; it must be a number above 0.")
    return value


def between(name: str, value: float, low: float, high: float) -> float:
    """Return `value` if it lies strictly between the limits, else raise naming the assumption."""
    if not low < value < high:
        raise UnusableAssumption(f"{name} is {value}; it must lie between {low:g} and {high:g}.")
    return value
