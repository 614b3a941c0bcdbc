"""What a follow-up of a random part of the silent buys (Hansen and Hurwitz 1946)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from survey_statistics.bounds.errors import UnusableShare, count
from survey_statistics.bounds.partial_identification import Bounds


@dataclass(frozen=True)
class FollowedUpShare:
    """A share estimated from respondents and a followed-up subsample of the silent.

    Attributes:
        value: Hansen-Hurwitz estimate; those not reached count as like those reached.
        standard_error: of the two phases.
        low: lower limit.
        high: upper limit.
        followed_up_share: share among those reached in the follow-up.
        worst_case: bounds when nothing is assumed of those not reached.
    """

    value: float
    standard_error: float
    low: float
    high: float
    followed_up_share: float
    worst_case: Bounds


def hansen_hurwitz(
    *,
    sampled: float,
    respondents: float,
    successes: float,
    drawn: float,
    reached: float,
    reached_successes: float,
    confidence: float = 0.95,
) -> FollowedUpShare:
    """Estimate a share from a simple random sample and a random subsample of its silent cases.

    p = (n1 p1 + n2 p2)/n with p2 from those reached; its variance is
    p(1 - p)/n + (n2/n)((n2/m - 1)/n) p2(1 - p2), m being the number reached.

    Args:
        sampled: n, cases drawn in the first phase.
        respondents: n1, cases that answered.
        successes: respondents with the property.
        drawn: silent cases drawn for the follow-up.
        reached: m, those among them that answered.
        reached_successes: those reached with the property.
        confidence: of the interval, by the normal law.

    Source: Hansen and Hurwitz (1946), JASA 41; Cochran (1977), 13.6.

    Raises:
        UnusableShare: counts that do not contain each other, nobody silent, or nobody reached.

    >>> share = hansen_hurwitz(
    ...     sampled=4000, respondents=900, successes=238, drawn=310, reached=186,
    ...     reached_successes=28,
    ... )
    >>> [round(100 * number, 1) for number in (share.value, share.low, share.high)]
    [17.6, 13.6, 21.7]
    """
    count("respondents", respondents, sampled)
    count("successes", successes, respondents)
    silent = sampled - respondents
    if silent == 0:
        raise UnusableShare(
            f"All {sampled:g} cases sampled are respondents: nobody is silent, so there is nothing "
            "to follow up. Take the share of the respondents itself, with wilson_limits, or "
            "correct 'sampled' or 'respondents'."
        )
    count("cases drawn for the follow-up", drawn, silent)
    count("cases reached", reached, drawn)
    count("successes among those reached", reached_successes, reached)
    if reached == 0:
        raise UnusableShare(
            f"None of the {drawn:g} cases drawn for the follow-up was reached, so 'reached' is 0 "
            "and nothing is known of the silent: use manski_bounds instead."
        )
    p2 = reached_successes / reached
    p = (successes + silent * p2) / sampled
    variance = p * (1 - p) / sampled
    variance += silent / sampled * (silent / reached - 1) / sampled * p2 * (1 - p2)
    error = math.sqrt(variance)
    half = float(ndtri((1 + confidence) / 2)) * error
    least = successes + silent * reached_successes / drawn
    most = successes + silent * (reached_successes + drawn - reached) / drawn
    return FollowedUpShare(
        value=p,
        standard_error=error,
        low=max(p - half, 0.0),
        high=min(p + half, 1.0),
        followed_up_share=p2,
        worst_case=Bounds(least / sampled, most / sampled),
    )
