"""A few mentors for one person, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mentor_matching.checks import refuse_other_than, whole
from mentor_matching.congestion.loads import LoadReader
from mentor_matching.errors import InvalidIndexError, InvalidSeekerError
from mentor_matching.index.bits import Rows, has
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.evidence import evidence_for
from mentor_matching.ranking.finalists import FinalistSearch
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.room_now import RoomNow
from mentor_matching.ranking.scoring import score_rows
from mentor_matching.ranking.seeker import Seeker
from mentor_matching.ranking.spread import PLACES_PER_NEWCOMER, Candidate, needs_covered, spread
from mentor_matching.reasons.explain import reasons_from
from mentor_matching.reasons.reason import Reason
from mentor_matching.scores.score import Scores

FINALISTS = 40
FURTHER = 4
"""How many times as many are looked at where somebody has less room than the index says."""


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
class _Choice:
    """The finalists with their scores, best first, and the positions of those to show."""

    room: RoomNow
    rows: Rows
    scores: Scores
    chosen: tuple[int, ...]

    def is_known(self) -> bool:
        """Whether the room was read of everybody it depends on.

        The others have no more room than the index says: less of it changes nothing for those
        chosen before them. The best of all says who fits, chosen or not.
        """
        decisive = sorted({*self.chosen, 0}) if self.rows.size else []
        return bool(self.room.knows(self.rows[decisive]).all())

    def unread(self) -> Rows:
        """The finalists whose room was not read."""
        return self.rows[~self.room.knows(self.rows)]


def suggest(
    index: MentorIndex, seeker: Seeker, *, loads: LoadReader | None = None, limit: int = 5
) -> tuple[Suggestion, ...]:
    """Up to `limit` mentors for `seeker`, the best first; see `why_nobody` when empty.

    Hard rules first; then score = f g pi. The finalists' loads are read again with `loads`
    (the index's own without it), and further ones where somebody has less room than the index
    says: those shown are those of an index of this moment, but for who has more room. Together
    they cover the strongest needs. One place of five goes to a mentor with fewer than 5 requests,
    the others to those with more who fit, who come first; at most 2 to one employer.

    Raises UnknownAreaError, InvalidLoadError, InvalidIndexError, and InvalidSeekerError for what is
    no Seeker and for a limit that is no whole number of at least 0.
    """
    refuse_other_than(MentorIndex, "index", index, InvalidIndexError)
    query = Query.of(seeker, index.codes)
    # More places than these change nothing, and nothing may cost by places that stay empty.
    limit = min(whole("limit", limit, 0, InvalidSeekerError), PLACES_PER_NEWCOMER * len(index))
    count = max(FINALISTS, min(limit, len(index)) + 1)
    choice = _chosen(index, query, RoomNow.unread(index), count, limit)
    while loads is not None and not choice.is_known():
        room = choice.room.read(choice.unread(), loads)
        if room.is_that_of_the_index():
            choice = replace(choice, room=room)
            break
        # Whoever has less room than the index says leaves a gap that others may have to fill.
        count *= FURTHER
        choice = _chosen(index, query, room, count, limit)
    return tuple(_suggestion(index, query, choice, i) for i in choice.chosen)


def _chosen(index: MentorIndex, query: Query, room: RoomNow, count: int, limit: int) -> _Choice:
    """Whom `limit` places go to by the room that is known, and by the index's where it is not."""
    found = FinalistSearch(index, query, room, limit).rows(count)
    ranked, scores = _ranked(index, query, np.union1d(found, room.rows), room)
    candidates = _candidates(index, query, ranked, scores, needs_covered(limit))
    return _Choice(room, ranked, scores, spread(candidates, limit))


def _candidates(
    index: MentorIndex, query: Query, rows: Rows, scores: Scores, n_needs: int
) -> list[Candidate]:
    columns = index.columns
    covers = [has(columns.areas, area, rows).tolist() for area in query.areas[:n_needs]]
    return [
        Candidate(
            score, employer, newcomer, frozenset(need for need, c in enumerate(covers) if c[i])
        )
        for i, (score, employer, newcomer) in enumerate(
            zip(
                scores.total.tolist(),
                columns.employer[rows].tolist(),
                index.newcomer[rows].tolist(),
                strict=True,
            )
        )
    ]


def _ranked(index: MentorIndex, query: Query, rows: Rows, room: RoomNow) -> tuple[Rows, Scores]:
    """The finalists with room, best score first, ties by mentor id."""
    scores = score_rows(index, query, rows, room.chance_of(rows))
    order = np.lexsort((index.columns.ids[rows], -scores.total))
    order = order[scores.total[order] > 0.0]
    return rows[order], scores.take(order)


def _suggestion(index: MentorIndex, query: Query, choice: _Choice, i: int) -> Suggestion:
    row, scores = choice.rows[i], choice.scores
    [free] = choice.room.free_of(choice.rows[i : i + 1]).tolist()
    return Suggestion(
        mentor_id=int(index.columns.ids[row]),
        score=float(scores.total[i]),
        interest=float(scores.interest[i]),
        acceptance=float(scores.acceptance[i]),
        room=float(scores.room[i]),
        reasons=reasons_from(evidence_for(index, query, int(row), free)),
    )
