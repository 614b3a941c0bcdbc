"""The scores of index rows for one query."""

from __future__ import annotations

import numpy as np

from mentor_matching.index.columns import Flags, Floats, Rows, Words
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import Query
from mentor_matching.scores.acceptance import acceptance
from mentor_matching.scores.interest import interest, need_fit
from mentor_matching.scores.score import Scores


def score_rows(index: MentorIndex, query: Query, rows: Rows, room: Floats) -> Scores:
    """f, g and pi of the mentors at `rows` (n,), with `room` (n,) as pi."""
    columns = index.columns
    f = interest(
        need_fit(columns.areas[rows], query.areas, query.strengths),
        (columns.industries[rows] & query.industry) != 0,
        columns.country[rows] == query.country,
        query.interest_weights,
    )
    g = acceptance(
        index.reply_chance[rows],
        _welcomes(columns.wished_stages[rows], query.stage),
        _welcomes(columns.wished_industries[rows], query.industry),
        query.acceptance_weights,
    )
    return Scores(f, g, room)


def _welcomes(wished: Words, asked: np.uint64) -> Flags:
    return np.asarray((wished == 0) | ((wished & asked) != 0))
