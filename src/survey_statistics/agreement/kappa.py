"""Percent agreement, Cohen's kappa for two coders and Fleiss' kappa for many.

Source: J. Cohen (1960), Educational and Psychological Measurement 20, 37-46; J. Fleiss (1971),
Psychological Bulletin 76, 378-382.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.agreement.ratings import Ratings, UnusableRatings, read_ratings
from survey_statistics.arrays import FloatArray

Disagreement = Literal["nominal", "linear", "quadratic"]


def percent_agreement(ratings: ArrayLike) -> float:
    """Return the share of pairs of ratings of one unit that are the same, from 0 to 1.

    With two coders, the share of units on which they agree; units rated once are left out, and
    with more coders each unit counts once, by the share of its pairs that agree.

    Args:
        ratings: (coders, units), one row a coder; gaps are NaN, None or "".

    Raises:
        UnusableRatings: no unit was rated twice.

    >>> percent_agreement([["a", "b", "b", "a"], ["a", "b", "a", "a"]])
    0.75
    """
    counts = _paired(read_ratings(ratings))
    m = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum(axis=1) / (m * (m - 1))
    return float(agreeing.mean())


def cohen_kappa(ratings: ArrayLike, disagreement: Disagreement = "nominal") -> float | None:
    """Return Cohen's kappa of two coders, 1 - observed over expected disagreement.

    Args:
        ratings: (2, units), a row for each coder; units with a gap are left out.
        disagreement: "nominal" counts every difference as 1, "linear" and "quadratic" by the
            distance between ranks of the labels (weighted kappa).

    None when both coders give everything one label: chance explains all.

    Source: Cohen (1960), Educational and Psychological Measurement 20; Cohen (1968).

    Raises:
        UnusableRatings: not two coders, or no unit that both rated.

    >>> cohen_kappa([["a", "a", "b", "b"], ["a", "a", "b", "a"]])
    0.5
    """
    table = read_ratings(ratings)
    if table.codes.shape[0] != 2:
        raise UnusableRatings("Cohen's kappa is for two coders; use Fleiss' or alpha.")
    first, second = table.codes[:, (table.codes >= 0).all(axis=0)]
    q = len(table.labels)
    joint = np.bincount(first * q + second, minlength=q * q).reshape(q, q) / len(first)
    cost = _cost(q, disagreement)
    expected = float((np.outer(joint.sum(axis=1), joint.sum(axis=0)) * cost).sum())
    return 1 - float((joint * cost).sum()) / expected if expected > 0 else None


def fleiss_kappa(counts: ArrayLike) -> float | None:
    """Return Fleiss' kappa from how often each unit got each label.

    Args:
        counts: (units, labels); every unit with the same number of ratings, two at least.

    None when everything got one label.

    Source: Fleiss (1971), Psychological Bulletin 76.

    Raises:
        UnusableRatings: units with different numbers of ratings, or fewer than two.

    >>> fleiss_kappa([[3, 0], [0, 3], [2, 1]])
    0.55
    """
    n_ij = np.asarray(counts, dtype=np.float64)
    if n_ij.ndim != 2 or (n_ij < 0).any() or len(n_ij) == 0:
        raise UnusableRatings("Fleiss' kappa needs a table of counts, units by labels.")
    n = n_ij.sum(axis=1)
    if n[0] < 2 or not np.all(n == n[0]):
        raise UnusableRatings(
            "Fleiss' kappa needs the same number of ratings of every unit; use alpha with gaps."
        )
    observed = float(((n_ij**2).sum(axis=1) - n[0]).mean() / (n[0] * (n[0] - 1)))
    expected = float(((n_ij.sum(axis=0) / n_ij.sum()) ** 2).sum())
    return (observed - expected) / (1 - expected) if expected < 1 else None


def fleiss_kappa_of_ratings(ratings: ArrayLike) -> float | None:
    """Return Fleiss' kappa of ratings (coders, units), one row a coder, without gaps.

    Raises:
        UnusableRatings: a gap.

    >>> fleiss_kappa_of_ratings([["a", "b", "a"], ["a", "b", "a"], ["a", "b", "b"]])
    0.55
    """
    return fleiss_kappa(read_ratings(ratings).counts)


def _paired(table: Ratings) -> FloatArray:
    counts = table.counts
    twice: FloatArray = counts[counts.sum(axis=1) >= 2]
    return twice


def _cost(q: int, disagreement: Disagreement) -> FloatArray:
    apart = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(np.float64)
    if disagreement == "nominal":
        return (apart > 0).astype(np.float64)
    return apart if disagreement == "linear" else apart**2
