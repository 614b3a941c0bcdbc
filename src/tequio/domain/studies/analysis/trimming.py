"""Weights trimmed by what the adjustments made of them, not by what the design made them.

Where a stratum is drawn far less often, its cases weigh far more by design. A bound on the weight
itself would cut exactly those, and the sample would no longer stand for the frame. So the bound is
on the weight over its design weight: a multiple of the median of that ratio.
"""

from dataclasses import dataclass

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

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Trim weights (n,), or each column of (n, R)."""
        given = weights.reshape(len(weights), -1)
        table, held, base = given.copy(), given > 0, self.base[:, None]
        upper = self._upper(given)
        cannot = np.where(held, upper, 0.0).sum(axis=0) < given.sum(axis=0) * (1 + CLOSE)
        over = held & ~cannot & (table > upper * (1 + CLOSE))
        while over.any():
            excess = np.where(over, table - upper, 0.0).sum(axis=0)
            shares = np.where(held & (table < upper), base, 0.0)
            sums = shares.sum(axis=0)
            table = np.where(over, upper, table)
            table += excess * np.divide(shares, sums, out=np.zeros_like(shares), where=sums > 0)
            over = held & ~cannot & (table > upper * (1 + CLOSE))
        return table.reshape(weights.shape)

    def is_left_out(self, weights: FloatArray) -> bool:
        """Whether weights (n,) are over their bounds, because these could not hold the sum."""
        upper = self._upper(weights.reshape(-1, 1))[:, 0]
        return bool((weights > upper * (1 + CLOSE)).any())

    def _upper(self, table: FloatArray) -> FloatArray:
        base = self.base[:, None]
        median = np.nanmedian(np.where(table > 0, table / base, np.nan), axis=0)
        return np.asarray(self.factor * median * base)
