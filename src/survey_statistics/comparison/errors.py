"""What can be wrong with a comparison of two groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray
from survey_statistics.errors import SurveyError


class NoComparison(SurveyError):
    """One of the two groups is empty, or columns differ in length."""


class UnusableEffect(SurveyError):
    """An effect, a statistic or a sensitivity parameter is outside its range."""


class UnknownMethod(SurveyError):
    """A method or an estimand that does not exist was asked for."""


def two_groups(treated: ArrayLike, n: int) -> BoolArray:
    """Return who is treated as booleans (n,).

    Raises:
        NoComparison: another value than 0 and 1, an empty group, or another length.

    >>> two_groups([1, 0], 2)
    array([ True, False])
    """
    values = np.asarray(treated, dtype=np.float64)
    if len(values) != n:
        raise NoComparison(f"There are {n} outcomes and {len(values)} treatments.")
    if not np.isin(values, (0.0, 1.0)).all():
        raise NoComparison("The treatment must be 0 or 1 in every row.")
    if values.all() or not values.any():
        raise NoComparison("Everybody is in the same group: nothing to compare.")
    first: BoolArray = values == 1
    return first
