"""One stage of sampling: which unit and which stratum each row belongs to."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Stage:
    """Sampling units and strata of one stage, coded and nested in the stages above.

    With n rows, m units and H strata at this stage:

    Attributes:
        clusters: (n,) unit of each row, 0 to m-1.
        strata: (n,) stratum of each row, 0 to H-1; below the first stage strata are nested in
            the units of the stage above.
        strata_of_clusters: (m,) stratum of each unit.
        sampled: (H,) units sampled in each stratum.
        population: (H,) units in the population of each stratum, infinite if drawn with
            replacement; (m,), by unit, for probabilities that vary inside a stratum.
        by_unit: Whether `population` is by unit.
        fraction_above: (m,) product of the sampling fractions of the stages above.
        strata_labels: (H,) labels of the strata, for messages.
        one_row_each: Whether every row is a unit of its own, in row order.
    """

    clusters: IntArray
    strata: IntArray
    strata_of_clusters: IntArray
    sampled: IntArray
    population: FloatArray
    by_unit: bool
    fraction_above: FloatArray
    strata_labels: NDArray[Any]
    one_row_each: bool

    @property
    def unit_count(self) -> int:
        """Number m of sampled units."""
        return len(self.strata_of_clusters)

    @property
    def stratum_count(self) -> int:
        """Number H of strata."""
        return len(self.sampled)

    @property
    def sampled_of_units(self) -> IntArray:
        """(m,) units sampled in the stratum of each unit."""
        return self.sampled[self.strata_of_clusters]

    @property
    def population_of_units(self) -> FloatArray:
        """(m,) population size of the stratum of each unit."""
        return self.population if self.by_unit else self.population[self.strata_of_clusters]

    @property
    def fraction(self) -> FloatArray:
        """Sampling fraction, (H,) or (m,) like `population`; zero with replacement."""
        sampled = self.sampled_of_units if self.by_unit else self.sampled
        return sampled / self.population

    def totals(self, z: FloatArray) -> FloatArray:
        """Sum the rows of `z` (n, k) by unit, giving (m, k)."""
        if self.one_row_each:
            return z
        return sum_by(self.clusters, z, self.unit_count)


def sum_by(codes: IntArray, z: FloatArray, count: int) -> FloatArray:
    """Sum the rows of `z` (n, k) by code, giving (count, k).

    >>> sum_by(np.array([0, 1, 0]), np.array([[1.0], [2.0], [3.0]]), 2).ravel().tolist()
    [4.0, 2.0]
    """
    if count == 1:
        return np.asarray(z.sum(axis=0, keepdims=True))
    columns = [np.bincount(codes, weights=z[:, j], minlength=count) for j in range(z.shape[1])]
    return np.stack(columns, axis=1) if columns else np.empty((count, 0))
