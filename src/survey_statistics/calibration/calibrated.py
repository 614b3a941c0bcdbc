"""What a calibration hands back: weights, and the residuals that Taylor variances need."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from survey_statistics.arrays import FloatArray


class Residuals(Protocol):
    """Removes from a linearised variable what the calibration already knows of it."""

    def residuals(self, contributions: FloatArray) -> FloatArray:
        """Project weighted contributions (n,) or (n, k): weight times linearised variable."""
        ...


@dataclass(frozen=True, eq=False)
class Calibrated:
    """Calibrated weights.

    Attributes:
        weights: The weights (n,).
        residuals: What a `Design` keeps in `calibrations` for Taylor standard errors.
        rounds: Rounds of iteration, 1 for closed forms.
    """

    weights: FloatArray
    residuals: Residuals
    rounds: int = 1


def unweighted(contributions: FloatArray, weights: FloatArray) -> FloatArray:
    """Divide contributions (n, k) by the weights (n,); rows without weight give zero."""
    shape = (-1,) + (1,) * (contributions.ndim - 1)
    w = weights.reshape(shape)
    return np.divide(contributions, w, out=np.zeros(contributions.shape), where=w != 0)
