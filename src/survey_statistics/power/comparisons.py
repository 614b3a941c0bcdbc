"""Power, sample size and minimum detectable difference for two groups, by the normal law.

A comparison is described once, by the standard error its difference has per unit of standard
deviation; proportions, means, logs of revenue, clusters and follow-up rounds only change that.

Source: H. Bloom (1995), Minimum detectable effects, Evaluation Review 19, 547-556; D. McKenzie
(2012), Beyond baseline and follow-up, J. Development Economics 99, 210-221.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from survey_statistics.power.errors import UnusableAssumption, between, positive, squared


@dataclass(frozen=True)
class TwoGroups:
    """Two groups to compare.

    Attributes:
        first: number in the group that gets the effect.
        second: number in the other.
        design_effect: variance over that of simple random groups.
        variance_factor: from `follow_up_variance_factor`, 1 without a baseline.
    """

    first: float
    second: float
    design_effect: float = 1.0
    variance_factor: float = 1.0

    def __post_init__(self) -> None:
        """Refuse groups of nobody and effects that are no numbers above zero."""
        positive("The size of the first group", self.first)
        positive("The size of the second group", self.second)
        positive("The design effect", self.design_effect)
        positive("The variance factor", self.variance_factor)

    @property
    def unit_standard_error(self) -> float:
        """Standard error of a difference in means when the standard deviation is 1."""
        inflation = self.design_effect * self.variance_factor
        return math.sqrt(inflation * (1 / self.first + 1 / self.second))


def multiplier(significance: float = 0.05, power: float = 0.8, *, sides: int = 2) -> float:
    """Return z(1 - alpha/sides) + z(power), 2.8016 by default; else raise `UnusableAssumption`.

    >>> round(multiplier(), 4)
    2.8016
    """
    alpha = between("The significance level", significance, 0, 1)
    between("The power", power, 0, 1)
    if sides not in (1, 2):
        raise UnusableAssumption(f"A test has 1 or 2 sides, not {sides}.")
    return float(ndtri(1 - alpha / sides) + ndtri(power))


def detectable_difference(
    groups: TwoGroups,
    standard_deviation: float = 1.0,
    *,
    significance: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
) -> float:
    """Return the smallest difference in means found with the given power.

    Source: Bloom (1995), Minimum detectable effects, Evaluation Review 19.

    >>> round(detectable_difference(TwoGroups(238, 662)), 3)
    0.212
    """
    positive("The standard deviation", standard_deviation)
    reach = multiplier(significance, power, sides=sides)
    return reach * standard_deviation * groups.unit_standard_error


def detectable_change(
    groups: TwoGroups,
    log_standard_deviation: float,
    *,
    significance: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
) -> float:
    """Return the smallest relative change of a log-normal outcome found with the given power.

    >>> round(detectable_change(TwoGroups(238, 662), 1.17), 2)
    0.28
    """
    return math.expm1(
        detectable_difference(
            groups, log_standard_deviation, significance=significance, power=power, sides=sides
        )
    )


def power_of_difference(
    groups: TwoGroups,
    difference: float,
    standard_deviation: float = 1.0,
    *,
    significance: float = 0.05,
    sides: int = 2,
) -> float:
    """Return the chance to find `difference`; both tails count in a two-sided test.

    >>> round(power_of_difference(TwoGroups(238, 662), 0.2117), 3)
    0.8
    """
    alpha = between("The significance level", significance, 0, 1)
    positive("The standard deviation", standard_deviation)
    shift = abs(difference) / (standard_deviation * groups.unit_standard_error)
    critical = float(ndtri(1 - alpha / sides))
    upper = float(ndtr(shift - critical))
    return upper + float(ndtr(-shift - critical)) if sides == 2 else upper


def size_per_group(
    difference: float,
    standard_deviation: float = 1.0,
    *,
    significance: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
    ratio: float = 1.0,
    design_effect: float = 1.0,
    variance_factor: float = 1.0,
    compliance: float = 1.0,
) -> float:
    """Return the exact number in the first group; the second needs `ratio` times as many.

    Args:
        difference: difference in means to be found (a log ratio for a relative change).
        standard_deviation: of the outcome, same units.
        significance: level of the test.
        power: chance to find the difference.
        sides: 2 or 1.
        ratio: size of the second group over the first.
        design_effect: from clusters or weights.
        variance_factor: from baseline and follow-up rounds.
        compliance: share of the encouraged who take up because of it; n grows with 1/compliance^2.

    Raises:
        UnusableAssumption: naming the assumption.

    >>> import math
    >>> round(size_per_group(math.log(1.10), 1.17, variance_factor=0.75))
    1774
    """
    positive("The difference", abs(difference))
    positive("The ratio of group sizes", ratio)
    between("The compliance", compliance, 0, 1.000001)
    unit = TwoGroups(1.0, ratio, design_effect, variance_factor).unit_standard_error
    reach = multiplier(significance, power, sides=sides)
    reach *= positive("The standard deviation", standard_deviation) * unit
    return squared(reach, difference * compliance)
