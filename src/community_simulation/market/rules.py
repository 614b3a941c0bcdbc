"""The ranking rules under comparison. Each gives every entrepreneur a list of mentors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from community_simulation.market.capacity import CapacityMarket, Singles
from mentor_matching.congestion.free_place import free_place_chance

Lists = npt.NDArray[np.int64]
Rule = Callable[[CapacityMarket, int, np.random.Generator], Lists]
"""Takes the market, the length of the lists and a generator; gives mentors (n, length)."""

BLOCK = 64
LOOKS_AT_LOAD = 256
"""Entrepreneurs per block, at most, and looks at the load per market, at least."""


def top(scores: Singles, length: int) -> Lists:
    """The columns of the `length` highest scores (n, m) of each row, best first."""
    length = min(length, scores.shape[1])
    if length == 0 or scores.shape[0] == 0:
        return np.empty((scores.shape[0], length), np.int64)
    best = np.argpartition(scores, -length, axis=1)[:, -length:]
    order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
    return np.take_along_axis(best, order, axis=1)


def popularity(market: CapacityMarket, length: int, rng: np.random.Generator) -> Lists:
    """Everybody sees the mentors whom most people like."""
    n = market.f.shape[0]
    liked = market.f.sum(axis=0, dtype=np.float64)[None, :].astype(np.float32)
    return np.repeat(top(liked, length), n, axis=0)


def own_preference(market: CapacityMarket, length: int, rng: np.random.Generator) -> Lists:
    """Everybody sees whom they would like best: f."""
    return _by_blocks(market, length, lambda rows: market.f[rows])


def reciprocal(market: CapacityMarket, length: int, rng: np.random.Generator) -> Lists:
    """Liking on both sides: f g."""
    return _by_blocks(market, length, lambda rows: market.f[rows] * market.g[rows])


def load_aware(market: CapacityMarket, length: int, rng: np.random.Generator) -> Lists:
    """f g pi: also whether the mentor still has a place, given what is on the way.

    Entrepreneurs arrive in random order. The expected load of a mentor grows by f g / rank
    each time the mentor is shown, and is read again for every block of arrivals.
    """
    n, m = market.f.shape
    lists = np.empty((n, min(length, m)), np.int64)
    load = np.zeros(m)
    seen = 1.0 / np.arange(1.0, lists.shape[1] + 1.0)
    order = rng.permutation(n)
    block = min(BLOCK, max(1, n // LOOKS_AT_LOAD))
    for start in range(0, n, block):
        rows = order[start : start + block]
        wanted = market.f[rows] * market.g[rows]
        lists[rows] = top(wanted * _room(market, load), length)
        expected = np.take_along_axis(wanted, lists[rows], axis=1) * seen
        load += np.bincount(lists[rows].ravel(), expected.ravel(), minlength=m)
    return lists


def _by_blocks(market: CapacityMarket, length: int, scores: Callable[[slice], Singles]) -> Lists:
    n, m = market.f.shape
    lists = np.empty((n, min(length, m)), np.int64)
    for start in range(0, n, BLOCK):
        rows = slice(start, start + BLOCK)
        lists[rows] = top(scores(rows), length)
    return lists


def _room(market: CapacityMarket, load: npt.NDArray[np.float64]) -> Singles:
    return free_place_chance(market.places, load).astype(np.float32)
