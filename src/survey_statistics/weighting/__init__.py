"""Weighting: from base weights to final ones, step by step."""

from survey_statistics.weighting.base import base_weights, base_weights_by_stratum
from survey_statistics.weighting.chain import Weighted, weigh
from survey_statistics.weighting.collapsing import Collapsed, collapse
from survey_statistics.weighting.dispersion import (
    coefficient_of_variation,
    effective_size,
    kish_design_effect,
)
from survey_statistics.weighting.history import StepRecord, WeightingHistory
from survey_statistics.weighting.logistic import fit_logistic, propensities
from survey_statistics.weighting.propensity import PropensityClasses
from survey_statistics.weighting.redistribution import (
    Redistribution,
    follow_up,
    nonresponse_cells,
    unknown_eligibility,
)
from survey_statistics.weighting.restriction import Restriction
from survey_statistics.weighting.step import WeightingStep
from survey_statistics.weighting.trimming import Trim

__all__ = [
    "Collapsed",
    "PropensityClasses",
    "Redistribution",
    "Restriction",
    "StepRecord",
    "Trim",
    "Weighted",
    "WeightingHistory",
    "WeightingStep",
    "base_weights",
    "base_weights_by_stratum",
    "coefficient_of_variation",
    "collapse",
    "effective_size",
    "fit_logistic",
    "follow_up",
    "kish_design_effect",
    "nonresponse_cells",
    "propensities",
    "unknown_eligibility",
    "weigh",
]
