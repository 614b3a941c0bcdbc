"""Krippendorff's alpha: agreement of any number of coders, on any scale, with gaps."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.agreement.ratings import UnusableRatings, read_ratings
from survey_statistics.arrays import FloatArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(ratings: ArrayLike, level: Level = "nominal") -> float | None:
    """Return alpha = 1 - D_o / D_e.

    D_o is the mean difference of pairs within units, each unit's pairs weighing 1/(m_u - 1);
    D_e that of all pairs of the data. Units rated once do not count.

    Args:
        ratings: (coders, units), one row a coder; gaps are NaN, None or "".
        level: "nominal", "ordinal", "interval" or "ratio"; the last two need numbers, and for
            "ordinal" labels are ordered as they sort.

    None when all values are the same: without variation agreement has no meaning.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.

    Raises:
        UnusableRatings: no unit rated twice, text on a numeric scale, or negative ratios.

    >>> round(krippendorff_alpha([[1, 2, 3, 3], [1, 2, 3, 1]], level="interval"), 3)
    0.417
    """
    table = read_ratings(ratings)
    counts = table.counts
    difference = squared_differences(table.labels, pairable(counts).sum(axis=0), level)
    return alpha_of_counts(counts, difference)


def alpha_of_counts(counts: FloatArray, difference: FloatArray) -> float | None:
    """Return alpha from label counts by unit (units, q) and squared differences (q, q)."""
    used = pairable(counts)
    m = used.sum(axis=1)
    totals = used.sum(axis=0)
    n = float(totals.sum())
    within = np.einsum("uc,ck,uk,u->", used, difference, used, 1 / (m - 1))
    expected = float(totals @ difference @ totals) / (n - 1)
    return 1 - float(within) / expected if expected > 0 else None


def pairable(counts: FloatArray) -> FloatArray:
    """Return the rows with two ratings or more."""
    twice: FloatArray = counts[counts.sum(axis=1) >= 2]
    return twice


def squared_differences(labels: np.ndarray, totals: FloatArray, level: Level) -> FloatArray:
    """Return the squared difference of each pair of labels (q, q) on a scale.

    Raises:
        UnusableRatings: see `krippendorff_alpha`.
    """
    q = len(labels)
    if level == "nominal":
        return 1.0 - np.eye(q)
    if level == "ordinal":
        below = np.cumsum(totals) - totals / 2
        return np.subtract.outer(below, below) ** 2
    if level not in ("interval", "ratio"):
        raise UnusableRatings(
            f"There is no scale {level!r}. Choose nominal, ordinal, interval or ratio."
        )
    try:
        values = labels.astype(np.float64)
    except (TypeError, ValueError):
        raise UnusableRatings(f"A scale of {level}s needs numbers, not text.") from None
    if level == "interval":
        return np.subtract.outer(values, values) ** 2
    if (values < 0).any():
        raise UnusableRatings("A scale of ratios has no negative values.")
    sums = np.add.outer(values, values)
    apart = np.subtract.outer(values, values)
    return np.divide(apart, sums, out=np.zeros_like(sums), where=sums > 0) ** 2
