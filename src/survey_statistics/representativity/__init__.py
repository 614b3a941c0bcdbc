"""Who answered: R-indicators, partial indicators, response bias and level of effort."""

from survey_statistics.representativity.frame_comparison import (
    FrameDifference,
    respondents_against_frame,
)
from survey_statistics.representativity.level_of_effort import (
    EffortStep,
    UnusableAttempt,
    level_of_effort,
)
from survey_statistics.representativity.partial_indicators import (
    PartialIndicator,
    conditional_partial,
    unconditional_partial,
)
from survey_statistics.representativity.propensity_spread import UnusablePropensity
from survey_statistics.representativity.r_indicator import (
    RIndicator,
    estimated_r_indicator,
    r_indicator,
    resampled_weights,
)
from survey_statistics.representativity.response_bias import ResponseBias, response_bias

__all__ = [
    "EffortStep",
    "FrameDifference",
    "PartialIndicator",
    "RIndicator",
    "ResponseBias",
    "UnusableAttempt",
    "UnusablePropensity",
    "conditional_partial",
    "estimated_r_indicator",
    "level_of_effort",
    "r_indicator",
    "resampled_weights",
    "respondents_against_frame",
    "response_bias",
    "unconditional_partial",
]
