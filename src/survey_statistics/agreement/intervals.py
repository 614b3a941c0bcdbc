"""Bootstrap intervals of agreement, by drawing units again.

Source: B. Efron, R. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.agreement.alpha import (
    Level,
    alpha_of_counts,
    pairable,
    squared_differences,
)
from survey_statistics.agreement.ratings import read_ratings


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval.

    Attributes:
        value: the coefficient; None where it is not defined.
        low: lower percentile; None where no replicate defines it.
        high: upper percentile.
        units: units rated by two coders or more.
        replicates: replicates in which the coefficient is defined.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    replicates: int


def alpha_interval(
    ratings: ArrayLike,
    level: Level,
    generator: np.random.Generator,
    *,
    count: int = 1000,
    confidence: float = 0.95,
) -> Agreement:
    """Return Krippendorff's alpha with a percentile interval over resampled units.

    Ranks of an ordinal scale are those of the whole data in every replicate.

    Args:
        ratings, level: as `krippendorff_alpha`, ratings (coders, units).
        generator: source of the resampling.
        count: replicates.
        confidence: of the interval.

    Source: Efron and Tibshirani (1993), chapter 13.

    Raises:
        UnusableRatings: as `krippendorff_alpha`.

    >>> table = [[1, 2, 3, 3, 1, 2, 2, 1], [1, 2, 3, 1, 1, 2, 2, 1]]
    >>> found = alpha_interval(table, "nominal", np.random.default_rng(1), count=200)
    >>> found.low <= found.value <= found.high
    True
    """
    table = read_ratings(ratings)
    counts = pairable(table.counts)
    difference = squared_differences(table.labels, counts.sum(axis=0), level)
    value = alpha_of_counts(counts, difference)
    drawn = generator.integers(0, len(counts), size=(count, len(counts)))
    copies = [alpha_of_counts(counts[rows], difference) for rows in drawn]
    return _summary(value, copies, len(counts), confidence)


def coefficient_interval(
    ratings: ArrayLike,
    coefficient: Callable[[NDArray[np.generic]], float | None],
    generator: np.random.Generator,
    *,
    count: int = 1000,
    confidence: float = 0.95,
) -> Agreement:
    """Return any coefficient of a table of ratings with a percentile interval over units.

    Args:
        ratings: (coders, units), one row a coder.
        coefficient: function of such a table, as `cohen_kappa` or `percent_agreement`.
        generator: source of the resampling.
        count: replicates.
        confidence: of the interval.

    Raises:
        UnusableRatings: as the coefficient.

    >>> from survey_statistics.agreement.kappa import percent_agreement
    >>> table = [["a", "b", "b", "a"], ["a", "b", "a", "a"]]
    >>> coefficient_interval(table, percent_agreement, np.random.default_rng(1), count=50).value
    0.75
    """
    codes = read_ratings(ratings)
    paired = np.flatnonzero(codes.counts.sum(axis=1) >= 2)
    table = np.asarray(ratings)[:, paired]
    drawn = generator.integers(0, len(paired), size=(count, len(paired)))
    copies = [coefficient(table[:, columns]) for columns in drawn]
    return _summary(coefficient(table), copies, len(paired), confidence)


def _summary(
    value: float | None, copies: list[float | None], units: int, confidence: float
) -> Agreement:
    defined = np.array([copy for copy in copies if copy is not None])
    if defined.size == 0:
        return Agreement(value, None, None, units, 0)
    tail = (1 - confidence) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Agreement(value, float(low), float(high), units, len(defined))
