"""Adjusting p-values for the number of tests: Holm and Benjamini-Hochberg."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.errors import SurveyError


class UnusablePValue(SurveyError):
    """A p-value is missing or outside [0, 1]."""


def holm(p_values: ArrayLike) -> NDArray[np.float64]:
    """Return adjusted p-values that control the chance of any false rejection.

    The k-th smallest of m becomes the largest of (m - j + 1) p_(j) for j up to k, at most 1.
    Valid under any dependence. Order is that of the input.

    Source: Holm (1979), Scandinavian Journal of Statistics 6.

    Raises:
        UnusablePValue: naming the position.

    >>> holm([0.01, 0.04, 0.03]).round(4)
    array([0.03, 0.06, 0.06])
    """
    p = _checked(p_values)
    order = np.argsort(p, kind="stable")
    steps = p[order] * np.arange(len(p), 0, -1)
    return _restored(np.maximum.accumulate(steps), order)


def benjamini_hochberg(p_values: ArrayLike) -> NDArray[np.float64]:
    """Return adjusted p-values that control the expected share of false rejections.

    The k-th smallest of m becomes the smallest of m p_(j) / j for j from k, at most 1.
    Valid for independent or positively dependent tests. Order is that of the input.

    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Raises:
        UnusablePValue: naming the position.

    >>> benjamini_hochberg([0.01, 0.04, 0.03]).round(4)
    array([0.03, 0.04, 0.04])
    """
    p = _checked(p_values)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    return _restored(np.minimum.accumulate(steps[::-1])[::-1], order)


def _checked(p_values: ArrayLike) -> NDArray[np.float64]:
    p = np.atleast_1d(np.asarray(p_values, dtype=float))
    unusable = ~((p >= 0) & (p <= 1))
    if unusable.any():
        at = int(np.argmax(unusable))
        raise UnusablePValue(f"P-value {at} is {p[at]}; p-values are numbers from 0 to 1.")
    return p


def _restored(steps: NDArray[np.float64], order: NDArray[np.intp]) -> NDArray[np.float64]:
    adjusted = np.empty_like(steps)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted
