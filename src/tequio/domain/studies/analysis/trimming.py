"""Weights trimmed by what the adjustments made of them, not by what the design made them.

Where a stratum is drawn far less often, its cases weigh far more by design. A bound on the weight
itself would cut exactly those, and the sample would no longer stand for the frame. So the bound is
on the weight over its design weight: a multiple of the median of that ratio.

A bootstrap replicate that draws a case three times gives it three times its design weight. That
stands for three cases, none of them extreme: there the bound is on the weight over what the
replicate began with.
"""

from dataclasses import dataclass, replace

import numpy as np

from survey_statistics.arrays import FloatArray
from tequio.domain.studies.analysis.material import Floats

CLOSE = 1e-9


@dataclass(frozen=True, eq=False)
class TrimOfTheDesign:
    """Cut weights that are more than `factor` median ratios above their design weight.

    What is cut is shared among the others in proportion to their design weights, until none is
    over its bound: the sum stays. Weights that the bounds cannot hold stay as they were, and
    `is_left_out` says so. Where all design weights are the same this is the additive rule
    of `survey_statistics.weighting.Trim` with bounds in medians.

    Attributes:
        base: design weights (n,), all above zero.
        factor: the largest ratio, in medians of the ratio, taken in each replicate anew.

    >>> step = TrimOfTheDesign(np.array([1.0, 1.0, 1.0, 90.0]), 2.0)
    >>> step.adjust(np.array([2.0, 2.0, 7.0, 180.0])).round(3).tolist()
    [2.033, 2.033, 4.0, 182.935]
    """

    base: Floats
    factor: float
    keeps_sum: bool = True

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return f"trimming to {self.factor:.6g} median ratios of weight and design weight"

    def of(self, rows: np.ndarray) -> "TrimOfTheDesign":
        """The same rule for some of the cases."""
        return replace(self, base=self.base[rows])

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Trim weights (n,), or each column of (n, R), each case counted once."""
        given = weights.reshape(len(weights), -1)
        return self._trimmed(given, np.ones(given.shape)).reshape(weights.shape)

    def adjust_replicates(self, weights: FloatArray, times: FloatArray) -> FloatArray:
        """Trim replicate weights (n, R) of cases that a replicate counts so many times (n, R).

        >>> step = TrimOfTheDesign(np.ones(4), 2.0)
        >>> weights = np.array([[3.0], [1.0], [0.0], [6.0]])
        >>> times = np.array([[3.0], [1.0], [0.0], [2.0]])
        >>> step.adjust_replicates(weights, times).ravel().tolist()
        [4.5, 1.5, 0.0, 4.0]
        """
        return self._trimmed(weights, times)

    def is_left_out(self, weights: FloatArray) -> bool:
        """Whether weights (n,) are over their bounds, because these could not hold the sum."""
        table = weights.reshape(-1, 1)
        return bool((table > self._upper(table, np.ones(table.shape)) * (1 + CLOSE)).any())

    def _trimmed(self, given: FloatArray, times: FloatArray) -> FloatArray:
        table, held, base = given.copy(), given > 0, self.base[:, None] * times
        upper = self._upper(given, times)
        cannot = np.where(held, upper, 0.0).sum(axis=0) < given.sum(axis=0) * (1 + CLOSE)
        over = held & ~cannot & (table > upper * (1 + CLOSE))
        while over.any():
            excess = np.where(over, table - upper, 0.0).sum(axis=0)
            shares = np.where(held & (table < upper), base, 0.0)
            sums = shares.sum(axis=0)
            table = np.where(over, upper, table)
            table += excess * np.divide(shares, sums, out=np.zeros_like(shares), where=sums > 0)
            over = held & ~cannot & (table > upper * (1 + CLOSE))
        return table

    def _upper(self, table: FloatArray, times: FloatArray) -> FloatArray:
        """The bound of each weight (n, R)."""
        base = self.base[:, None] * times
        held = table > 0
        ratio = np.divide(table, base, out=np.full(table.shape, np.inf), where=held)
        return np.asarray(self.factor * _medians(ratio, np.where(held, times, 0.0)) * base)


def _medians(values: FloatArray, times: FloatArray) -> FloatArray:
    """The median of each column (R,) of values (n, R) that count so many times.

    >>> _medians(np.array([[1.0], [2.0], [4.0]]), np.array([[1.0], [1.0], [2.0]])).tolist()
    [3.0]
    """
    order = np.argsort(values, axis=0)
    running = np.cumsum(np.take_along_axis(times, order, axis=0), axis=0)
    half = running[-1] / 2
    places = [
        np.argmax(running >= half * (1 - CLOSE), axis=0),
        np.argmax(running > half * (1 + CLOSE), axis=0),
    ]
    low, high = (
        np.take_along_axis(values, np.take_along_axis(order, place[None], 0), 0)[0]
        for place in places
    )
    return np.asarray((low + high) / 2)
