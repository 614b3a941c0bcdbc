"""How strong an unmeasured cause would have to be to explain an association away.

Source: T. VanderWeele, P. Ding (2017), Annals of Internal Medicine 167, 268-274; C. Cinelli, C.
Hazlett (2020), J. R. Statist. Soc. B 82, 39-67; P. Rosenbaum (2002), Observational Studies, 2nd
ed., ch. 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtr, stdtrit

from survey_statistics.comparison.errors import UnusableEffect


@dataclass(frozen=True)
class EValue:
    """E-values on the risk-ratio scale.

    Attributes:
        value: least strength of association, with treatment and outcome each, that could
            explain the estimate away.
        limit: the same for the limit of the interval nearest 1; 1 if the interval holds 1,
            None without an interval.
    """

    value: float
    limit: float | None


def e_value(risk_ratio: float, low: float | None = None, high: float | None = None) -> EValue:
    """Return RR + sqrt(RR (RR - 1)), ratios below 1 being inverted.

    Args:
        risk_ratio: above 0. See `ratio_of_difference` and `ratio_of_common_odds` for others.
        low: lower limit of its interval.
        high: upper limit.

    Source: VanderWeele and Ding (2017), Annals of Internal Medicine 167.

    Raises:
        UnusableEffect: a ratio is not above 0, or the interval does not hold the estimate.

    >>> found = e_value(3.9, low=1.8)
    >>> round(found.value, 2), round(found.limit, 2)
    (7.26, 3.0)
    """
    for ratio in (risk_ratio, low, high):
        if ratio is not None and not 0 < ratio < math.inf:
            raise UnusableEffect(f"The risk ratio is {ratio}; it must be above 0.")
    if (low is not None and low > risk_ratio) or (high is not None and high < risk_ratio):
        raise UnusableEffect(f"The interval {low} to {high} does not hold {risk_ratio}.")
    nearest = low if risk_ratio >= 1 else high
    if nearest is None:
        return EValue(_strength(risk_ratio), None)
    crosses = nearest <= 1 if risk_ratio >= 1 else nearest >= 1
    return EValue(_strength(risk_ratio), 1.0 if crosses else _strength(nearest))


def ratio_of_difference(standardised: float) -> float:
    """Return the approximate risk ratio exp(0.91 d) of a standardised mean difference.

    >>> round(ratio_of_difference(0.5), 3)
    1.576
    """
    return math.exp(0.91 * standardised)


def ratio_of_common_odds(odds_ratio: float) -> float:
    """Return the approximate risk ratio sqrt(OR) of an outcome that is not rare.

    Raises:
        UnusableEffect: the odds ratio is not above 0.

    >>> ratio_of_common_odds(4.0)
    2.0
    """
    if odds_ratio <= 0:
        raise UnusableEffect(f"The odds ratio is {odds_ratio}; it must be above 0.")
    return math.sqrt(odds_ratio)


@dataclass(frozen=True)
class Robustness:
    """Sensitivity of a regression coefficient.

    Attributes:
        value: share of the residual variance of treatment and of outcome that a hidden cause
            would have to explain to take away the fraction asked for.
        partial_r2: share of the outcome's residual variance that the treatment explains; a
            hidden cause explaining all of the outcome would need this much of the treatment.
    """

    value: float
    partial_r2: float


def robustness_value(
    t: float, degrees_of_freedom: float, fraction: float = 1.0, significance: float | None = None
) -> Robustness:
    """Return RV = (sqrt(f^4 + 4 f^2) - f^2)/2 with f = fraction |t| / sqrt(df).

    With a significance level, RV for losing significance: f is lowered by the critical value
    over sqrt(df - 1), and RV is 0 when nothing is left; where f exceeds 1/f_critical the limit
    of Cinelli and Hazlett's second case holds.

    Args:
        t: t statistic of the coefficient.
        degrees_of_freedom: of the residuals.
        fraction: q, the fraction of the estimate to be explained away.
        significance: alpha of a two-sided test.

    Source: Cinelli and Hazlett (2020), Journal of the Royal Statistical Society B 82.

    Raises:
        UnusableEffect: degrees of freedom, fraction or level outside their range.

    >>> round(robustness_value(4.18, 783).value, 3)
    0.139
    """
    if degrees_of_freedom <= 1 or fraction <= 0:
        raise UnusableEffect("Degrees of freedom must exceed 1 and the fraction 0.")
    f = fraction * abs(t) / math.sqrt(degrees_of_freedom)
    partial = t**2 / (t**2 + degrees_of_freedom)
    if significance is None:
        return Robustness(_robustness(f), partial)
    if not 0 < significance < 1:
        raise UnusableEffect(f"The significance level is {significance}; give 0 to 1.")
    critical = float(stdtrit(degrees_of_freedom - 1, 1 - significance / 2))
    f_critical = critical / math.sqrt(degrees_of_freedom - 1)
    if f <= f_critical:
        return Robustness(0.0, partial)
    if f_critical > 0 and f > 1 / f_critical:
        return Robustness((f**2 - f_critical**2) / (1 + f**2), partial)
    return Robustness(_robustness(f - f_critical), partial)


@dataclass(frozen=True)
class RosenbaumBound:
    """Bounds of a p-value when hidden bias multiplies the odds of treatment by up to gamma.

    Attributes:
        gamma: odds multiplier within pairs.
        lowest_p: one-sided p-value when the bias works against the effect.
        highest_p: when it works for it.
    """

    gamma: float
    lowest_p: float
    highest_p: float


def rosenbaum_bound(
    differences: ArrayLike, gamma: float, *, zeros: str = "left out"
) -> RosenbaumBound:
    """Bound the one-sided p-value of Wilcoxon's signed rank test over matched pairs.

    The rank sum of positive differences lies between sums with success chance 1/(1 + gamma) and
    gamma/(1 + gamma); normal approximation, mid-ranks for ties. The test is on the side of the
    larger rank sum.

    Args:
        differences: (pairs,) treated minus control, in units of the outcome.
        gamma: at least 1; 1 is no hidden bias.
        zeros: pairs without a difference never count as positive. "left out", as Wilcoxon and R's
            `rbounds` do, they take no rank; "ranked", as in Rosenbaum's book, they take the
            lowest ranks away from the others.

    Source: Rosenbaum (2002), Observational Studies, 4.3.

    Raises:
        UnusableEffect: gamma below 1, a missing difference, none that is not zero, or no such
            rule for zeros.

    >>> bound = rosenbaum_bound([1.0, 2.0, 3.0, 4.0, 5.0, -0.5], gamma=1.0)
    >>> round(bound.lowest_p, 4) == round(bound.highest_p, 4)
    True
    """
    if gamma < 1:
        raise UnusableEffect(f"Gamma is {gamma}; it is 1 without hidden bias and above.")
    d = np.asarray(differences, dtype=np.float64)
    if np.isnan(d).any():
        raise UnusableEffect("A difference is missing: leave out pairs without both outcomes.")
    if not d.any():
        raise UnusableEffect("Every pair has the same outcome twice: nothing to test.")
    if zeros not in ("left out", "ranked"):
        raise UnusableEffect(
            f"There is no rule {zeros!r} for zeros; choose 'left out' or 'ranked'."
        )
    if zeros == "left out":
        d = d[d != 0]
    ranks = _mid_ranks(np.abs(d))[d != 0]
    d = d[d != 0]
    above = float(ranks[d > 0].sum())
    larger = max(above, float(ranks.sum()) - above)
    lowest, highest = (
        _rank_p(larger, ranks, chance) for chance in (1 / (1 + gamma), gamma / (1 + gamma))
    )
    return RosenbaumBound(gamma, lowest, highest)


def rosenbaum_gamma(differences: ArrayLike, significance: float = 0.05) -> float:
    """Return the least gamma at which the highest p-value reaches `significance`, 1 if at once.

    >>> round(rosenbaum_gamma([float(k) for k in range(1, 31)] + [-1.0, -2.0]), 1) > 5
    True
    """
    if rosenbaum_bound(differences, 1.0).highest_p >= significance:
        return 1.0
    upper = 2.0
    while rosenbaum_bound(differences, upper).highest_p < significance:
        upper *= 2
    return float(
        brentq(
            lambda gamma: rosenbaum_bound(differences, gamma).highest_p - significance,
            1.0,
            upper,
            xtol=1e-10,
        )
    )


def _strength(ratio: float) -> float:
    above = ratio if ratio >= 1 else 1 / ratio
    return above + math.sqrt(above * (above - 1))


def _robustness(f: float) -> float:
    return (math.sqrt(f**4 + 4 * f**2) - f**2) / 2


def _mid_ranks(values: np.ndarray) -> np.ndarray:
    """Ranks (n,) from 1; equal values share the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    return np.asarray(middle[place])


def _rank_p(rank_sum: float, ranks: np.ndarray, chance: float) -> float:
    mean = chance * float(ranks.sum())
    deviation = math.sqrt(chance * (1 - chance) * float(ranks @ ranks))
    return float(ndtr(-(rank_sum - mean) / deviation))
