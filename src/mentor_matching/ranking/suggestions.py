"""A few mentors for one person, with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral

import numpy as np

from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.congestion.loads import LoadReader, Loads, read_loads
from mentor_matching.errors import InvalidSeekerError
from mentor_matching.index.bits import Flags, Rows, has
from mentor_matching.index.columns import Integers
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.evidence import evidence_for
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.scoring import score_rows
from mentor_matching.ranking.search import best_rows
from mentor_matching.ranking.seeker import Seeker
from mentor_matching.ranking.spread import (
    MOST_PER_EMPLOYER,
    PLACES_PER_NEWCOMER,
    Candidate,
    fill_places,
    have_a_seat,
    needs_covered,
    newcomer_places,
    spread,
    wants_proven,
)
from mentor_matching.reasons.explain import reasons_from
from mentor_matching.reasons.reason import Reason
from mentor_matching.scores.score import Scores

FINALISTS = 40
SHARE_OF_A_NEED = 10
"""One of so many finalists covers a certain need: some may have filled up since."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One mentor to show: the score, its factors f, g and pi, and why."""

    mentor_id: int
    score: float
    interest: float
    acceptance: float
    room: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Finalists:
    rows: Rows
    scores: Scores
    free: Integers


def suggest(
    index: MentorIndex, seeker: Seeker, *, loads: LoadReader | None = None, limit: int = 5
) -> tuple[Suggestion, ...]:
    """Up to `limit` mentors for `seeker`, the best first; see `why_nobody` when empty.

    Hard rules first; then score = f g pi. The finalists' loads are read again with `loads`
    (the index's own without it), so a mentor who filled up since is not shown. Together
    they cover the strongest needs. One place of five goes to a mentor with fewer than 5 requests,
    the others to those with more who fit, who come first; at most 2 to one employer.

    Raises UnknownAreaError, InvalidLoadError, InvalidSeekerError unless the limit is a whole
    number of at least 0.
    """
    if not isinstance(limit, Integral) or limit < 0:
        raise InvalidSeekerError("limit must be a whole number of at least 0")
    query = Query.of(seeker, index.codes)
    # More places than these change nothing, and nothing may cost by places that stay empty.
    limit = min(int(limit), PLACES_PER_NEWCOMER * len(index))
    count = max(FINALISTS, min(limit, len(index)) + 1)
    while True:
        best = best_rows(index, query, count)
        fresh, proven = (_of_kind(index, query, best, count, kind, limit) for kind in (True, False))
        covering = _covering(index, query, best, count, limit)
        rows = np.unique(np.concatenate([fresh, proven, *covering]))
        finalists = _ranked(index, query, rows, loads)
        candidates = _candidates(index, query, finalists, needs_covered(limit))
        chosen = spread(candidates, limit)
        missing = newcomer_places(limit) - sum(candidates[i].is_newcomer for i in chosen)
        # Whoever filled up since the index was made leaves a gap that others may have to fill.
        more_to_read = len(finalists.rows) < len(rows) and (
            (len(chosen) < limit and len(best) == count)
            or (missing > 0 and len(fresh) >= count // 4)
            or (len(proven) >= count // 4 and wants_proven(candidates, chosen, limit))
        )
        if not more_to_read:
            return tuple(_suggestion(index, query, finalists, i) for i in chosen)
        count *= 4


def _of_kind(
    index: MentorIndex, query: Query, best: Rows, count: int, newcomers: bool, limit: int
) -> Rows:
    """The best newcomers or proven mentors: those among the `count` best, if they are enough.

    No more of them than are needed: the places and loads of each are read again.
    """
    found: Rows = best[index.newcomer[best] == newcomers]
    if len(best) < count:
        return found
    employer = index.columns.employer
    if len(found) < count // 4:
        found = _best_of_kind(index, query, count // 4, newcomers)

    def are_enough(rows: Rows) -> bool:
        return fill_places(employer[rows].tolist(), limit)

    def others(known: Rows) -> Rows:
        full = _with_seats(employer[known], MOST_PER_EMPLOYER)
        return _best_of_kind(index, query, count // 4, newcomers, known=known, full=full)

    first = found[: count // 4]
    return first if are_enough(first) else _until(are_enough, found, others)


def _covering(index: MentorIndex, query: Query, best: Rows, count: int, limit: int) -> list[Rows]:
    """For each of the strongest needs who covers it: the best, or those of a search of its own."""
    if len(best) < count:
        return []
    employer = index.columns.employer

    def are_enough(rows: Rows) -> bool:
        return have_a_seat(employer[rows].tolist(), limit)

    def who_cover(area: int, newcomers: bool) -> Rows:
        def others(known: Rows) -> Rows:
            full = _with_seats(employer[known], 1)
            return _best_of_kind(index, query, count // 4, newcomers, area, known, full)

        among = best[index.newcomer[best] == newcomers]
        who: Rows = among[has(index.columns.areas, area, among)]
        first = who[: count // SHARE_OF_A_NEED]
        return first if are_enough(first) else _until(are_enough, who, others)

    found: list[Rows] = []
    for area in query.areas[: needs_covered(limit)]:
        found.append(who_cover(area, newcomers=False))
        if not are_enough(found[-1]):
            found.append(who_cover(area, newcomers=True))
    return found


def _until(are_enough: Callable[[Rows], bool], found: Rows, others: Callable[[Rows], Rows]) -> Rows:
    """Those found, and others searched for until they are enough or there are no more."""
    while not are_enough(found) and (more := others(found)).size:
        found = np.concatenate([found, more])
    return found


def _with_seats(employers: Integers, seats: int) -> Integers:
    """The employers of whom `seats` or more are among these."""
    different, n = np.unique(employers[employers != 0], return_counts=True)
    return different[n >= seats]


def _best_of_kind(
    index: MentorIndex,
    query: Query,
    count: int,
    newcomers: bool,
    area: int | None = None,
    known: Rows | None = None,
    full: Integers | None = None,
) -> Rows:
    """The best of a kind, who cover an area, but for those known and those of full employers."""

    def keep(rows: Rows) -> Flags:
        wanted: Flags = index.newcomer[rows] == newcomers
        if area is not None:
            wanted &= has(index.columns.areas, area, rows)
        if known is not None:
            wanted &= ~np.isin(rows, known)
        if full is not None:
            wanted &= ~np.isin(index.columns.employer[rows], full)
        return wanted

    return best_rows(index, query, count, newcomers=newcomers, keep=keep)


def _candidates(
    index: MentorIndex, query: Query, finalists: _Finalists, n_needs: int
) -> list[Candidate]:
    rows, columns = finalists.rows, index.columns
    covers = [has(columns.areas, area, rows).tolist() for area in query.areas[:n_needs]]
    return [
        Candidate(
            score, employer, newcomer, frozenset(need for need, c in enumerate(covers) if c[i])
        )
        for i, (score, employer, newcomer) in enumerate(
            zip(
                finalists.scores.total.tolist(),
                columns.employer[rows].tolist(),
                index.newcomer[rows].tolist(),
                strict=True,
            )
        )
    ]


def _ranked(index: MentorIndex, query: Query, rows: Rows, loads: LoadReader | None) -> _Finalists:
    """The finalists with room by current loads, best score first, ties by mentor id."""
    c = index.columns
    now = (
        Loads(c.free[rows].astype(np.int64), c.expected_load[rows])
        if loads is None
        else read_loads(loads, c.ids[rows])
    )
    scores = score_rows(index, query, rows, free_place_chance(now.free, now.expected_load))
    order = np.lexsort((c.ids[rows], -scores.total))
    order = order[scores.total[order] > 0.0]
    return _Finalists(rows[order], scores.take(order), now.free[order])


def _suggestion(index: MentorIndex, query: Query, finalists: _Finalists, i: int) -> Suggestion:
    row, scores = int(finalists.rows[i]), finalists.scores
    return Suggestion(
        mentor_id=int(index.columns.ids[row]),
        score=float(scores.total[i]),
        interest=float(scores.interest[i]),
        acceptance=float(scores.acceptance[i]),
        room=float(scores.room[i]),
        reasons=reasons_from(evidence_for(index, query, row, int(finalists.free[i]))),
    )
