"""Mentored and not mentored side by side: balance, adjusted differences, and their fragility."""

from survey_statistics.comparison.balance import BalanceLine, balance_table, standardised_difference
from survey_statistics.comparison.effects import Effect, treatment_effect
from survey_statistics.comparison.linear_adjustment import AdjustedDifference, adjusted_difference
from survey_statistics.comparison.matching import (
    Matched,
    ReplacementMatch,
    match_nearest,
    match_with_replacement,
)
from survey_statistics.comparison.negative_control import NegativeControl, negative_control
from survey_statistics.comparison.propensity_weights import effective_size, propensity_weights
from survey_statistics.comparison.unmeasured import (
    EValue,
    Robustness,
    RosenbaumBound,
    e_value,
    ratio_of_common_odds,
    ratio_of_difference,
    robustness_value,
    rosenbaum_bound,
    rosenbaum_gamma,
)

__all__ = [
    "AdjustedDifference",
    "BalanceLine",
    "EValue",
    "Effect",
    "Matched",
    "NegativeControl",
    "ReplacementMatch",
    "Robustness",
    "RosenbaumBound",
    "adjusted_difference",
    "balance_table",
    "e_value",
    "effective_size",
    "match_nearest",
    "match_with_replacement",
    "negative_control",
    "propensity_weights",
    "ratio_of_common_odds",
    "ratio_of_difference",
    "robustness_value",
    "rosenbaum_bound",
    "rosenbaum_gamma",
    "standardised_difference",
    "treatment_effect",
]
