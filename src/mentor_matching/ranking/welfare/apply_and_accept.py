"""Rankings for a market where one side applies and the other reads applications in order.

Su, Bayoumi and Joachims, "Optimizing Rankings for Recommendation in Matching Markets", WWW 2022.
Candidate c looks at rank k of their list with chance v(k) and then applies to job j with chance
f[c, j]; the employer sorts the applications by g and accepts the r-th with chance g[c, j] v(r).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlogy

from mentor_matching.checks import whole
from mentor_matching.errors import InvalidMarketError
from mentor_matching.ranking.welfare.examination import Examination, examined, list_examination
from mentor_matching.ranking.welfare.exposure import checked_probabilities, ranked_exposure

Floats = npt.NDArray[np.float64]

ITERATIONS = 80
GRID = 20
"""Points per unit of expected competition at which attention is tabulated."""


def optimal_exposure(
    f: npt.ArrayLike, g: npt.ArrayLike, v: Examination, *, iterations: int = ITERATIONS
) -> Floats:
    """Exposure (C, J) of jobs to candidates that maximises expected accepted applications.

    `f` and `g` (C, J) are the chances of applying and accepting. Frank-Wolfe on the exposure
    matrix: each step ranks by the gradient. The number of better applicants is taken as
    Poisson, whose attention E v(1 + Poisson(L)) is smooth in the expected number L. The result is
    a mixture of `iterations` rankings and therefore feasible. Cost per step O(C J log J).

    Raises InvalidMarketError, also for fewer than one iteration.
    """
    iterations = whole("iterations", iterations, 1, InvalidMarketError)
    f, g = checked_probabilities(f, g)
    if f.shape != g.shape:
        raise InvalidMarketError(f"f has shape {f.shape} but g {g.shape}")
    if f.size == 0:
        return np.zeros(f.shape)
    n_candidates, n_jobs = f.shape
    by_preference = np.argsort(-g.T, axis=1, kind="stable")
    back = np.argsort(by_preference, axis=1)
    sorted_g = np.take_along_axis(g.T, by_preference, axis=1)
    attention, slope = _attention(v, n_candidates)
    examination = list_examination(v, n_jobs)
    exposure = ranked_exposure(f * g, examination)
    for step in range(1, iterations + 1):
        x = np.take_along_axis((f * exposure).T, by_preference, axis=1)
        better = np.cumsum(x, axis=1) - x
        at = np.minimum((better * GRID + 0.5).astype(np.int64), len(attention) - 1)
        # What the applicant takes from all who rank below.
        crowding = _sum_after(x * sorted_g * slope[at])
        gain = sorted_g * attention[at] + crowding
        weight = f * np.take_along_axis(gain, back, axis=1).T
        exposure += 2.0 / (step + 2.0) * (ranked_exposure(weight, examination) - exposure)
    return exposure


def expected_accepted(
    f: npt.ArrayLike, g: npt.ArrayLike, exposure: npt.ArrayLike, v: Examination
) -> float:
    """The exact expected number of accepted applications under `exposure` (C, J).

    Candidates act independently, so the better applicants of each job are Poisson-binomial;
    its distribution is built up applicant by applicant, O(C^2 J). Raises InvalidMarketError.
    """
    f, g, shown = checked_probabilities(f, g, exposure)
    if not f.shape == g.shape == shown.shape:
        raise InvalidMarketError(
            f"f has shape {f.shape}, g {g.shape} and exposure {shown.shape}: they must be the same"
        )
    n_candidates, n_jobs = f.shape
    order = np.argsort(-g, axis=0, kind="stable")
    applies = np.take_along_axis(f * shown, order, axis=0)[:, :, None]
    wanted = np.take_along_axis(g, order, axis=0)
    attention = list_examination(v, n_candidates + 1)
    ahead = np.zeros((n_jobs, n_candidates + 1))
    ahead[:, 0] = 1.0
    accepted = 0.0
    for p, chance in zip(applies, wanted, strict=True):
        accepted += float(p[:, 0] @ (chance * (ahead @ attention)))
        ahead[:, 1:] = ahead[:, 1:] * (1.0 - p) + ahead[:, :-1] * p
        ahead[:, :1] *= 1.0 - p
    return accepted


def _attention(v: Examination, most: int) -> tuple[Floats, Floats]:
    """E v(1 + Poisson(L)) on a grid of L from 0 to `most`, and its slope."""
    L = np.linspace(0.0, most, most * GRID + 1)[:, None]
    others = np.arange(most + 10.0 * np.sqrt(most) + 10.0)
    chance = np.exp(xlogy(others, L) - L - gammaln(others + 1.0))
    expected = chance @ examined(v, others + 1.0)
    return expected, np.gradient(expected, 1.0 / GRID)


def _sum_after(values: Floats) -> Floats:
    return np.asarray(values.sum(axis=1, keepdims=True) - np.cumsum(values, axis=1))
