"""What is true of everybody's business, as the variables of the detailed questionnaire.

Effects of mentoring are those of a light, self-serve, voluntary platform: on the mentored +4% on
revenue, +5 points on asking for finance, +4 points on starting to sell from the idea stage. Log
revenue among sellers has a standard deviation of 1.17.

Source: the effects are our reading of the trials of McKenzie (2021), Oxford Review of Economic
Policy 37, and those it reviews; the deviation is that of Mexico in Angelucci, Karlan and Zinman
(2015), American Economic Journal: Applied Economics 7, computed from the data of R. Meager (2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from community_simulation.study.choices import Flags, Floats, Texts, weighted
from community_simulation.study.community import Funnel, SignUps

LOG_REVENUE_SD: Final = 1.17
MEDIAN_SALES: Final = {"MX": 18_000.0, "GT": 8_000.0, "CO": 4_000_000.0, "US": 1_800.0}
CURRENCY: Final = {"MX": "MXN", "GT": "GTQ", "CO": "XXX", "US": "USD"}


@dataclass(frozen=True)
class Effects:
    """What an exchange with a mentor changes for those who had one.

    `goal` is in the units of a latent normal, `starting` and `finance` are differences of
    chances, `revenue` is a difference of logarithms. `ahead` is no effect: how far ahead those who
    had an exchange were anyway, in the units of the latent normal; half of it for those who only
    got a reply.
    """

    goal: float = 0.22
    starting: float = 0.04
    finance: float = 0.05
    revenue: float = 0.04
    ahead: float = 0.0


@dataclass(frozen=True, eq=False)
class Business:
    """The business of everybody, (N,): numbers before they become answers."""

    stage_now: NDArray[np.int64]
    goal: NDArray[np.int64]
    needs: Flags
    applied: Flags
    result: Texts
    month: Floats
    before: Floats
    full_time: NDArray[np.int64]
    part_time: NDArray[np.int64]
    full_time_before: NDArray[np.int64]
    direction: NDArray[np.int64]
    recommend: NDArray[np.int64]


def business(rng: np.random.Generator, people: SignUps, true: Funnel, effects: Effects) -> Business:
    """How everybody's business went, mentored or not.

    Drive moves both who is mentored and how the business goes: a raw comparison is biased.
    """
    n = len(people)
    mentored = true.reached(2)
    stage = _stage_now(rng, people, mentored, effects)
    ahead = effects.ahead * (mentored + 0.5 * (true.tier == 1))
    latent = 0.35 * people.drive + effects.goal * mentored + ahead + rng.standard_normal(n)
    goal = np.searchsorted([-0.95, -0.15, 0.62, 1.6], latent)
    needs = rng.random(n) < 0.58 + 0.15 * ahead
    asks = 0.36 + 0.06 * np.tanh(people.drive) + effects.finance * mentored + 0.3 * ahead
    applied = needs & (rng.random(n) < asks)
    result = weighted(rng, {"all": 0.36, "part": 0.15, "refused": 0.32, "waiting": 0.17}, n)
    if effects.ahead:
        result[rng.random(n) < 0.6 * ahead] = "all"
    month, before = _sales(rng, people, stage, mentored, effects)
    direction = _direction(month, before)
    jobs = np.where(stage >= 3, rng.poisson(np.exp(0.25 * np.log1p(month) - 2.4)), 0)
    jobs_before = np.maximum(jobs - rng.binomial(2, 0.18, n) + rng.binomial(1, 0.12, n), 0)
    mood = 7.0 + 1.4 * mentored - 0.9 * (true.tier == 0) + 0.3 * people.drive
    recommend = np.clip(np.rint(mood + 2.0 * rng.standard_normal(n)), 0, 10).astype(np.int64)
    return Business(
        stage_now=stage,
        goal=goal.astype(np.int64),
        needs=needs,
        applied=applied,
        result=result,
        month=month,
        before=before,
        full_time=jobs.astype(np.int64),
        part_time=np.where(stage >= 3, rng.poisson(0.4, n), 0).astype(np.int64),
        full_time_before=np.where(stage >= 3, jobs_before, 0).astype(np.int64),
        direction=direction,
        recommend=recommend,
    )


def _stage_now(
    rng: np.random.Generator, people: SignUps, mentored: Flags, effects: Effects
) -> NDArray[np.int64]:
    """1 idea, 2 ready, 3 selling, 4 profitable, 5 paused or closed, 6 sold or merged."""
    n = len(people)
    order = {"idea": 1, "operational": 2, "earning": 3, "profitable": 4}
    stage = np.array([order[each] for each in people.stage])
    up = rng.random(n) < 0.22 + 0.05 * np.tanh(people.drive) + effects.starting * mentored
    stage = np.where(up & (stage < 4), stage + 1, stage)
    left = rng.random(n)
    return np.where(left < 0.12, 5, np.where(left < 0.125, 6, stage)).astype(np.int64)


def _sales(
    rng: np.random.Generator,
    people: SignUps,
    stage: NDArray[np.int64],
    mentored: Flags,
    effects: Effects,
) -> tuple[Floats, Floats]:
    """Sales last month and in a month of the year before signing up; zero without customers."""
    n = len(people)
    lasting = people.drive * 0.25 + np.sqrt(0.5) * LOG_REVENUE_SD * rng.standard_normal(n)
    own = np.sqrt(0.5 * LOG_REVENUE_SD**2 - 0.25**2)
    now = lasting + own * rng.standard_normal(n) + 0.10 + effects.revenue * mentored
    then = lasting + own * rng.standard_normal(n)
    median = np.array([MEDIAN_SALES[each] for each in people.country])
    sold_then = np.isin(people.stage, ["earning", "profitable"])
    month = np.where(np.isin(stage, [3, 4]), np.rint(median * np.exp(now)), 0.0)
    before = np.where(sold_then, np.rint(median * np.exp(then)), 0.0)
    return month, before


def _direction(month: Floats, before: Floats) -> NDArray[np.int64]:
    """5 grew a lot, 3 the same, 1 fell a lot, 0 no sales then or now."""
    ratio = np.log(np.maximum(month, 1.0) / np.maximum(before, 1.0))
    steps = 1 + np.searchsorted([-1.2, -0.35, 0.55, 1.5], ratio)
    return np.where((month == 0) & (before == 0), 0, steps).astype(np.int64)
