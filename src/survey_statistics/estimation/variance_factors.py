"""What each stratum of a stage multiplies its squares by in the variance of a total.

    F_h (1 - f_h) n_h / (n_h - 1)

with f_h the sampling fraction of the stratum and F_h the product of the fractions above it.

Source: C.-E. Särndal, B. Swensson, J. Wretman (1992), Model Assisted Survey Sampling, ch. 4.
"""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray, IntArray
from survey_statistics.designs.design import Design
from survey_statistics.designs.single_units import COMPLETE, single_units
from survey_statistics.designs.stage import Stage


@dataclass(frozen=True, eq=False)
class Factors:
    """Variance factor of each stratum (or of each unit), and 1 / n_h, 0 where not centred."""

    factor: FloatArray
    by_unit: bool
    centring: FloatArray

    def of_units(self, stage: Stage) -> FloatArray:
        """Factors (m,), or (1,) where all units share one."""
        if self.by_unit or len(self.factor) == 1:
            return self.factor
        return self.factor[stage.strata_of_clusters]


def variance_factors(stage: Stage, design: Design) -> Factors:
    """The factors of one stage of a design, its rule for single units applied."""
    lone = single_units(stage)
    sampled = stage.sampled_of_units if stage.by_unit else stage.sampled
    rest = 1.0 - stage.fraction
    rest[rest < COMPLETE] = 0.0
    factor = rest * sampled / np.maximum(sampled - 1, 1)
    if len(stage.fraction_above) > 1:
        above = stage.fraction_above
        factor = factor * (above if stage.by_unit else _by_stratum(stage, above))
    centring = 1.0 / stage.sampled
    if lone.any():
        factor = _apply_rule(stage, design, factor, centring, lone)
    return Factors(factor, stage.by_unit, centring)


def _apply_rule(
    stage: Stage, design: Design, factor: FloatArray, centring: FloatArray, lone: BoolArray
) -> FloatArray:
    """Change the factors (and the centring in place) for strata with a single unit."""
    if design.single_unit == "centred":
        centring[lone] = 0.0
        return factor
    alone = lone[stage.strata_of_clusters] if stage.by_unit else lone
    factor = np.where(alone, 0.0, factor)
    if design.single_unit == "scaled" and not lone.all():
        scale = _scale_of_strata(_unit_above(stage, design), lone)
        factor = factor * (scale[stage.strata_of_clusters] if stage.by_unit else scale)
    return factor


def _scale_of_strata(above: IntArray, lone: BoolArray) -> FloatArray:
    """Factors (H,) that let the other strata of the same unit above stand for a lone one.

    A unit above whose strata are all lone takes the average of the other units.
    """
    strata = np.bincount(above)
    others = np.bincount(above[~lone], minlength=len(strata))
    alive = others > 0
    scale = np.divide(strata, others, where=alive, out=np.zeros(len(strata)))
    return np.asarray(scale[above] * (len(strata) / np.count_nonzero(alive)))


def _unit_above(stage: Stage, design: Design) -> IntArray:
    """Unit (H,) of the stage above that each stratum lies in."""
    above = np.zeros(stage.stratum_count, dtype=np.int64)
    level = design.stages.index(stage)
    if level > 0:
        above[stage.strata] = design.stages[level - 1].clusters
    return above


def _by_stratum(stage: Stage, of_units: FloatArray) -> FloatArray:
    result = np.zeros(stage.stratum_count)
    result[stage.strata_of_clusters] = of_units
    return result
