"""Balanced repeated replication, with Fay's modification."""

import numpy as np

from survey_statistics.designs.design import Design
from survey_statistics.errors import OutOfRange
from survey_statistics.replicates.hadamard import hadamard
from survey_statistics.replicates.pairs import pairs_of_units
from survey_statistics.replicates.units import UnitReplicates, design_degrees_of_freedom


def balanced_repeated(design: Design, *, fay: float = 0.0) -> UnitReplicates:
    """Half-samples balanced by a Hadamard matrix (BRR); Fay's method for `fay` above 0.

    One unit of each pair carries 2 - fay, the other fay; the scale is 1 / (R (1 - fay)^2). With
    H pairs, R is the smallest order of a Hadamard matrix above H. Finite population corrections
    are ignored.

    Source: McCarthy (1969), Review of the International Statistical Institute 37, 239-264;
    Judkins (1990), Journal of Official Statistics 6, 223-239.

    Raises:
        NotPaired: a stratum has an odd number of units.
        OutOfRange: `fay` is not from 0 up to, but below, 1.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0] * 4, strata=[[1, 1, 2, 2]])
    >>> replicates = balanced_repeated(design)
    >>> replicates.factors.tolist()[:2], replicates.scale
    ([[2.0, 0.0, 2.0, 0.0], [0.0, 2.0, 0.0, 2.0]], 0.25)
    """
    if not 0 <= fay < 1:
        raise OutOfRange(
            "fay",
            fay,
            "a number from 0 up to, but below, 1 (at 1 all replicates are the sample itself)",
        )
    first, second = pairs_of_units(design)
    # The first row is constant: it would put the same unit of a pair into every half-sample.
    signs = hadamard(len(first) + 1)[1 : len(first) + 1]
    count = signs.shape[1]
    factors = np.empty((design.stages[0].unit_count, count), order="F")
    factors[first] = 1 + (1 - fay) * signs
    factors[second] = 1 - (1 - fay) * signs
    return UnitReplicates(
        factors,
        design.stages[0].clusters,
        1 / (count * (1 - fay) ** 2),
        np.ones(count),
        design_degrees_of_freedom(design),
    )
