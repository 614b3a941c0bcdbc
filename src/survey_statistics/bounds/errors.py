"""What can be wrong with a question about bounds."""

from __future__ import annotations

from survey_statistics.errors import SurveyError


class UnusableShare(SurveyError):
    """A share, rate or count is outside its range."""


class NotMonotone(SurveyError):
    """Lee bounds were asked for where their assumption cannot hold, or an arm is empty."""


def share(name: str, value: float) -> float:
    """Return `value` if it lies from 0 to 1, else raise `UnusableShare` naming it.

    >>> share("response rate", 0.2)
    0.2
    """
    if not 0 <= value <= 1:
        raise UnusableShare(f"The {name} is {value}; it must be from 0 to 1.")
    return value


def count(name: str, value: float, at_most: float = float("inf")) -> float:
    """Return `value` if it lies from 0 to `at_most`, else raise `UnusableShare` naming it.

    >>> count("respondents", 900, at_most=4000)
    900
    """
    if not 0 <= value <= at_most:
        raise UnusableShare(f"The number of {name} is {value}; give 0 to {at_most:g}.")
    return value
