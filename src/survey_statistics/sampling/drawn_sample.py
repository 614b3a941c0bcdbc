"""The sample that every kind of draw returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.random_numbers import Identifier


@dataclass(frozen=True, eq=False)
class DrawnSample:
    """Selected units in the order in which they are to be released.

    Attributes:
        ids: identifiers of the selected units.
        inclusion_probabilities: first-order probabilities, each in (0, 1].
        strata: stratum label of each unit (one label for an unstratified draw).
        seed: what the draw followed from.
        method: name of the draw.
    """

    ids: tuple[Identifier, ...]
    inclusion_probabilities: FloatArray
    strata: tuple[str, ...]
    seed: str
    method: str

    @property
    def weights(self) -> FloatArray:
        """Base weights, 1 / inclusion probability."""
        result: FloatArray = 1.0 / self.inclusion_probabilities
        return result

    def take(self, rows: NDArray[np.intp], shares: FloatArray) -> DrawnSample:
        """Return the units at `rows`, their probabilities multiplied by `shares`."""
        return DrawnSample(
            ids=tuple(self.ids[row] for row in rows),
            inclusion_probabilities=self.inclusion_probabilities[rows] * shares,
            strata=tuple(self.strata[row] for row in rows),
            seed=self.seed,
            method=self.method,
        )
