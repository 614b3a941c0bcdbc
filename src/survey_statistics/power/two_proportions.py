"""Power, sample size and minimum detectable difference for two proportions.

Three conventions for the variance are in use, and they differ visibly for rare outcomes:
"base" takes p(1-p) of the comparison group for both groups (the usual planning table),
"unpooled" takes each group's own, "pooled" tests with the pooled and powers with each group's
own (Fleiss; R's power.prop.test).

Source: J. Fleiss, B. Levin, M. Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed.,
ch. 4.
"""

from __future__ import annotations

import math
from typing import Literal

from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from survey_statistics.power.comparisons import TwoGroups, multiplier
from survey_statistics.power.errors import (
    UnreachablePrecision,
    UnusableAssumption,
    between,
    squared,
)

Variance = Literal["base", "unpooled", "pooled"]


def power_of_proportions(
    groups: TwoGroups,
    base: float,
    difference: float,
    *,
    significance: float = 0.05,
    variance: Variance = "base",
) -> float:
    """Return the chance that a two-sided test finds `base + difference` against `base`.

    Only the tail on the side of the difference counts, as in R's power.prop.test.

    Raises:
        UnusableAssumption: a proportion is outside (0, 1), or the convention is unknown.

    >>> round(power_of_proportions(TwoGroups(238, 662), 0.30, 0.097), 2)
    0.8
    """
    critical = float(ndtri(1 - between("The significance level", significance, 0, 1) / 2))
    under_null, under_effect = _standard_errors(groups, base, difference, variance)
    return float(ndtr((abs(difference) - critical * under_null) / under_effect))


def detectable_difference_of_proportions(
    groups: TwoGroups,
    base: float,
    *,
    significance: float = 0.05,
    power: float = 0.8,
    variance: Variance = "base",
) -> float:
    """Return the smallest rise over `base` found with the given power, as a share.

    Raises:
        UnusableAssumption: an assumption is outside its range.
        UnreachablePrecision: even a rise to 1 would not be found.

    >>> groups = TwoGroups(238, 662)
    >>> [round(100 * detectable_difference_of_proportions(groups, p), 1) for p in (0.1, 0.2)]
    [6.4, 8.5]
    """
    if variance == "base":
        null, _ = _standard_errors(groups, base, 0.0, variance)
        rise = multiplier(significance, power) * null
        if base + rise >= 1:
            raise _unreachable(groups, base)
        return rise

    def lack(rise: float) -> float:
        reached = power_of_proportions(
            groups, base, rise, significance=significance, variance=variance
        )
        return reached - power

    widest = (1 - base) * (1 - 1e-9)
    if lack(widest) < 0:
        raise _unreachable(groups, base)
    return float(brentq(lack, 1e-12, widest, xtol=1e-14))


def size_per_group_for_proportions(
    base: float,
    difference: float,
    *,
    significance: float = 0.05,
    power: float = 0.8,
    ratio: float = 1.0,
    design_effect: float = 1.0,
    variance: Variance = "base",
) -> float:
    """Return the exact number in the first group; the second needs `ratio` times as many.

    Raises:
        UnusableAssumption: an assumption is outside its range, or the difference is zero.

    >>> round(size_per_group_for_proportions(0.5, 0.25, power=0.9, variance="pooled"), 2)
    76.71
    """
    if difference == 0:
        raise UnusableAssumption("The difference is 0; no sample finds it.")
    single = TwoGroups(1.0, ratio, design_effect)
    under_null, under_effect = _standard_errors(single, base, difference, variance)
    critical = float(ndtri(1 - between("The significance level", significance, 0, 1) / 2))
    reach = critical * under_null + float(ndtri(between("The power", power, 0, 1))) * under_effect
    return squared(reach, difference)


def _standard_errors(
    groups: TwoGroups, base: float, difference: float, variance: Variance
) -> tuple[float, float]:
    """Return the standard error the test uses and the one the estimate has."""
    before = between("The base proportion", base, 0, 1) * (1 - base)
    raised = between("The raised proportion", base + difference, 0, 1)
    after = raised * (1 - raised)
    share = groups.first / (groups.first + groups.second)
    inflation = groups.design_effect * groups.variance_factor
    own = math.sqrt(inflation * (after / groups.first + before / groups.second))
    if variance == "unpooled":
        return own, own
    if variance == "base":
        same = math.sqrt(before) * groups.unit_standard_error
        return same, same
    if variance == "pooled":
        mean = share * raised + (1 - share) * base
        return math.sqrt(mean * (1 - mean)) * groups.unit_standard_error, own
    raise UnusableAssumption(
        f"There is no variance {variance!r}; choose 'base', 'unpooled' or 'pooled'."
    )


def _unreachable(groups: TwoGroups, base: float) -> UnreachablePrecision:
    return UnreachablePrecision(
        f"Groups of {groups.first:g} and {groups.second:g} cannot find any rise over {base:g}."
    )
