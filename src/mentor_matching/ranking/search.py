"""The best rows for one query, exact, without looking at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.columns import Floats, Integers
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.index.windows import Window
from mentor_matching.ranking.coverage import Coverage
from mentor_matching.ranking.eligibility import permitted
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.room_now import RoomNow
from mentor_matching.ranking.scoring import score_rows

# Bounds and scores multiply the same factors in another order: the last bits may differ.
ROUNDING = 1.0 + 1e-9
SMALLEST = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class _Best:
    """The best rows so far with their scores, best first; `threshold` is what a row must reach."""

    rows: Rows
    scores: Floats
    threshold: float


def best_rows(
    index: MentorIndex,
    query: Query,
    room: RoomNow,
    count: int,
    *,
    newcomers: bool = False,
    keep: Callable[[Rows], Flags] | None = None,
) -> Rows:
    """The `count` rows with the highest score under `room`, the best first.

    Fewer, in no set order, are all there are. Ties go to the lower mentor id. With `newcomers`,
    only mentors with fewer than 5 requests count; with `keep`, only the rows that it marks.
    Windows are read in the order of the most they can bring by the index's own loads; the search
    ends at the first that cannot reach the last place (threshold algorithm: Fagin, Lotem, Naor
    2003).
    """
    coverage = Coverage.of(index, query)
    best = _Best(np.empty(0, np.int64), np.empty(0), SMALLEST)
    for window in index.windows.in_order(newcomers=newcomers):
        enough = np.flatnonzero(window.best * coverage.anywhere * ROUNDING >= best.threshold)
        if not enough.size:
            break
        rows = _reaching(index, query, coverage, window, int(enough[0]), best.threshold)
        rows = rows[index.newcomer[rows]] if newcomers else rows
        rows = rows if keep is None else rows[keep(rows)]
        rows = permitted(index, query, rows)
        scores = score_rows(index, query, rows, room.chance_of(rows)).total
        best = _merged(best, rows, scores, index.columns.ids, count)
    return best.rows


def _reaching(
    index: MentorIndex,
    query: Query,
    coverage: Coverage,
    window: Window,
    fewest: int,
    threshold: float,
) -> Rows:
    """The rows of a window that could still reach the last place.

    Sets of needs below the number `fewest` cannot, wherever the mentor is: most mentors cover
    one need of several, which settles it before anything is looked up. Nor can a mentor without
    a free place, whose bound is 0.
    """
    covered = coverage.between(window.start, window.end)
    places = np.flatnonzero(covered >= fewest)
    covered, rows = covered[places], window.start + places
    bound = index.windows.bound[rows]
    near = bound * coverage.anywhere[covered] * ROUNDING >= threshold
    covered, rows, bound = covered[near], rows[near], bound[near]
    same_country = index.columns.country[rows] == query.country
    most = bound * np.where(same_country, coverage.at_home[covered], coverage.abroad[covered])
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
