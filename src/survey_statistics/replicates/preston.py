"""Preston's bootstrap: half-samples without replacement, rescaled at every stage."""

import numpy as np
from numpy.random import Generator

from survey_statistics.arrays import BoolArray, FloatArray, IntArray
from survey_statistics.designs.design import Design
from survey_statistics.designs.stage import Stage
from survey_statistics.replicates.bootstrap import refuse_few
from survey_statistics.replicates.units import (
    UnitReplicates,
    design_degrees_of_freedom,
    refuse_single_units,
)


def preston_bootstrap(design: Design, generator: Generator, *, count: int = 500) -> UnitReplicates:
    """Multistage rescaled bootstrap, which counts finite populations at every stage.

    At each stage half of the units (rounded down) of each stratum are drawn without
    replacement, and the factors are stretched so that the variance is that of the design; as R
    survey's `mrbbootstrap`. Below the first stage, strata with one unit add nothing.

    Source: Preston (2009), Survey Methodology 35, 227-234.

    Raises:
        SingleUnitStratum: a first-stage stratum has one unit.
        OutOfRange: fewer than two replicates.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[2.0] * 4, population=[[8] * 4])
    >>> replicates = preston_bootstrap(design, np.random.default_rng(1), count=3)
    >>> replicates.factors.sum(axis=0).round(9).tolist()
    [4.0, 4.0, 4.0]
    """
    refuse_single_units(design)
    refuse_few(count)
    n = design.size
    factors = np.empty((n, count), order="F")
    halves = [_half(stage) for stage in design.stages]
    stretches = [_stretch(stage, half) for stage, half in zip(design.stages, halves, strict=True)]
    for replicate in range(count):
        factor, carried = np.ones(n), np.ones(n)
        for stage, half, stretch in zip(design.stages, halves, stretches, strict=True):
            drawn = _draw(stage, half, generator)
            ratio = stage.sampled_of_units / half[stage.strata_of_clusters]
            term = stretch * (ratio * drawn - 1)
            factor += carried * term[stage.clusters]
            carried *= (np.sqrt(ratio) * drawn)[stage.clusters]
        factors[:, replicate] = factor
    freedom = min(design_degrees_of_freedom(design), float(count - 1))
    return UnitReplicates(factors, np.arange(n), 1 / (count - 1), np.ones(count), freedom)


def _half(stage: Stage) -> IntArray:
    return np.maximum(stage.sampled // 2, 1)


def _stretch(stage: Stage, half: IntArray) -> FloatArray:
    """Preston's lambda for each unit (m,): 0 where a stratum has one unit."""
    drawn = half[stage.strata_of_clusters]
    left = stage.sampled_of_units - drawn
    own = stage.sampled_of_units / stage.population_of_units
    square = drawn * stage.fraction_above * (1 - own)
    ratio = np.divide(square, left, out=np.zeros(len(left)), where=left > 0)
    return np.asarray(np.sqrt(ratio))


def _draw(stage: Stage, half: IntArray, generator: Generator) -> BoolArray:
    """Which units (m,) are among the half drawn in their stratum."""
    order = np.lexsort((generator.random(stage.unit_count), stage.strata_of_clusters))
    starts = np.cumsum(stage.sampled) - stage.sampled
    strata = stage.strata_of_clusters[order]
    drawn = np.empty(stage.unit_count, dtype=np.bool_)
    drawn[order] = np.arange(stage.unit_count) - starts[strata] < half[strata]
    return drawn
