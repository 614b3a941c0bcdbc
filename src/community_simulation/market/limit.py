"""The most matches any lists can bring in a capacity market: a certified upper bound."""

from __future__ import annotations

import numpy as np

from community_simulation.market.capacity import CapacityMarket
from community_simulation.market.rules import top
from mentor_matching.congestion.free_place import expected_matches, free_place_chance

STEPS = 60


def matches_limit(market: CapacityMarket, length: int, *, steps: int = STEPS) -> float:
    """An upper bound of sum_j E min(k_j, Poisson(L_j)) over all lists of `length`.

    The sum is concave in the expected loads L, and L is linear in the lists' exposure, so
    Frank-Wolfe's duality gap certifies the bound (Jaggi, ICML 2013). Poisson loads slightly
    undercount real ones, so a played week can exceed it by a few per cent.
    """
    wanted = market.f * market.g
    m = market.f.shape[1]
    seen = 1.0 / np.arange(1.0, min(length, m) + 1.0)
    load, bound = np.zeros(m), np.inf
    for step in range(steps):
        slope = free_place_chance(market.places, load)
        lists = top(wanted * slope.astype(np.float32), length)
        gained = np.take_along_axis(wanted, lists, axis=1) * seen
        best = np.bincount(lists.ravel(), gained.ravel(), minlength=m)
        value = float(expected_matches(market.places, load).sum())
        bound = min(bound, value + float(slope @ (best - load)))
        load += 2.0 / (step + 2.0) * (best - load)
    return bound
