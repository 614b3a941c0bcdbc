"""The prior of reply rates: what the records of all mentors and usual experience make likely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaln, log_expit, logit

from mentor_matching.checks import is_amount
from mentor_matching.errors import InvalidPriorError, InvalidRecordError, shown
from mentor_matching.forecast.record import checked_record

Floats = npt.NDArray[np.float64]

STRONGEST = 1e12


@dataclass(frozen=True)
class BetaPrior:
    """Reply rates across mentors as Beta(a, b).

    Raises InvalidPriorError unless both are numbers above 0, of at most 1e12.
    """

    a: float
    b: float

    def __post_init__(self) -> None:
        for name in ("a", "b"):
            value = getattr(self, name)
            if not (is_amount(value) and 0 < value <= STRONGEST):
                raise InvalidPriorError(
                    f"{name} of a prior must be a number above 0 and at most {STRONGEST:.0e}, "
                    f"not {shown(value)}"
                )

    @property
    def strength(self) -> float:
        """How many requests the prior weighs as much as."""
        return self.a + self.b

    @property
    def mean(self) -> float:
        """The reply rate expected of a mentor nobody has written to yet."""
        return self.a / self.strength


FIRST_WEEKS = BetaPrior(1.2, 1.8)
"""Used until there are enough mentors with a record to fit a prior, and what fits start from."""

FEWEST_MENTORS = 20
SPREAD_OF_LOG_STRENGTH = 1.0
"""Before any record the strength is 3, and with chance .68 between 3 / e and 3 e (1.1 to 8.2)."""


def fit_prior(replies: npt.ArrayLike, requests: npt.ArrayLike) -> BetaPrior:
    """Beta(a, b) that is most likely after the mentors' records (beta-binomial).

    `replies` (S) and `requests` (N) have shape (n,) and are whole counts. Sums of weights by age
    vary less than counts do: by them mentors seem alike, and the prior outweighs every record.
    With fewer than 20 mentors with a request, `FIRST_WEEKS` is returned.
    Equal records are counted once, so it costs the same for any n.

    Few short records hardly tell mentors who are alike from mentors who are not: by likelihood
    alone the strength a + b may be without end, and no record would count any more. So mean and
    strength have distributions themselves: the mean weighs as one request would, answered as
    often as in `FIRST_WEEKS`; the logarithm of the strength is normal around that of
    `FIRST_WEEKS`. The mode is taken over the logit of the mean and the logarithm of the strength.
    With many records both hardly matter.

    Source: Gelman, Carlin, Stern, Dunson, Vehtari and Rubin, Bayesian Data Analysis, 3rd ed.
    (2013), 5.3, for the model and its two coordinates; Chung, Rabe-Hesketh, Dorie, Gelman and
    Liu, "A nondegenerate penalized likelihood estimator for variance parameters in multilevel
    models", Psychometrika 78 (2013), for a mode that stays off the edge.
    Raises InvalidRecordError.

    >>> round(fit_prior([1] * 25, [2] * 25).strength)  # alike so far, but of few requests
    15
    """
    S, N = checked_record(replies, requests)
    if np.any(S % 1) or np.any(N % 1):
        raise InvalidRecordError("a prior is fitted to whole counts, not to weights by age")
    asked = N > 0
    if np.count_nonzero(asked) < FEWEST_MENTORS:
        return FIRST_WEEKS
    records, times = np.unique(np.column_stack([S[asked], N[asked]]), axis=0, return_counts=True)
    S, N = records.T

    def surprise(place: Floats) -> float:
        a, b = _parameters(place)
        likelihood = np.sum(times * (betaln(a + S, b + N - S) - betaln(a, b)))
        return -float(likelihood + _usual(place))

    a, b = _parameters(minimize(surprise, _place_of(FIRST_WEEKS), method="Nelder-Mead").x)
    return BetaPrior(float(a), float(b))


def _place_of(prior: BetaPrior) -> Floats:
    """The logit of the mean and the logarithm of the strength."""
    return np.array([logit(prior.mean), np.log(prior.strength)])


def _parameters(place: Floats) -> Floats:
    """a and b."""
    mean, log_strength = place
    return np.asarray(np.exp(log_strength + log_expit([mean, -mean])))


def _usual(place: Floats) -> float:
    """The logarithm of how likely a place is before any record, but for a constant."""
    mean, log_strength = place
    usual = FIRST_WEEKS.mean
    of_mean = usual * log_expit(mean) + (1.0 - usual) * log_expit(-mean)
    away = (log_strength - np.log(FIRST_WEEKS.strength)) / SPREAD_OF_LOG_STRENGTH
    return float(of_mean - away**2 / 2.0)
