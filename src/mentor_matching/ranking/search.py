"""The best rows for one query, exact, without looking at all of them."""

from __future__ import annotations

import numpy as np

from mentor_matching.index.columns import Rows
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.index.postings import PostingRows
from mentor_matching.ranking.eligibility import permitted
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.scoring import score_rows

# Bounds and scores multiply the same factors in another order: the last bits may differ.
ROUNDING = 1.0 + 1e-9


def best_rows(index: MentorIndex, query: Query, count: int, *, newcomers: bool = False) -> Rows:
    """The `count` rows with the highest score under the index's loads, best first.

    Ties go to the lower mentor id. With `newcomers`, only mentors with fewer than 5 requests
    count. Windows are read in the order of the most they can bring; the search ends at the
    first that cannot reach the last place (threshold algorithm: Fagin, Lotem, Naor 2003).
    """
    lists = index.postings.chosen(query.languages, query.areas)
    best, scores, threshold = np.empty(0, np.int64), np.empty(0), 0.0
    ceiling = query.ceiling * ROUNDING
    # A mentor without a free place has bound 0 and never passes.
    for window, bound in zip(*index.windows.in_order(newcomers=newcomers), strict=True):
        if bound <= 0.0 or bound * ceiling < threshold:
            break
        rows = _rows_in(lists, window * index.windows.size, index.windows.size)
        rows = rows[index.windows.bound[rows] * ceiling >= max(threshold, np.finfo(float).tiny)]
        rows = rows[index.newcomer[rows]] if newcomers else rows
        rows = permitted(index, query, rows)
        found = score_rows(index, query, rows, index.room[rows]).total
        best, scores = np.concatenate([best, rows]), np.concatenate([scores, found])
        order = np.lexsort((index.columns.ids[best], -scores))[:count]
        best, scores = best[order], scores[order]
        threshold = float(scores[-1]) if len(scores) == count else 0.0
    return best


def _rows_in(lists: tuple[PostingRows, ...], start: int, size: int) -> Rows:
    """The rows from `start` that appear in any of the sorted `lists`, in order."""
    marked = np.zeros(size, np.bool_)
    for rows in lists:
        low, high = np.searchsorted(rows, (start, start + size))
        marked[rows[low:high] - start] = True
    return start + np.flatnonzero(marked)
