"""Successive difference replication, for samples drawn systematically from a sorted list."""

from math import gcd

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, IntArray
from survey_statistics.designs.design import Design
from survey_statistics.replicates.hadamard import hadamard
from survey_statistics.replicates.units import (
    UnitReplicates,
    design_degrees_of_freedom,
    refuse_single_units,
)


def successive_differences(
    design: Design, *, count: int = 80, order: ArrayLike | None = None
) -> UnitReplicates:
    """Replicates whose variance is that of differences between neighbours in the list.

    Unit i carries 1 + (h_a - h_b) / sqrt(8) for rows a and b of a Hadamard matrix; neighbours
    share a row. Within a stratum the units form closed loops, so that with fewer units than
    replicates the variance of a total t is half the sum of (t_i - t_i+1)^2 around the loop. The
    scale is 4 / R around the full-sample estimate. Finite population corrections are ignored.

    Source: Fay and Train (1995), Proceedings of the ASA Section on Government Statistics,
    154-159; Ash (2014), Survey Methodology 40, 47-59.

    Args:
        design: The sample.
        count: Fewest replicates; the next order of a Hadamard matrix is taken.
        order: Position of each row in the list (n,); a unit stands where its first row stands.
            Without it, the order of the unit labels.

    Raises:
        SingleUnitStratum: a stratum has one unit.

    >>> from survey_statistics.designs.build import survey_design
    >>> replicates = successive_differences(survey_design(weights=[1.0] * 3), count=4)
    >>> replicates.factors.shape, replicates.scale, replicates.mse
    ((3, 4), 1.0, True)
    """
    refuse_single_units(design)
    stage = design.stages[0]
    matrix = hadamard(count)
    replicates = len(matrix)
    listed = np.lexsort((_positions(design, order), stage.strata_of_clusters))
    here, following = _rows_in_loops(stage.sampled, replicates - 1)
    factors: FloatArray = np.empty((stage.unit_count, replicates), order="F")
    factors[listed] = 1 + (matrix[1 + here] - matrix[1 + following]) / np.sqrt(8)
    return UnitReplicates(
        factors,
        stage.clusters,
        4 / replicates,
        np.ones(replicates),
        min(design_degrees_of_freedom(design), float(replicates - 1)),
        mse=True,
    )


def _positions(design: Design, order: ArrayLike | None) -> FloatArray:
    units = design.stages[0].unit_count
    if order is None:
        return np.arange(units, dtype=np.float64)
    positions = np.full(units, np.inf)
    np.minimum.at(positions, design.clusters, np.asarray(order, dtype=np.float64))
    return positions


def _rows_in_loops(sizes: IntArray, rows: int) -> tuple[IntArray, IntArray]:
    """Two matrix rows for each unit: its own and that of its successor in the loop.

    Loops follow each other through the rows with steps that share no divisor with their number;
    each time the rows are used up the step changes, so that other rows become neighbours.
    """
    steps = [step for step in range(1, max(rows, 2)) if gcd(step, rows) == 1]
    here: list[IntArray] = []
    following: list[IntArray] = []
    used = 0
    for size in sizes.tolist():
        loops = -(-size // rows)
        for loop in np.array_split(np.arange(size), loops):
            step = steps[used // rows % len(steps)]
            own = (used + np.arange(len(loop))) * step % rows
            here.append(own)
            following.append(np.roll(own, -1))
            used += len(loop)
    return np.concatenate(here), np.concatenate(following)
