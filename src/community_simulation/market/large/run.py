"""A large market played to the end, in one process or shared out over an executor."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from community_simulation.market.large.ranking import Ranked, rank_block
from community_simulation.market.large.setting import (
    Integers,
    LargeSetting,
    Singles,
    large_mentors,
)
from community_simulation.market.week import first_come
from mentor_matching.congestion.free_place import free_place_chance

Floats = npt.NDArray[np.float64]

BLOCKS_IN_FLIGHT = 4
"""Blocks being ranked at once: 1.6% of the people at most, 0.8% of a million.

Two for each of two processes, so that none waits for its next one.
"""


@dataclass
class _Tally:
    """What happened so far; `free` (m,) are the places left, `load` (m,) what is expected.

    `brought` holds what each of the last blocks added to the load.
    """

    free: Integers
    load: Floats
    brought: deque[Floats] = field(default_factory=lambda: deque(maxlen=BLOCKS_IN_FLIGHT - 1))
    served: int = 0
    requests: int = 0

    def play(self, setting: LargeSetting, block: int, ranked: Ranked) -> None:
        """Let the people of a block look at their lists, write, and be accepted or not."""
        rng = np.random.default_rng([setting.seed, 2, block])
        reply = large_mentors(setting).reply
        person, rank = np.nonzero(ranked.mentors >= 0)
        mentor = ranked.mentors[person, rank]
        writes = ranked.interest[person, rank] / (rank + 1.0)
        brought = np.bincount(mentor, writes * reply[mentor], minlength=len(self.load))
        self.brought.append(np.asarray(brought, dtype=np.float64))
        self.load += self.brought[-1]
        sent = rng.random(len(mentor)) < writes
        wanted = np.flatnonzero(sent & (rng.random(len(mentor)) < reply[mentor]))
        arrival = rng.permutation(wanted)
        taken = arrival[first_come(mentor[arrival], self.free)]
        self.free -= np.bincount(mentor[taken], minlength=len(self.free))
        self.served += len(np.unique(person[taken]))
        self.requests += int(np.count_nonzero(sent))

    def room(self, places: Integers) -> Singles:
        """The chance of a free place (m,) once the blocks in flight are played too.

        Their lists are not known; they are taken to weigh what as many before them did.
        """
        return free_place_chance(places, sum(self.brought, self.load)).astype(np.float32)


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
    """Rank and play every block in order; `executor` shares out the ranking.

    Any `concurrent.futures.Executor` will do, also `distributed.Client(...).get_executor()`.
    A block is ranked with the loads of all but the few before it that are still in flight, and
    draws its own chances, so the result is the same however many processes there are and
    whichever is first. With `by_load` False the ranking is by f g alone.
    """
    places = large_mentors(setting).places
    tally = _Tally(places.copy(), np.zeros(len(places)))
    anywhere = np.ones(len(places), np.float32)
    submit = _at_once if executor is None else executor.submit
    flying: deque[Future[Ranked]] = deque()
    for block in range(setting.n_blocks + BLOCKS_IN_FLIGHT):
        played = block - BLOCKS_IN_FLIGHT
        if played >= 0:
            tally.play(setting, played, flying.popleft().result())
            progress(played + 1, setting.n_blocks)
        if block < setting.n_blocks:
            room = tally.room(places) if by_load else anywhere
            flying.append(submit(rank_block, setting, block, room))
    return _result(setting, places, tally)


def _at_once(task: Callable[..., Ranked], *arguments: object) -> Future[Ranked]:
    """Do a task here and now, in the manner of an executor."""
    done: Future[Ranked] = Future()
    done.set_result(task(*arguments))
    return done


def _result(setting: LargeSetting, places: Integers, tally: _Tally) -> LargeResult:
    matches = int((places - tally.free).sum())
    return LargeResult(
        matches=matches,
        of_capacity=matches / int(places.sum()),
        served=tally.served / setting.n_people,
        reply_rate=matches / max(tally.requests, 1),
        idle=float(np.mean(tally.free == places)),
    )
