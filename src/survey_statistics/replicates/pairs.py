"""Pairs of first-stage units, as balanced replication and the paired jackknife need them."""

import numpy as np

from survey_statistics.arrays import IntArray
from survey_statistics.designs.design import Design
from survey_statistics.errors import NotPaired


def pairs_of_units(design: Design) -> tuple[IntArray, IntArray]:
    """First and second unit of each pair, (H,) and (H,), for H pairs.

    A stratum of two units is a pair; a larger one is split into successive pairs in the order
    of the unit labels, which is how R survey splits large strata.

    Raises:
        NotPaired: a stratum has an odd number of units.
    """
    stage = design.stages[0]
    odd = np.flatnonzero(stage.sampled % 2)
    if odd.size:
        raise NotPaired(str(stage.strata_labels[odd[0]]), int(stage.sampled[odd[0]]))
    order = np.argsort(stage.strata_of_clusters, kind="stable")
    return order[0::2], order[1::2]
