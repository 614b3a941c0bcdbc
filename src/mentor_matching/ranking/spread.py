"""Who of the best-scored takes the few places: no employer twice over, newcomers get one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

MOST_PER_EMPLOYER = 2
PLACES_PER_NEWCOMER = 5


def newcomer_places(limit: int) -> int:
    """Places kept for mentors with fewer than 5 requests: one of five, rounded."""
    return round(limit / PLACES_PER_NEWCOMER)


def spread(employers: Sequence[int], newcomer: Sequence[bool], limit: int) -> tuple[int, ...]:
    """The positions chosen, best first, of candidates given from best to worst.

    `employers` holds each candidate's employer, 0 for none; at most 2 share one. If fewer
    newcomers than their places come up by score, the last places go to the next newcomers.
    """
    kept = newcomer_places(limit)
    chosen = _greedy(range(len(employers)), employers, limit, ())
    missing = kept - sum(newcomer[i] for i in chosen)
    if missing <= 0:
        return chosen
    fresh = [i for i, is_new in enumerate(newcomer) if is_new]
    reserved = _greedy(fresh, employers, kept, ())
    others = [i for i in range(len(employers)) if i not in reserved]
    return tuple(sorted(_greedy(others, employers, limit, reserved)))


def _greedy(
    candidates: Sequence[int], employers: Sequence[int], limit: int, taken: tuple[int, ...]
) -> tuple[int, ...]:
    chosen = list(taken)
    seats = Counter(employers[i] for i in taken)
    for i in candidates:
        if len(chosen) == limit:
            break
        if employers[i] == 0 or seats[employers[i]] < MOST_PER_EMPLOYER:
            chosen.append(i)
            seats[employers[i]] += 1
    return tuple(chosen)
