"""The scores of index rows for one query."""

from __future__ import annotations

from mentor_matching.index.bits import Bits, Flags, Rows, has, holds_any
from mentor_matching.index.columns import Floats
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import Query
from mentor_matching.scores.acceptance import acceptance
from mentor_matching.scores.interest import interest, need_fit
from mentor_matching.scores.score import Scores


def score_rows(index: MentorIndex, query: Query, rows: Rows, room: Floats) -> Scores:
    """f, g and pi of the mentors at `rows` (n,), with `room` (n,) as pi."""
    columns = index.columns
    f = interest(
        fit_of(index, query, rows),
        0.5 * has(columns.industries, query.industry, rows)
        + 0.5 * has(columns.divisions, query.division, rows),
        columns.country[rows] == query.country,
        query.interest_weights,
    )
    g = acceptance(
        index.reply_chance[rows],
        _welcomes(columns.wished_stages, query.stage, rows),
        _welcomes(columns.wished_industries, query.industry, rows),
        query.acceptance_weights,
    )
    return Scores(f, g, room)


def fit_of(index: MentorIndex, query: Query, rows: Rows) -> Floats:
    """The share of the needs that each of the mentors at `rows` (n,) covers."""
    covered = [has(index.columns.areas, area, rows) for area in query.areas]
    return need_fit(covered, query.strengths)


def _welcomes(wished: Bits, asked: int, rows: Rows) -> Flags:
    return has(wished, asked, rows) | ~holds_any(wished, rows)
