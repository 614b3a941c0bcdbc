"""Bootstraps of first-stage units within strata."""

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, IntArray
from survey_statistics.designs.design import Design
from survey_statistics.designs.stage import Stage
from survey_statistics.errors import OutOfRange
from survey_statistics.replicates.units import (
    UnitReplicates,
    design_degrees_of_freedom,
    refuse_single_units,
)


def rao_wu_bootstrap(
    design: Design, generator: Generator, *, count: int = 500, fractions: ArrayLike | None = None
) -> UnitReplicates:
    """Rescaled bootstrap: n_h - 1 of the n_h units of each stratum, drawn with replacement.

    A unit drawn k times carries k n_h / (n_h - 1). Finite population corrections are ignored,
    as in R survey's `subbootstrap`, unless fractions f_h are given: then a unit carries
    1 + sqrt(1 - f_h) (k n_h / (n_h - 1) - 1), which multiplies the variance by 1 - f_h. Given by
    unit, each part of the variance is multiplied by its own 1 - f_i.

    Source: Rao and Wu (1988), Journal of the American Statistical Association 83, 231-241; Rao,
    Wu and Yue (1992), Survey Methodology 18, 209-217.

    Args:
        design: whose first-stage units are drawn.
        generator: source of chance.
        count: replicates.
        fractions: share of the population of each stratum that was observed (H,), in the order
            of the design's strata; with non-response, respondents over population. Or that share
            of those for whom each unit stands (m,), in the order of the units: with weights
            calibrated to known sizes, one over the weight.

    Raises:
        SingleUnitStratum: a stratum has one unit.
        OutOfRange: fewer than two replicates, a fraction outside 0 to 1, or a number of fractions
            that is neither that of the strata nor that of the units.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0] * 4, strata=[[1, 1, 2, 2]])
    >>> factors = rao_wu_bootstrap(design, np.random.default_rng(1), count=3).factors
    >>> sorted(set(factors.ravel().tolist())), factors.sum(axis=0).tolist()
    ([0.0, 2.0], [4.0, 4.0, 4.0])
    >>> held = rao_wu_bootstrap(design, np.random.default_rng(1), count=3, fractions=[0.75, 1])
    >>> sorted(set(held.factors.ravel().tolist()))
    [0.5, 1.0, 1.5]
    """
    refuse_single_units(design)
    refuse_few(count)
    sizes = design.stages[0].sampled
    # Strata taken whole with a single unit have nothing to draw from: the unit stays.
    draws = np.where(sizes > 1, sizes - 1, 1)
    factors = _drawn(design, generator, draws, count)
    factors *= (sizes / draws)[design.stages[0].strata_of_clusters][:, None]
    if fractions is not None:
        kept = _shrinkage(np.asarray(fractions, dtype=np.float64), design.stages[0])
        factors = 1 + kept[:, None] * (factors - 1)
    return _bootstrap(design, factors, 1 / (count - 1))


def canty_davison_bootstrap(
    design: Design, generator: Generator, *, count: int = 500
) -> UnitReplicates:
    """Plain bootstrap: n_h of the n_h units of each stratum, drawn with replacement.

    The scale makes up for the factor (n_h - 1) / n_h by the harmonic mean of the n_h, as R
    survey's `bootstrap` does for samples drawn with replacement; it suits strata of one size.
    Finite population corrections are ignored.

    Source: Canty and Davison (1999), The Statistician 48, 379-391.

    Raises:
        SingleUnitStratum: a stratum has one unit.
        OutOfRange: fewer than two replicates.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0] * 4)
    >>> replicates = canty_davison_bootstrap(design, np.random.default_rng(1), count=3)
    >>> replicates.factors.sum(axis=0).tolist(), round(replicates.scale, 6)
    ([4.0, 4.0, 4.0], 0.666667)
    """
    refuse_single_units(design)
    refuse_few(count)
    sizes = design.stages[0].sampled
    factors = _drawn(design, generator, sizes, count)
    harmonic = 1 / float(np.mean(1 / sizes))
    return _bootstrap(design, factors, harmonic / ((harmonic - 1) * (count - 1)))


def refuse_few(count: int) -> None:
    """Raise `OutOfRange` unless there are at least two replicates."""
    if count < 2:
        raise OutOfRange("count", count, "two replicates or more")


def _shrinkage(fractions: FloatArray, stage: Stage) -> FloatArray:
    """The factor sqrt(1 - f) of each unit (m,), from fractions by stratum (H,) or by unit (m,)."""
    for fraction in fractions[~((fractions >= 0) & (fractions <= 1))].tolist():
        raise OutOfRange("fractions", fraction, "from 0 to 1")
    if fractions.shape == (stage.stratum_count,):
        fractions = fractions[stage.strata_of_clusters]
    elif fractions.shape != (stage.unit_count,):
        wanted = f"one for each of {stage.stratum_count} strata or {stage.unit_count} units"
        raise OutOfRange("fractions", fractions.size, wanted)
    return np.asarray(np.sqrt(1 - fractions))


def _drawn(
    design: Design,
    generator: Generator,
    draws: IntArray,
    count: int,
) -> FloatArray:
    """Count how often each unit (m,) is drawn in each of `count` replicates: (m, R)."""
    stage = design.stages[0]
    in_order = np.argsort(stage.strata_of_clusters, kind="stable")
    starts = np.cumsum(stage.sampled) - stage.sampled
    first = np.repeat(starts, draws).astype(np.float64)
    span = np.repeat(stage.sampled, draws).astype(np.float64)
    counts = np.empty((stage.unit_count, count), order="F")
    for replicate in range(count):
        places = (first + generator.random(len(first)) * span).astype(np.int64)
        counts[in_order, replicate] = np.bincount(places, minlength=stage.unit_count)
    return counts


def _bootstrap(design: Design, factors: FloatArray, scale: float) -> UnitReplicates:
    count = factors.shape[1]
    freedom = min(design_degrees_of_freedom(design), float(count - 1))
    return UnitReplicates(factors, design.clusters, scale, np.ones(count), freedom)
