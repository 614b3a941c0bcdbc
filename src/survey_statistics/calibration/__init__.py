"""Calibration: weights that add up to what is known of the population."""

from survey_statistics.calibration.bounded import BoundedCalibration
from survey_statistics.calibration.calibrated import Calibrated
from survey_statistics.calibration.distances import Exponential, Logit, TruncatedLinear
from survey_statistics.calibration.margins import (
    CategoricalMargin,
    Margin,
    NumericMargin,
    categorical_margin,
    crossed_labels,
    numeric_margin,
    population_margin,
)
from survey_statistics.calibration.poststratification import PostStratification
from survey_statistics.calibration.raking import Raking
from survey_statistics.calibration.regression import LinearCalibration

__all__ = [
    "BoundedCalibration",
    "Calibrated",
    "CategoricalMargin",
    "Exponential",
    "LinearCalibration",
    "Logit",
    "Margin",
    "NumericMargin",
    "PostStratification",
    "Raking",
    "TruncatedLinear",
    "categorical_margin",
    "crossed_labels",
    "numeric_margin",
    "population_margin",
]
