"""Trimming: cutting extreme weights and sharing what was cut among the others."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.errors import OutOfRange, TrimmingImpossible


@dataclass(frozen=True)
class Trim:
    """Cut weights to [lower, upper] and share the difference equally among those not cut.

    The additive rule of R survey's `trimWeights`: every weight inside the bounds receives the
    same amount, so the sum stays. One pass may push a weight over a bound; `strict` repeats the
    pass, with the weights once cut staying at their bound, until none is outside. Rows of
    weight zero are not in the sample and receive nothing.

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
        cut = np.zeros(table.shape, dtype=np.bool_)
        trimmed = table
        while True:
            outside = held & ((trimmed < lower) | (trimmed > upper))
            if not outside.any():
                return trimmed.reshape(weights.shape)
            cut |= outside
            trimmed = _shared(trimmed, np.clip(trimmed, lower, upper), outside, held & ~cut)
            if not self.strict:
                return trimmed.reshape(weights.shape)

    def _bounds(
        self, table: FloatArray, held: BoolArray
    ) -> tuple[FloatArray | float, FloatArray | float]:
        if not self.of_median:
            return self.lower, self.upper
        median = np.nanmedian(np.where(held, table, np.nan), axis=0)
        return self.lower * median, self.upper * median


def _shared(
    before: FloatArray, bounded: FloatArray, outside: BoolArray, free: BoolArray
) -> FloatArray:
    excess = np.where(outside, before - bounded, 0.0).sum(axis=0)
    receivers = free.sum(axis=0)
    stuck = (receivers == 0) & outside.any(axis=0)
    if stuck.any():
        column = int(np.flatnonzero(stuck)[0])
        raise TrimmingImpossible(float(before[:, column].sum()), int((before[:, column] > 0).sum()))
    share = np.divide(excess, receivers, out=np.zeros(excess.shape), where=receivers > 0)
    return np.where(outside, bounded, np.where(free, before + share, before))
