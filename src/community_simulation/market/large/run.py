"""A large market played to the end, in one process or shared out over an executor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from community_simulation.market.large.ranking import Ranked, rank_block
from community_simulation.market.large.setting import Integers, LargeSetting, large_mentors
from community_simulation.market.week import first_come
from mentor_matching.congestion.free_place import free_place_chance

Floats = npt.NDArray[np.float64]

BLOCKS_A_ROUND = 4
"""Blocks ranked with the same loads: 1.6% of the people at most, 0.8% of a million."""


@dataclass
class _Tally:
    """What happened so far; `free` (m,) are the places left, `load` (m,) what is expected."""

    free: Integers
    load: Floats
    served: int = 0
    requests: int = 0

    def play(self, setting: LargeSetting, block: int, ranked: Ranked) -> None:
        """Let the people of a block look at their lists, write, and be accepted or not."""
        rng = np.random.default_rng([setting.seed, 2, block])
        reply = large_mentors(setting).reply
        person, rank = np.nonzero(ranked.mentors >= 0)
        mentor = ranked.mentors[person, rank]
        writes = ranked.interest[person, rank] / (rank + 1.0)
        self.load += np.bincount(mentor, writes * reply[mentor], minlength=len(self.load))
        sent = rng.random(len(mentor)) < writes
        wanted = np.flatnonzero(sent & (rng.random(len(mentor)) < reply[mentor]))
        arrival = rng.permutation(wanted)
        taken = arrival[first_come(mentor[arrival], self.free)]
        self.free -= np.bincount(mentor[taken], minlength=len(self.free))
        self.served += len(np.unique(person[taken]))
        self.requests += int(np.count_nonzero(sent))


@dataclass(frozen=True)
class LargeResult:
    """Matches, and the shares of places taken, people served, requests accepted, idle mentors."""

    matches: int
    of_capacity: float
    served: float
    reply_rate: float
    idle: float


def run_large(
    setting: LargeSetting,
    *,
    by_load: bool = True,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> LargeResult:
    """Rank and play every block; `executor` shares out the ranking of each round.

    Any `concurrent.futures.Executor` will do, also `distributed.Client(...).get_executor()`.
    The blocks of a round see the same loads and draw their own chances, so the result is the
    same however many processes there are. With `by_load` False the ranking is by f g alone.
    """
    places = large_mentors(setting).places
    tally = _Tally(places.copy(), np.zeros(len(places)))
    blocks = setting.n_blocks
    for first in range(0, blocks, BLOCKS_A_ROUND):
        numbers = range(first, min(first + BLOCKS_A_ROUND, blocks))
        room = free_place_chance(places, tally.load) if by_load else np.ones(len(places))
        task = partial(rank_block, setting, room=room.astype(np.float32))
        ranked = map(task, numbers) if executor is None else executor.map(task, numbers)
        for number, lists in zip(numbers, ranked, strict=True):
            tally.play(setting, number, lists)
        progress(numbers[-1] + 1, blocks)
    return _result(setting, places, tally)


def _result(setting: LargeSetting, places: Integers, tally: _Tally) -> LargeResult:
    matches = int((places - tally.free).sum())
    return LargeResult(
        matches=matches,
        of_capacity=matches / int(places.sum()),
        served=tally.served / setting.n_people,
        reply_rate=matches / max(tally.requests, 1),
        idle=float(np.mean(tally.free == places)),
    )
