"""The prior of reply rates, by maximum marginal likelihood over all mentors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaln

from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.record import checked_record


@dataclass(frozen=True)
class BetaPrior:
    """Reply rates across mentors as Beta(a, b)."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The reply rate expected of a mentor nobody has written to yet."""
        return self.a / (self.a + self.b)


FIRST_WEEKS = BetaPrior(1.2, 1.8)
"""Used until there are enough mentors with a record to fit a prior."""

FEWEST_MENTORS = 20
WEAKEST, STRONGEST = 1e-2, 1e4


def fit_prior(replies: npt.ArrayLike, requests: npt.ArrayLike) -> BetaPrior:
    """Beta(a, b) that makes the mentors' records most likely (beta-binomial).

    `replies` (S) and `requests` (N) have shape (n,) and are whole counts. Sums of weights by age
    vary less than counts do: by them mentors seem alike, and the prior outweighs every record.
    With fewer than 20 mentors with a request, `FIRST_WEEKS` is returned.
    Equal records are counted once, so it costs the same for any n.

    Source: Casella, "An introduction to empirical Bayes data analysis", Am. Stat. 39 (1985).
    Raises InvalidRecordError.
    """
    S, N = checked_record(replies, requests)
    if np.any(S % 1) or np.any(N % 1):
        raise InvalidRecordError("a prior is fitted to whole counts, not to weights by age")
    asked = N > 0
    if np.count_nonzero(asked) < FEWEST_MENTORS:
        return FIRST_WEEKS
    records, times = np.unique(np.column_stack([S[asked], N[asked]]), axis=0, return_counts=True)
    S, N = records.T

    def surprise(log_ab: npt.NDArray[np.float64]) -> float:
        a, b = np.exp(log_ab)
        return -float(np.sum(times * (betaln(a + S, b + N - S) - betaln(a, b))))

    start = np.log([FIRST_WEEKS.a, FIRST_WEEKS.b])
    limits = (np.log(WEAKEST), np.log(STRONGEST))
    found = minimize(surprise, start, method="Nelder-Mead", bounds=[limits, limits])
    a, b = np.exp(found.x)
    return BetaPrior(float(a), float(b))
