"""How likely a mentor is to reply: empirical Bayes, optimistic for ranking, honest for people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from mentor_matching.checks import is_amount, refuse_other_than, share
from mentor_matching.errors import InvalidPriorError, InvalidRecordError
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
        standard deviation lets the little-known be tried. Raises InvalidRecordError for
        deviations that are no number of at least 0.
        """
        if not is_amount(deviations):
            raise InvalidRecordError("deviations must be a number of at least 0")
        return np.minimum(1.0, self.mean + deviations * self.standard_deviation)


@dataclass(frozen=True)
class ReplyBand:
    """What a page may say of one mentor's reply rate: between `low` and `high`."""

    low: float
    high: float


def reply_rates(replies: npt.ArrayLike, requests: npt.ArrayLike, prior: BetaPrior) -> ReplyRates:
    """Posterior reply rates (a + S) / (a + b + N) and their standard deviations.

    `replies` (S) and `requests` (N), shape (n,), may be decayed weights.
    Raises InvalidRecordError, InvalidPriorError.

    >>> rates = reply_rates([0.0, 8.0], [0.0, 10.0], BetaPrior(1.2, 1.8))
    >>> rates.mean.round(3).tolist()
    [0.4, 0.708]
    """
    refuse_other_than(BetaPrior, "prior", prior, InvalidPriorError)
    S, N = checked_record(replies, requests)
    total = prior.a + prior.b + N
    r = (prior.a + S) / total
    return ReplyRates(mean=r, standard_deviation=np.sqrt(r * (1.0 - r) / (total + 1.0)))


def reply_band(
    replies: float, requests: float, prior: BetaPrior, *, coverage: float = 0.8
) -> ReplyBand | None:
    """The central posterior interval of one reply rate; None below 5 requests.

    `coverage` lies above 0 and below 1. Raises InvalidRecordError, InvalidPriorError.
    """
    refuse_other_than(BetaPrior, "prior", prior, InvalidPriorError)
    tail = (1.0 - share("coverage", coverage, InvalidRecordError)) / 2.0
    S, N = checked_record(replies, requests)
    if N.ndim:
        raise InvalidRecordError("replies and requests must be the two counts of one mentor")
    if N < FEWEST_REQUESTS:
        return None
    a, b = prior.a + S, prior.b + N - S
    return ReplyBand(float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1.0 - tail)))
