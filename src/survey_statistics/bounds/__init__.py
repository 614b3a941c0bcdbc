"""What is not known: bounds, sensitivity to assumptions, and what a follow-up buys."""

from survey_statistics.bounds.follow_up import FollowedUpShare, hansen_hurwitz
from survey_statistics.bounds.lee import LeeBounds, lee_bounds
from survey_statistics.bounds.log_information import LoggedOutcome, bounds_with_log
from survey_statistics.bounds.partial_identification import (
    Bounds,
    effect_bounds,
    imbens_manski,
    manski_bounds,
    manski_bounds_of_mean,
    manski_bounds_of_share,
    shifted_range,
)
from survey_statistics.bounds.pattern_mixture import (
    Scenario,
    scenario,
    scenarios,
    silent_share_needed,
    tipping_point,
)
from survey_statistics.bounds.projection import Projection, projections, wilson_limits

__all__ = [
    "Bounds",
    "FollowedUpShare",
    "LeeBounds",
    "LoggedOutcome",
    "Projection",
    "Scenario",
    "bounds_with_log",
    "effect_bounds",
    "hansen_hurwitz",
    "imbens_manski",
    "lee_bounds",
    "manski_bounds",
    "manski_bounds_of_mean",
    "manski_bounds_of_share",
    "projections",
    "scenario",
    "scenarios",
    "shifted_range",
    "silent_share_needed",
    "tipping_point",
    "wilson_limits",
]
