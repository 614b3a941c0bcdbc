"""What is expected of a mentor without a record: fitted with and without usual experience.

Per truth, number of mentors and requests to each: how often an 80% band holds the true rate of
mentors with 5 to 20 requests, the median strength of the prior, and how much worse the forecasts
of the mentors' own next replies are than with the true rates (Brier score, in thousandths). The
exit code is 1 if a band holds the truth in fewer than 70 of 100 cases.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betaincinv, betaln

from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior, fit_prior
from mentor_matching.forecast.reply_rate import reply_rates

SEED = 27
DRAWS = 100
LEAST_COVERAGE = 0.7
LONGER_RECORDS = (5, 8, 10, 20)
TRUTHS = {
    "Beta(1.2, 1.8)": (1.2, 1.8),
    "Beta(2, 8)": (2.0, 8.0),
    "Beta(6, 4)": (6.0, 4.0),
    "all .3": (3e6, 7e6),
}
Numbers = npt.NDArray[np.float64]


@dataclass
class Judged:
    """What the priors of one way to fit did, one value a draw."""

    covered: list[float] = field(default_factory=list)
    strength: list[float] = field(default_factory=list)
    excess: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Coverage, median strength and excess Brier score as cells."""
        excess = 1000.0 * float(np.mean(self.excess))
        return f"{np.mean(self.covered):.2f} | {np.median(self.strength):8,.1f} | {excess:5.2f}"


def main() -> int:
    print(f"seed {SEED}, {DRAWS} communities a row (12 of 2,000 mentors)\n")
    print("| truth | mentors | requests | likelihood: band | strength | Brier", end=" ")
    print("| ours: band | strength | Brier |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    worst = 1.0
    for name, truth in TRUTHS.items():
        rng = np.random.default_rng(SEED)
        for mentors in (20, 40, 200, 2000):
            for requests in (2, 5, 20):
                alone, ours = Judged(), Judged()
                for _ in range(DRAWS if mentors < 2000 else 12):
                    _judge(truth, mentors, requests, rng, alone, ours)
                worst = min(worst, float(np.mean(ours.covered)))
                print(f"| {name} | {mentors:5,} | {requests:2} | {alone.row()} | {ours.row()} |")
    print(f"\nthe least coverage of ours {worst:.2f}, limit {LEAST_COVERAGE}")
    return 0 if worst >= LEAST_COVERAGE else 1


def _judge(
    truth: tuple[float, float],
    mentors: int,
    requests: int,
    rng: np.random.Generator,
    alone: Judged,
    ours: Judged,
) -> None:
    rates = rng.beta(*truth, mentors)
    replies, asked = rng.binomial(requests, rates), np.full(mentors, requests)
    others = rng.beta(*truth, 200)
    of = rng.choice(LONGER_RECORDS, 200)
    answered = rng.binomial(of, others)
    for judged, prior in ((alone, _likeliest(replies, asked)), (ours, fit_prior(replies, asked))):
        a, b = prior.a + answered, prior.b + of - answered
        held = (betaincinv(a, b, 0.1) <= others) & (others <= betaincinv(a, b, 0.9))
        judged.covered.append(float(np.mean(held)))
        judged.strength.append(prior.strength)
        forecast = reply_rates(replies, asked, prior).mean
        judged.excess.append(float(np.mean((forecast - rates) ** 2)))


def _likeliest(replies: npt.NDArray[np.int64], asked: npt.NDArray[np.int64]) -> BetaPrior:
    """Maximum marginal likelihood alone, within .01 and 10,000."""
    records, times = np.unique(np.column_stack([replies, asked]), axis=0, return_counts=True)
    S, N = records.T.astype(np.float64)

    def surprise(log_ab: Numbers) -> float:
        a, b = np.exp(log_ab)
        return -float(np.sum(times * (betaln(a + S, b + N - S) - betaln(a, b))))

    limits = (np.log(1e-2), np.log(1e4))
    start = np.log([FIRST_WEEKS.a, FIRST_WEEKS.b])
    found = minimize(surprise, start, method="Nelder-Mead", bounds=[limits, limits])
    a, b = np.exp(found.x)
    return BetaPrior(float(a), float(b))


if __name__ == "__main__":
    sys.exit(main())
