"""Sample size, power and the smallest effect a study can see."""

from survey_statistics.power.comparisons import (
    TwoGroups,
    detectable_change,
    detectable_difference,
    multiplier,
    power_of_difference,
    size_per_group,
)
from survey_statistics.power.design_effects import (
    cluster_design_effect,
    follow_up_variance_factor,
    invited_for,
)
from survey_statistics.power.precision import (
    SampleSize,
    half_width_of_mean,
    half_width_of_proportion,
    size_for_mean,
    size_for_proportion,
)
from survey_statistics.power.small_samples import power_of_t_test, t_test_size_per_group
from survey_statistics.power.two_proportions import (
    detectable_difference_of_proportions,
    power_of_proportions,
    size_per_group_for_proportions,
)

__all__ = [
    "SampleSize",
    "TwoGroups",
    "cluster_design_effect",
    "detectable_change",
    "detectable_difference",
    "detectable_difference_of_proportions",
    "follow_up_variance_factor",
    "half_width_of_mean",
    "half_width_of_proportion",
    "invited_for",
    "multiplier",
    "power_of_difference",
    "power_of_proportions",
    "power_of_t_test",
    "size_for_mean",
    "size_for_proportion",
    "size_per_group",
    "size_per_group_for_proportions",
    "t_test_size_per_group",
]
