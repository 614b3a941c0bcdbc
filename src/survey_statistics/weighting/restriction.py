"""Leaving out rows that have served their purpose, such as units found not eligible."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class Restriction:
    """Set the weight of all rows but `kept` (n,) to zero. The rows stay, for the variance.

    >>> Restriction(np.array([True, False]), "eligible only").adjust(np.array([3.0, 4.0])).tolist()
    [3.0, 0.0]
    """

    kept: BoolArray
    name: str = "restriction"

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Return weights (n,) or (n, R), zero outside `kept`."""
        return np.where(self.kept.reshape((-1,) + (1,) * (weights.ndim - 1)), weights, 0.0)
