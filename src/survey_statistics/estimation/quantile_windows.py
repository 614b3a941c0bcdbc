"""Weighted quantiles without sorting every row: only the values near the quantile are sorted.

A sample of the rows says roughly where a quantile lies; the weight below that window is added up,
the rows within are sorted. Quantiles that fall outside the window are found by sorting everything,
so the answer never depends on the sample.
"""

import math

import numpy as np

from survey_statistics.arrays import FloatArray, dot, row_blocks
from survey_statistics.estimation.quantile_rules import Sorted, sort_weighted

# Fewer rows than this are sorted at once.
SMALLEST = 16_384
_SAMPLE = 4096
_LARGEST_SAMPLE = 16_384
# The window reaches so many roots of the sampled rows to both sides of the quantile: six standard
# errors of a sampled median, which leaves room for the interval too.
_REACH = 3.2


class OrderedRows:
    """Values (n,) with their weights, sorted as far as the quantiles asked for need it."""

    def __init__(self, x: FloatArray, w: FloatArray, *, keep_ties: bool, windowed: bool) -> None:
        """Keep the rows with a weight; `windowed` allows sorting a part where none is negative."""
        self._x, self._w, self._keep_ties = x, w, keep_ties
        if not w.all():
            live = w != 0
            self._x, self._w = x[live], w[live]
        self._windowed = windowed and len(self._x) >= SMALLEST and bool(self._w.min() > 0)
        self._window: Sorted | None = None
        self._all: Sorted | None = None

    def around(self, p: float) -> Sorted:
        """Sorted values in which the quantile at `p` and both its neighbours are found.

        >>> rows = OrderedRows(np.array([3.0, 1.0]), np.ones(2), keep_ties=False, windowed=True)
        >>> rows.around(0.5).x.tolist()
        [1.0, 3.0]
        """
        if self._all is None and self._windowed:
            if self._window is None:
                self._window = self._near(p)
            if _holds(self._window, p):
                return self._window
        if self._all is None:
            self._all = sort_weighted(self._x, self._w, keep_ties=self._keep_ties)
        return self._all

    def _near(self, p: float) -> Sorted:
        step = len(self._x) // min(max(len(self._x) // 64, _SAMPLE), _LARGEST_SAMPLE)
        sample = sort_weighted(self._x[::step], self._w[::step], keep_ties=False)
        place = int(np.searchsorted(sample.cumulative, p * sample.whole))
        reach = int(_REACH * math.sqrt(len(sample.x)))
        low = sample.x[max(place - reach, 0)]
        high = sample.x[min(place + reach, len(sample.x) - 1)]
        inside, below, whole = [], [], []
        for block in row_blocks(len(self._x)):
            x, w = self._x[block], self._w[block]
            under = x < low
            inside.append(block.start + np.flatnonzero(~under & (x <= high)))
            below.append(dot(under.astype(np.float64), w))
            whole.append(float(w.sum()))
        rows = np.concatenate(inside)
        near = sort_weighted(self._x[rows], self._w[rows], keep_ties=False)
        return Sorted(near.x, near.w, near.cumulative + math.fsum(below), math.fsum(whole))


def _holds(window: Sorted, p: float) -> bool:
    """Whether cumulative weights on both sides of p lie within the window."""
    margin = 1e-9
    first, last = window.cumulative[[0, -2]] if len(window.x) > 1 else (np.inf, -np.inf)
    return bool(first < (p - margin) * window.whole and (p + margin) * window.whole < last)
