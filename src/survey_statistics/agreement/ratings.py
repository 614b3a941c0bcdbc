"""Ratings of units by coders, with gaps.

Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability (units by coders).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.arrays import FloatArray, IntArray, is_missing
from survey_statistics.errors import SurveyError


class UnusableRatings(SurveyError):
    """Ratings are not a table, or no unit has two of them."""


@dataclass(frozen=True, eq=False)
class Ratings:
    """A table of codes.

    Attributes:
        codes: (coders, units), -1 where missing.
        labels: (q,) sorted labels that the codes stand for.
    """

    codes: IntArray
    labels: NDArray[Any]

    @property
    def counts(self) -> FloatArray:
        """How often each unit got each label, (units, q)."""
        hits = self.codes[:, :, None] == np.arange(len(self.labels))
        tally: FloatArray = hits.sum(axis=0).astype(np.float64)
        return tally


def read_ratings(ratings: ArrayLike) -> Ratings:
    """Read ratings (coders, units), one row a coder; gaps are NaN, None or "".

    Raises:
        UnusableRatings: not a table of two coders or more, or no unit rated twice.

    >>> read_ratings([["a", "b", ""], ["a", "a", "b"]]).codes.tolist()
    [[0, 1, -1], [0, 0, 1]]
    """
    table = np.asarray(ratings)
    if table.ndim != 2 or table.shape[0] < 2:
        raise UnusableRatings("Ratings are a table: one row a coder (two at least).")
    flat = table.ravel()
    gaps = is_missing(flat)
    present = flat[~gaps]
    labels = np.unique(present)
    codes = np.full(flat.shape, -1, dtype=np.int64)
    codes[~gaps] = np.searchsorted(labels, present)
    found = Ratings(codes.reshape(table.shape), labels)
    if not (found.counts.sum(axis=1) >= 2).any():
        raise UnusableRatings("No unit was rated by two coders: there is nothing to compare.")
    return found
