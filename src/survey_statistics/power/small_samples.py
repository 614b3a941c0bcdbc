"""Power of the two-sample t test, for groups too small for the normal law.

Source: J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2.
"""

from __future__ import annotations

from scipy import special
from scipy.optimize import brentq

from survey_statistics.power.comparisons import TwoGroups
from survey_statistics.power.errors import between, positive


def power_of_t_test(
    groups: TwoGroups,
    difference: float,
    standard_deviation: float = 1.0,
    *,
    significance: float = 0.05,
    strict: bool = False,
) -> float:
    """Return the chance that a two-sided t test finds `difference`, by the non-central t law.

    Args:
        groups: group sizes, design effect and variance factor.
        difference: difference in means.
        standard_deviation: of the outcome, same units.
        significance: level of the test.
        strict: count rejections on the wrong side too (R's power.t.test leaves them out).

    Raises:
        UnusableAssumption: naming the assumption.

    >>> round(power_of_t_test(TwoGroups(20, 20), 1.0), 4)
    0.869
    """
    positive("The standard deviation", standard_deviation)
    alpha = between("The significance level", significance, 0, 1)
    df = positive("The degrees of freedom", groups.first + groups.second - 2)
    shift = abs(difference) / (standard_deviation * groups.unit_standard_error)
    critical = float(special.stdtrit(df, 1 - alpha / 2))
    found = 1 - float(special.nctdtr(df, shift, critical))
    return found + float(special.nctdtr(df, shift, -critical)) if strict else found


def t_test_size_per_group(
    difference: float,
    standard_deviation: float = 1.0,
    *,
    significance: float = 0.05,
    power: float = 0.8,
) -> float:
    """Return the exact number in each of two equal groups for a two-sided t test.

    Raises:
        UnusableAssumption: naming the assumption.

    >>> round(t_test_size_per_group(1.0, power=0.9), 4)
    22.0211
    """
    positive("The difference", abs(difference))
    between("The power", power, significance, 1)

    def lack(size: float) -> float:
        groups = TwoGroups(size, size)
        reached = power_of_t_test(groups, difference, standard_deviation, significance=significance)
        return reached - power

    upper = 4.0
    while lack(upper) < 0:
        upper *= 2
    return float(brentq(lack, 2.0, upper, xtol=1e-10)) if lack(2.0) < 0 else 2.0
