"""The best rows for one query, exact, without looking at all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentor_matching.index.bits import Rows
from mentor_matching.index.columns import Floats, Integers
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.index.postings import PostingRows
from mentor_matching.ranking.eligibility import permitted
from mentor_matching.ranking.query import Query, ceiling_of_fit
from mentor_matching.ranking.scoring import fit_of, score_rows

# Bounds and scores multiply the same factors in another order: the last bits may differ.
ROUNDING = 1.0 + 1e-9
SMALLEST = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class _Best:
    """The best rows so far with their scores, best first; `threshold` is what a row must reach."""

    rows: Rows
    scores: Floats
    threshold: float


def best_rows(index: MentorIndex, query: Query, count: int, *, newcomers: bool = False) -> Rows:
    """The `count` rows with the highest score under the index's loads, in no set order.

    Ties go to the lower mentor id. With `newcomers`, only mentors with fewer than 5 requests
    count. Windows are read in the order of the most they can bring; the search ends at the
    first that cannot reach the last place (threshold algorithm: Fagin, Lotem, Naor 2003).
    """
    lists = index.postings.chosen(query.languages, query.areas)
    best = _Best(np.empty(0, np.int64), np.empty(0), SMALLEST)
    ceiling = query.ceiling * ROUNDING
    for window, bound in zip(*index.windows.in_order(newcomers=newcomers), strict=True):
        if bound * ceiling < best.threshold:
            break
        rows = _rows_in(lists, int(window) * index.windows.size, index.windows.size)
        # A mentor without a free place has bound 0 and never passes.
        rows = rows[index.windows.bound[rows] * ceiling >= best.threshold]
        rows = rows[index.newcomer[rows]] if newcomers else rows
        rows = _reaching(index, query, rows, best.threshold)
        rows = permitted(index, query, rows)
        scores = score_rows(index, query, rows, index.room[rows]).total
        best = _merged(best, rows, scores, index.columns.ids, count)
    return best.rows


def _reaching(index: MentorIndex, query: Query, rows: Rows, threshold: float) -> Rows:
    """The rows that could still reach the last place, now that the needs they cover are known.

    Most cover one need of several, which settles it before anything else is looked up.
    """
    most = index.windows.bound[rows] * ceiling_of_fit(query, fit_of(index, query, rows))
    return rows[most * ROUNDING >= threshold]


def _merged(best: _Best, rows: Rows, scores: Floats, ids: Integers, count: int) -> _Best:
    near = scores >= best.threshold
    rows = np.concatenate([best.rows, rows[near]])
    scores = np.concatenate([best.scores, scores[near]])
    if len(rows) < count:
        return _Best(rows, scores, SMALLEST)
    last = np.partition(scores, -count)[-count]
    reach = scores >= last
    return _cut(rows[reach], scores[reach], ids, count)


def _cut(rows: Rows, scores: Floats, ids: Integers, count: int) -> _Best:
    order = np.lexsort((ids[rows], -scores))[:count]
    return _Best(rows[order], scores[order], float(scores[order[-1]]))


def _rows_in(lists: tuple[PostingRows, ...], start: int, size: int) -> Rows:
    """The rows from `start` that appear in any of the sorted `lists`, in order."""
    marked = np.zeros(size, np.bool_)
    # Of the lists' own type: searchsorted would otherwise convert each whole list.
    ends = np.array([start, start + size], np.int32)
    for rows in lists:
        low, high = rows.searchsorted(ends)
        marked[rows[low:high] - start] = True
    return start + np.flatnonzero(marked)
