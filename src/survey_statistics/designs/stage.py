"""One stage of sampling: which unit and which stratum each row belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import BLOCK, FloatArray, IntArray, row_blocks


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

    def totals(self, z: "Influence") -> FloatArray:
        """Sum the rows of influence values by unit: (m, k)."""
        if self.one_row_each:
            return z.whole()
        return sum_by(self.clusters, z, self.unit_count)


@dataclass(frozen=True, eq=False)
class Influence:
    """Influence values (n, k) made a block of rows at a time, so that they are never held whole.

    Attributes:
        size: Number of rows n.
        width: Number of estimates k.
        rows: Gives the values (b, k) of a slice of b rows.
    """

    size: int
    width: int
    rows: Callable[[slice], FloatArray]

    def whole(self) -> FloatArray:
        """All values (n, k)."""
        return self.rows(slice(0, self.size))


def influence(z: FloatArray) -> Influence:
    """Values (n, k) or (n,) that are there already.

    >>> influence(np.ones((3, 2))).rows(slice(0, 2)).shape
    (2, 2)
    """
    table = z.reshape(len(z), -1)
    return Influence(len(table), table.shape[1], table.__getitem__)


def sum_by(codes: IntArray, z: Influence, count: int) -> FloatArray:
    """Sum influence values (n, k) by code, giving (count, k).

    >>> z = influence(np.array([[1.0], [2.0], [3.0]]))
    >>> sum_by(np.array([0, 1, 0]), z, 2).ravel().tolist()
    [4.0, 2.0]
    """
    sums = np.zeros((z.width, count))
    # Blocks are short beside the cache, but long beside the table of sums.
    for block in row_blocks(z.size, max(BLOCK, count)):
        rows = z.rows(block)
        if count == 1:
            sums[:, 0] += rows.sum(axis=0)
            continue
        for j in range(z.width):
            sums[j] += np.bincount(codes[block], weights=rows[:, j], minlength=count)
    return sums.T
