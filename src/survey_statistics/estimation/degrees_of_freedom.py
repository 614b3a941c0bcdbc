"""Design degrees of freedom: sampling units minus strata, within the domain.

Replicate weights do not tell units and strata: in a domain their rank minus 1 stands for them, as
in R, and never more than the degrees of the whole design. So it does after calibrations: a margin
that every replicate meets takes a direction from them, and cannot give one.
"""

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray, IntArray, row_blocks
from survey_statistics.blocks import paired_codes
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.designs.rank import rank_up_to


def degrees_of_freedom(design: AnyDesign) -> float:
    """First-stage units with a weight minus their strata (R `degf`).

    >>> from survey_statistics.designs.build import survey_design
    >>> degrees_of_freedom(survey_design(strata=[["a", "a", "b", "b", "b"]], size=5))
    3.0
    """
    if isinstance(design, ReplicateDesign):
        return _of_rows(design, design.weights != 0)
    return float(domain_degrees(design, np.zeros(design.size, dtype=np.int64), 1)[0])


def domain_degrees(
    design: AnyDesign, codes: IntArray, count: int, *, any_weight: bool = False
) -> FloatArray:
    """Degrees of freedom (count,) of each domain: its own units minus its own strata.

    `codes` (n,) as in `Domains`. Rows of weight zero count only with `any_weight`.
    """
    if isinstance(design, ReplicateDesign):
        return np.array([_of_replicates(design, codes == d) for d in range(count)])
    stage = design.stages[0]
    held = design.weights != 0
    if count == 1 and held.all() and not codes.any():
        return np.array([float(stage.unit_count - stage.stratum_count)])
    live = codes if any_weight or held.all() else np.where(held, codes, count)
    units = _distinct(stage.clusters, live, stage.unit_count, count, own=stage.one_row_each)
    strata = _distinct(stage.strata, live, stage.stratum_count, count, own=False)
    return (units - strata).astype(np.float64)


def _of_replicates(design: ReplicateDesign, inside: BoolArray) -> float:
    """Degrees of the rows inside (n,), never more than those of all that have weight."""
    held = design.weights != 0
    whole = _of_rows(design, held)
    if not np.any(held & ~inside):
        return whole
    return min(whole, max(_rank(design, inside & held) - 1.0, 0.0))


def _of_rows(design: ReplicateDesign, held: BoolArray) -> float:
    """Degrees of the whole: those of the design, less what calibrations have taken."""
    if not design.calibrated:
        return design.degrees_of_freedom
    return min(design.degrees_of_freedom, max(_rank(design, held) - 1.0, 0.0))


def _rank(design: ReplicateDesign, rows: BoolArray) -> int:
    """Rank of the replicate weights of some rows (n,), computed once."""
    most = int(design.degrees_of_freedom) + 1
    key = np.packbits(rows).tobytes()
    if key not in design.ranks:
        design.ranks[key] = rank_up_to(design.replicate_weights, np.flatnonzero(rows), most)
    return design.ranks[key]


def _distinct(outer: IntArray, codes: IntArray, size: int, count: int, *, own: bool) -> IntArray:
    """How many distinct `outer` codes occur with each domain."""
    if own:
        return np.bincount(codes, minlength=count + 1)[:count]
    width = count + 1
    if size * width <= 4 * len(codes) + 100_000:
        present = np.zeros(size * width, dtype=np.bool_)
        for block in row_blocks(len(codes)):
            present[paired_codes(outer, codes, width, block)] = True
        return np.asarray(present.reshape(size, width).sum(axis=0)[:count])
    pairs = np.unique(outer * np.int64(width) + codes)
    return np.bincount(pairs % width, minlength=width)[:count]
