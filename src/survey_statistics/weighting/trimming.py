"""Trimming: cutting extreme weights and sharing what was cut among the others."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.errors import OutOfRange, TrimmingImpossible

_PASSES = 10_000
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Trim:
    """Cut weights to [lower, upper] and share the difference equally among those not cut.

    The additive rule of R survey's `trimWeights`: every weight inside the bounds receives the
    same amount, so the sum stays. One pass may push a weight over a bound; `strict` repeats the
    pass until none is outside. Rows of weight zero are not in the sample and receive nothing.

    Attributes:
        upper: Largest weight.
        lower: Smallest weight.
        strict: Repeat until all weights are within the bounds.
        of_median: The bounds are multiples of the median weight, taken in each replicate anew.

    >>> Trim(upper=5.0).adjust(np.array([1.0, 2.0, 9.0])).tolist()
    [3.0, 4.0, 5.0]
    """

    upper: float = np.inf
    lower: float = -np.inf
    strict: bool = False
    of_median: bool = False
    keeps_sum: bool = True

    def __post_init__(self) -> None:
        """Refuse bounds in the wrong order."""
        if not self.lower < self.upper:
            raise OutOfRange("lower", self.lower, f"a bound below the upper one, {self.upper:.10g}")

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        unit = " medians" if self.of_median else ""
        return f"trimming to {self.lower:.6g} - {self.upper:.6g}{unit}"

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Trim weights (n,), or each column of (n, R).

        Raises:
            TrimmingImpossible: no weights within the bounds have the same sum.
        """
        table = weights.reshape(len(weights), -1)
        held = table > 0
        lower, upper = self._bounds(table, held)
        for done in range(_PASSES):
            outside = held & ((table < lower) | (table > upper))
            if not outside.any() or (done and not self.strict):
                return table.reshape(weights.shape)
            bounded = np.where(held, np.clip(table, lower, upper), 0.0)
            excess = (table - bounded).sum(axis=0)
            room = held & np.where(excess > 0, bounded < upper, bounded > lower)
            # Weights already at their bound would only hand their share back in later passes.
            receivers = held & ~outside & (room if done else True)
            receivers = np.where(receivers.any(axis=0), receivers, room)
            table = bounded + _shares(excess, receivers, table)
        raise TrimmingImpossible(float(table[:, 0].sum()), int(held[:, 0].sum()))

    def _bounds(
        self, table: FloatArray, held: BoolArray
    ) -> tuple[FloatArray | float, FloatArray | float]:
        if not self.of_median:
            return self.lower, self.upper
        median = np.nanmedian(np.where(held, table, np.nan), axis=0)
        return self.lower * median, self.upper * median


def _shares(excess: FloatArray, receivers: BoolArray, table: FloatArray) -> FloatArray:
    """Equal shares of the excess (R,) for the receivers (n, R), zero for the others."""
    number = receivers.sum(axis=0)
    sums = table.sum(axis=0)
    stuck = np.flatnonzero((number == 0) & (np.abs(excess) > _ROUNDING * sums))
    if stuck.size:
        column = stuck[0]
        raise TrimmingImpossible(float(sums[column]), int((table[:, column] > 0).sum()))
    share = np.divide(excess, number, out=np.zeros(excess.shape), where=number > 0)
    return np.asarray(receivers * share)
