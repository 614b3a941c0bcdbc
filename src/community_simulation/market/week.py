"""One week of a capacity market, played out: who looks, writes, is wanted and gets a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from community_simulation.market.capacity import CapacityMarket
from community_simulation.market.rules import Lists
from mentor_matching.congestion.concentration import gini

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """Means over the weeks played. Shares and rates lie in 0..1, NaN where nothing happened.

    `matches` are accepted requests, `served` the share of entrepreneurs with one at least,
    `reply_rate` matches per request, `idle` the share of mentors with places who got no
    match, `load_gini` the inequality of wanted requests per place.
    """

    matches: float
    of_capacity: float
    served: float
    reply_rate: float
    idle: float
    load_gini: float


def play(
    market: CapacityMarket, lists: Lists, rng: np.random.Generator, *, weeks: int = 1
) -> Outcome:
    """The mean outcome of `weeks` independent weeks in which people see `lists` (n, length).

    Rank k is looked at with chance 1/k; requests arrive in random order; a mentor takes those
    wanted until the places are gone, and the others hear nothing.
    """
    n, length = lists.shape
    rows = np.repeat(np.arange(n), length)
    mentors = lists.ravel()
    looked = np.tile(1.0 / np.arange(1.0, length + 1.0), n)
    writes = looked * market.f[rows, mentors]
    wants = market.g[rows, mentors]
    played = [_one_week(market, rows, mentors, writes, wants, rng) for _ in range(weeks)]
    return Outcome(*(float(mean) for mean in np.mean(played, axis=0)))


def _one_week(
    market: CapacityMarket,
    rows: npt.NDArray[np.int64],
    mentors: npt.NDArray[np.int64],
    writes: npt.NDArray[np.float64],
    wants: npt.NDArray[np.float32],
    rng: np.random.Generator,
) -> tuple[float, ...]:
    n, m = market.f.shape
    sent = rng.random(len(rows)) < writes
    wanted = np.flatnonzero(sent & (rng.random(len(rows)) < wants))
    arrival = rng.permutation(wanted)
    taken = arrival[first_come(mentors[arrival], market.places)]
    matched = np.bincount(mentors[taken], minlength=m)
    load = np.bincount(mentors[wanted], minlength=m)
    open_to = market.places > 0
    requests = np.count_nonzero(sent)
    return (
        len(taken),
        len(taken) / market.capacity if market.capacity else np.nan,
        len(np.unique(rows[taken])) / n if n else np.nan,
        len(taken) / requests if requests else np.nan,
        float(np.mean(matched[open_to] == 0)) if open_to.any() else np.nan,
        gini(load[open_to] / market.places[open_to]),
    )


def first_come(mentors: npt.NDArray[np.int64], places: npt.NDArray[np.int64]) -> Flags:
    """Which requests (r,), in order of arrival, find a place with their mentor."""
    by_mentor = np.argsort(mentors, kind="stable")
    grouped = mentors[by_mentor]
    position = np.arange(len(grouped)) - np.searchsorted(grouped, grouped)
    taken = np.empty(len(mentors), np.bool_)
    taken[by_mentor] = position < places[grouped]
    return taken
