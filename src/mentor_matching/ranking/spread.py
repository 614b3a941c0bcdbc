"""Who of the best-scored takes the few places, so that they help with what is needed most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_PER_EMPLOYER = 2
PLACES_PER_NEWCOMER = 5
LEAST_OF_THE_BEST = 0.75
"""A mentor fits whose score is at least this share of the best one's, newcomers included."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the choice looks at; `employer` is 0 for none, `covers` has numbers of needs from 0."""

    score: float
    employer: int = 0
    is_newcomer: bool = False
    covers: frozenset[int] = frozenset()


def newcomer_places(limit: int) -> int:
    """Places kept for mentors with fewer than 5 requests: one of five, rounded."""
    return round(limit / PLACES_PER_NEWCOMER)


def needs_covered(limit: int) -> int:
    """How many of the strongest needs the suggestions cover together: one for two places."""
    return (limit + 1) // 2


def spread(candidates: Sequence[Candidate], limit: int) -> tuple[int, ...]:
    """The positions chosen, of candidates given from best to worst.

    Each of the strongest needs is covered by somebody, the kept places go to newcomers, and the
    others to proven mentors who fit; only where these run out, to the best of the rest. Proven
    mentors who fit come first. At most 2 share an employer.
    """
    proven = _proven_who_fit(candidates)
    newcomers = [i for i, c in enumerate(candidates) if c.is_newcomer]
    chosen = _covering(candidates, limit)
    kept = newcomer_places(limit) - _newcomers(candidates, chosen)
    chosen = _filled(candidates, newcomers, min(limit, len(chosen) + kept), chosen)
    chosen = _filled(candidates, proven, limit, chosen)
    chosen = _filled(candidates, range(len(candidates)), limit, chosen)
    first = frozenset(proven)
    return tuple(sorted(chosen, key=lambda i: (i not in first, i)))


def fill_places(employers: Iterable[int], limit: int) -> bool:
    """Whether the best of a kind are enough for all places, whoever takes the others.

    `employers` holds theirs, 0 for none. At most 2 of one employer count: a choice passes over
    those chosen already and over employers who have 2 seats, of whom at most 2 count here; so
    among the first `limit` who count is one whom it may take.
    """
    of_each = Counter(employers)
    n_alone = of_each.pop(0, 0)
    return n_alone + sum(min(n, MOST_PER_EMPLOYER) for n in of_each.values()) >= limit


def have_a_seat(employers: Iterable[int], limit: int) -> bool:
    """Whether one of those who cover a need may be chosen, whoever covers the other needs.

    One is of no employer (0), or of one whom those chosen for the needs before cannot fill.
    """
    different = set(employers)
    full = (needs_covered(limit) - 1) // MOST_PER_EMPLOYER
    return 0 in different or len(different) > full


def _proven_who_fit(candidates: Sequence[Candidate]) -> list[int]:
    least = LEAST_OF_THE_BEST * candidates[0].score if candidates else 0.0
    return [i for i, c in enumerate(candidates) if not c.is_newcomer and c.score >= least]


def _newcomers(candidates: Sequence[Candidate], chosen: Iterable[int]) -> int:
    return sum(candidates[i].is_newcomer for i in chosen)


def _covering(candidates: Sequence[Candidate], limit: int) -> tuple[int, ...]:
    """For each of the strongest needs the best proven mentor, or else the best newcomer.

    Past the first need newcomers take no more than their places.
    """
    chosen: tuple[int, ...] = ()
    coverable = frozenset[int]().union(*(c.covers for c in candidates))
    for need in sorted(need for need in coverable if need < needs_covered(limit)):
        if any(need in candidates[i].covers for i in chosen):
            continue
        found = [i for i, c in enumerate(candidates) if need in c.covers]
        found.sort(key=lambda i: (candidates[i].is_newcomer, i))
        if need and _newcomers(candidates, chosen) >= newcomer_places(limit):
            found = [i for i in found if not candidates[i].is_newcomer]
        chosen = _filled(candidates, found, len(chosen) + 1, chosen)
    return chosen


def _filled(
    candidates: Sequence[Candidate], offered: Iterable[int], upto: int, taken: tuple[int, ...]
) -> tuple[int, ...]:
    """Those taken, and of those offered the first ones that may be, `upto` in all."""
    chosen = dict.fromkeys(taken)
    seats = Counter(candidates[i].employer for i in taken)
    for i in offered:
        if len(chosen) >= upto:
            break
        employer = candidates[i].employer
        if i not in chosen and (employer == 0 or seats[employer] < MOST_PER_EMPLOYER):
            chosen[i] = None
            seats[employer] += 1
    return tuple(chosen)
