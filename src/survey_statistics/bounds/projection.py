"""From a sample to everybody registered: the same data under each assumption on the silent.

Source: C. Manski (2003), Partial Identification of Probability Distributions, ch. 1; W. Cochran
(1977), Sampling Techniques, 3rd ed., ch. 13.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import ndtri

from survey_statistics.bounds.errors import UnusableShare, count
from survey_statistics.bounds.partial_identification import manski_bounds_of_share
from survey_statistics.bounds.pattern_mixture import scenario


@dataclass(frozen=True)
class Projection:
    """A number of people in the population, with the assumption it rests on.

    Attributes:
        assumption: "naive" (the silent are like respondents), "k = ..." , "floor" (nobody
            silent has the property) or "worst case" (nothing is assumed).
        value: number of people; None for the worst case, which is a range.
        low: lower limit; sampling error, and for the worst case ignorance too.
        high: upper limit.
        least: lower end of the worst case without sampling error, else None.
        most: its upper end, else None.
    """

    assumption: str
    value: float | None
    low: float | None
    high: float | None
    least: float | None = None
    most: float | None = None


def projections(
    *,
    successes: float,
    respondents: float,
    sampled: float,
    population: float,
    ks: Sequence[float] = (0.5, 0.25),
    confidence: float = 0.95,
) -> list[Projection]:
    """Project a share in a simple random sample to a population under each assumption.

    Intervals are Wilson's for the naive share and the floor, Imbens-Manski's for the worst case;
    a scenario in k has none of its own, its assumption being the larger error.

    Args:
        successes: respondents with the property.
        respondents: cases that answered.
        sampled: cases drawn.
        population: N, people registered.
        ks: shares among the silent over respondents to show between naive and floor.
        confidence: of the intervals.

    Raises:
        UnusableShare: counts that do not contain each other.

    >>> rows = projections(successes=238, respondents=900, sampled=4000, population=10_000)
    >>> [(row.assumption, round(row.value)) for row in rows if row.value is not None]
    [('naive', 2644), ('k = 0.5', 1620), ('k = 0.25', 1107), ('floor', 595)]
    """
    count("respondents", respondents, sampled)
    count("successes", successes, respondents)
    if respondents == 0 or population < 0:
        raise UnusableShare("A projection needs respondents and a population from 0 up.")
    p, rr = successes / respondents, respondents / sampled
    worst = manski_bounds_of_share(successes, respondents, sampled, confidence)
    between = [
        Projection(f"k = {k:g}", scenario(p, rr, k).share * population, None, None) for k in ks
    ]
    return [
        _wilson_projection("naive", successes, respondents, population, confidence),
        *between,
        _wilson_projection("floor", successes, sampled, population, confidence),
        Projection(
            "worst case",
            None,
            _times(population, worst.low),
            _times(population, worst.high),
            population * worst.lower,
            population * worst.upper,
        ),
    ]


def wilson_limits(successes: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval of a share in a simple random sample.

    Source: Wilson (1927), JASA 22.

    Raises:
        UnusableShare: no cases, or more successes than cases.

    >>> [round(limit, 6) for limit in wilson_limits(238, 900)]
    [0.236676, 0.294216]
    """
    if n <= 0:
        raise UnusableShare("An interval needs at least one case.")
    p = count("successes", successes, n) / n
    z = float(ndtri((1 + confidence) / 2))
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _wilson_projection(
    assumption: str, successes: float, n: float, population: float, confidence: float
) -> Projection:
    low, high = wilson_limits(successes, n, confidence)
    return Projection(assumption, successes / n * population, low * population, high * population)


def _times(population: float, limit: float | None) -> float | None:
    return None if limit is None else population * limit
