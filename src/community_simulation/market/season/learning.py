"""What the platform believes about reply rates as the season goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from community_simulation.market.season.requests import Requests
from community_simulation.market.season.rules import Forecast
from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior, fit_prior
from mentor_matching.forecast.record import ReplyRecord, reply_record
from mentor_matching.forecast.reply_rate import reply_rates

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Beliefs:
    """The prior, the expected reply rate `mean` and the one ranked by, `reply`, shape (m,)."""

    forecast: Forecast
    prior: BetaPrior
    mean: Floats
    reply: Floats

    @classmethod
    def at_start(cls, n_mentors: int, forecast: Forecast) -> Beliefs:
        """Before anybody wrote: everybody is alike."""
        usual = np.full(n_mentors, FIRST_WEEKS.mean)
        return cls(forecast, FIRST_WEEKS, usual, usual)

    def with_prior(self, requests: Requests, today: int) -> Beliefs:
        """With the prior fitted to all records; once a week is enough."""
        record = _record(requests, today, len(self.mean))
        return replace(self, prior=fit_prior(record.replies, record.requests))

    def learned(self, requests: Requests, today: int) -> Beliefs:
        """With the rates that the records up to `today` support."""
        if self.forecast is Forecast.PRIOR:
            return self
        record = _record(requests, today, len(self.mean))
        rates = reply_rates(record.decayed_replies, record.decayed_requests, self.prior)
        ranked_by = rates.mean if self.forecast is Forecast.MEAN else rates.optimistic()
        return replace(self, mean=rates.mean, reply=ranked_by)


def _record(requests: Requests, today: int, n_mentors: int) -> ReplyRecord:
    # A platform knows when a mentor last came by with a place left, hence what was read.
    return reply_record(
        requests.mentor,
        requests.replied,
        requests.had_room & requests.is_read,
        today - requests.day,
        n_mentors=n_mentors,
    )
