"""How likely a mentor is to reply: empirical Bayes, optimistic for ranking, honest for people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from mentor_matching.forecast.prior import BetaPrior
from mentor_matching.forecast.record import checked_record

Floats = npt.NDArray[np.float64]

FEWEST_REQUESTS = 5
"""Below this many counted requests people are told that we do not know yet."""


@dataclass(frozen=True)
class ReplyRates:
    """Posterior mean and standard deviation of each mentor's reply rate, shape (n,)."""

    mean: Floats
    standard_deviation: Floats

    def optimistic(self, deviations: float = 1.0) -> Floats:
        """Mean plus `deviations` standard deviations, at most 1.

        Ranking by the mean alone never asks a mentor again after an unlucky start; one
        standard deviation lets the little-known be tried.
        """
        return np.minimum(1.0, self.mean + deviations * self.standard_deviation)


@dataclass(frozen=True)
class ReplyBand:
    """What a page may say of one mentor's reply rate: between `low` and `high`."""

    low: float
    high: float


def reply_rates(replies: npt.ArrayLike, requests: npt.ArrayLike, prior: BetaPrior) -> ReplyRates:
    """Posterior reply rates (a + S) / (a + b + N) and their standard deviations.

    `replies` (S) and `requests` (N), shape (n,), may be decayed weights.
    Raises InvalidRecordError.

    >>> rates = reply_rates([0.0, 8.0], [0.0, 10.0], BetaPrior(1.2, 1.8))
    >>> rates.mean.round(3).tolist()
    [0.4, 0.708]
    """
    S, N = checked_record(replies, requests)
    total = prior.a + prior.b + N
    r = (prior.a + S) / total
    return ReplyRates(mean=r, standard_deviation=np.sqrt(r * (1.0 - r) / (total + 1.0)))


def reply_band(
    replies: float, requests: float, prior: BetaPrior, *, coverage: float = 0.8
) -> ReplyBand | None:
    """The central posterior interval of one reply rate; None below 5 requests.

    Raises InvalidRecordError.
    """
    checked_record(replies, requests)
    if requests < FEWEST_REQUESTS:
        return None
    a, b = prior.a + replies, prior.b + requests - replies
    tail = (1.0 - coverage) / 2.0
    return ReplyBand(float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1.0 - tail)))
