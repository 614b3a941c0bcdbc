"""A few mentors for one person, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.congestion.loads import LoadReader, Loads
from mentor_matching.errors import InvalidSeekerError
from mentor_matching.index.bits import Rows
from mentor_matching.index.columns import Integers
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.evidence import evidence_for
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.scoring import score_rows
from mentor_matching.ranking.search import best_rows
from mentor_matching.ranking.seeker import Seeker
from mentor_matching.ranking.spread import newcomer_places, spread
from mentor_matching.reasons.explain import reasons_from
from mentor_matching.reasons.reason import Reason
from mentor_matching.scores.score import Scores

FINALISTS = 40


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
    """Up to `limit` mentors for `seeker`, best score first; see `why_nobody` when empty.

    Hard rules first; then score = f g pi. The finalists' loads are read again with `loads`
    (the index's own without it), so a mentor who filled up since is not shown. One place
    of five goes to a mentor with fewer than 5 requests, at most 2 to one employer.

    Raises UnknownAreaError, InvalidLoadError, InvalidSeekerError for a limit below 0.
    """
    if limit < 0:
        raise InvalidSeekerError("the limit must be at least 0")
    query = Query.of(seeker, index.codes)
    count = FINALISTS
    while True:
        best = best_rows(index, query, count)
        n_fresh = count // 4
        fresh = best[index.newcomer[best]]
        if len(best) == count and len(fresh) < n_fresh:  # otherwise these are the best newcomers
            fresh = best_rows(index, query, n_fresh, newcomers=True)
        finalists = _ranked(index, query, np.union1d(best, fresh), loads)
        employers = index.columns.employer[finalists.rows].tolist()
        newcomer = index.newcomer[finalists.rows].tolist()
        chosen = spread(employers, newcomer, limit)
        missing = newcomer_places(limit) - sum(newcomer[i] for i in chosen)
        more_to_read = len(chosen) < limit and len(best) == count
        if not (more_to_read or (missing > 0 and len(fresh) >= n_fresh)):
            return tuple(_suggestion(index, query, finalists, i) for i in chosen)
        count *= 4


def _ranked(index: MentorIndex, query: Query, rows: Rows, loads: LoadReader | None) -> _Finalists:
    """The finalists with room by current loads, best score first, ties by mentor id."""
    c = index.columns
    now = Loads(c.free[rows], c.expected_load[rows]) if loads is None else loads(c.ids[rows])
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
