"""Bounds that use what the platform's log knows of the silent."""

from __future__ import annotations

from dataclasses import dataclass

from survey_statistics.bounds.errors import UnusableShare, count
from survey_statistics.bounds.partial_identification import Bounds


@dataclass(frozen=True)
class LoggedOutcome:
    """An outcome among cases with a logged property, for instance revenue up among mentored.

    Attributes:
        share: bounds of the outcome's share among those with the property.
        of_sample: the same as shares of the whole sample: what a projection multiplies.
        respondents: share among respondents with the property.
        respondents_of_sample: that share carried over to all with the property, of the sample.
        without_log: bounds of the sample without the log, for comparison.
        k: measured ratio of the property among the silent to respondents; None if undefined.
    """

    share: Bounds
    of_sample: Bounds
    respondents: float
    respondents_of_sample: float
    without_log: Bounds
    k: float | None


def bounds_with_log(
    *,
    sampled: float,
    respondents: float,
    logged: float,
    logged_respondents: float,
    successes: float,
) -> LoggedOutcome:
    """Bound an outcome among cases with a property that the log knows of every sampled case.

    Only silent cases with the property are unknown, instead of all silent cases.

    Args:
        sampled: cases drawn.
        respondents: cases that answered.
        logged: sampled cases with the property in the log.
        logged_respondents: those among them that answered.
        successes: respondents with property and outcome.

    Source: Horowitz and Manski (2000), Journal of the American Statistical Association 95.

    Raises:
        UnusableShare: counts that do not contain each other.

    >>> outcome = bounds_with_log(
    ...     sampled=4000, respondents=900, logged=400, logged_respondents=238, successes=48
    ... )
    >>> outcome.share.lower, outcome.share.upper
    (0.12, 0.525)
    >>> round(10_000 * outcome.of_sample.lower), round(10_000 * outcome.of_sample.upper)
    (120, 525)
    """
    count("respondents", respondents, sampled)
    count("logged cases", logged, sampled)
    count("logged respondents", logged_respondents, min(logged, respondents))
    count("successes", successes, logged_respondents)
    if logged_respondents == 0:
        raise UnusableShare("No respondent has the logged property: nothing is observed.")
    silent, silent_logged = sampled - respondents, logged - logged_respondents
    if silent_logged > silent:
        raise UnusableShare("More logged cases are silent than cases are silent.")
    most = successes + silent_logged
    p = successes / logged_respondents
    return LoggedOutcome(
        share=Bounds(successes / logged, most / logged),
        of_sample=Bounds(successes / sampled, most / sampled),
        respondents=p,
        respondents_of_sample=p * logged / sampled,
        without_log=Bounds(successes / sampled, (successes + silent) / sampled),
        k=(silent_logged / silent) / (logged_respondents / respondents) if silent else None,
    )
