"""Whose places are read again: everybody who could be among the few that are shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mentor_matching.index.bits import Flags, Rows, has
from mentor_matching.index.columns import Integers
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.room_now import RoomNow
from mentor_matching.ranking.search import best_rows
from mentor_matching.ranking.spread import (
    MOST_PER_EMPLOYER,
    fill_places,
    have_a_seat,
    needs_covered,
)

SHARE_OF_A_KIND = 4
SHARE_OF_A_NEED = 10
"""One of so many finalists is of a kind, or covers a certain need: some may have filled up."""


class FinalistSearch:
    """The search for one person's finalists, with the room of this moment where it was read."""

    def __init__(self, index: MentorIndex, query: Query, room: RoomNow, limit: int) -> None:
        self.index, self.query, self.room, self.limit = index, query, room, limit

    def rows(self, count: int) -> Rows:
        """The finalists for `limit` places, in order of rows.

        The best newcomers, the best proven mentors and the best who cover each of the strongest
        needs: of each some `count` by share, and more where one employer has them all.
        """
        best = self._best(count)
        kinds = [self._of_kind(best, count, newcomers=kind) for kind in (True, False)]
        return np.unique(np.concatenate([*kinds, *self._covering(best, count)]))

    def _of_kind(self, best: Rows, count: int, *, newcomers: bool) -> Rows:
        """The best newcomers or proven mentors: those among the `count` best, if they are enough.

        No more of them than are needed: the places and loads of each are read again.
        """
        found: Rows = best[self.index.newcomer[best] == newcomers]
        if len(best) < count:
            return found
        share = count // SHARE_OF_A_KIND
        if len(found) < share:
            found = self._best(share, newcomers)

        def are_enough(rows: Rows) -> bool:
            return fill_places(self._employers(rows).tolist(), self.limit)

        def others(known: Rows) -> Rows:
            full = _with_seats(self._employers(known), MOST_PER_EMPLOYER)
            return self._best(share, newcomers, known=known, full=full)

        first = found[:share]
        return first if are_enough(first) else _until(are_enough, found, others)

    def _covering(self, best: Rows, count: int) -> list[Rows]:
        """For each of the strongest needs who covers it: of the best, or of a search of its own."""
        if len(best) < count:
            return []

        def are_enough(rows: Rows) -> bool:
            return have_a_seat(self._employers(rows).tolist(), self.limit)

        def who_cover(area: int, newcomers: bool) -> Rows:
            def others(known: Rows) -> Rows:
                full = _with_seats(self._employers(known), 1)
                return self._best(count // SHARE_OF_A_KIND, newcomers, area, known, full)

            among = best[self.index.newcomer[best] == newcomers]
            who: Rows = among[has(self.index.columns.areas, area, among)]
            first = who[: count // SHARE_OF_A_NEED]
            return first if are_enough(first) else _until(are_enough, who, others)

        found: list[Rows] = []
        for area in self.query.areas[: needs_covered(self.limit)]:
            found.append(who_cover(area, newcomers=False))
            if not are_enough(found[-1]):
                found.append(who_cover(area, newcomers=True))
        return found

    def _employers(self, rows: Rows) -> Integers:
        return self.index.columns.employer[rows]

    def _best(
        self,
        count: int,
        newcomers: bool | None = None,
        area: int | None = None,
        known: Rows | None = None,
        full: Integers | None = None,
    ) -> Rows:
        """The best: of a kind, who cover an area, without those known and full employers."""
        index = self.index

        def keep(rows: Rows) -> Flags:
            wanted: Flags = index.newcomer[rows] == newcomers
            if area is not None:
                wanted &= has(index.columns.areas, area, rows)
            if known is not None:
                wanted &= ~np.isin(rows, known)
            if full is not None:
                wanted &= ~np.isin(self._employers(rows), full)
            return wanted

        return best_rows(
            index,
            self.query,
            self.room,
            count,
            newcomers=bool(newcomers),
            keep=None if newcomers is None else keep,
        )


def _until(are_enough: Callable[[Rows], bool], found: Rows, others: Callable[[Rows], Rows]) -> Rows:
    """Those found, and others searched for until they are enough or there are no more."""
    while not are_enough(found) and (more := others(found)).size:
        found = np.concatenate([found, more])
    return found


def _with_seats(employers: Integers, seats: int) -> Integers:
    """The employers of whom `seats` or more are among these."""
    different, n = np.unique(employers[employers != 0], return_counts=True)
    return different[n >= seats]
