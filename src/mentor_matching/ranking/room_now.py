"""The room of this moment, as far as it was read: the search goes on with what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.congestion.loads import LoadReader, read_loads
from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.columns import Floats, Integers
from mentor_matching.index.mentor_index import MentorIndex

T = TypeVar("T", np.int64, np.float64)


@dataclass(frozen=True)
class RoomNow:
    """The free places and their chance of the mentors at `rows` (n,), which are in order."""

    index: MentorIndex
    rows: Rows
    free: Integers
    chance: Floats

    @classmethod
    def unread(cls, index: MentorIndex) -> RoomNow:
        """Nothing was read: everybody has the room of the index."""
        none = np.empty(0, np.int64)
        return cls(index, none, none, np.empty(0))

    def knows(self, rows: Rows) -> Flags:
        """Which of `rows` (m,) were read."""
        return np.isin(rows, self.rows, assume_unique=True)

    def read(self, rows: Rows, loads: LoadReader) -> RoomNow:
        """With the mentors at `rows`, none of them read before, as `loads` gives them."""
        now = read_loads(loads, self.index.columns.ids[rows])
        rows = np.concatenate([self.rows, rows])
        free = np.concatenate([self.free, now.free])
        chance = np.concatenate([self.chance, free_place_chance(now.free, now.expected_load)])
        order = np.argsort(rows)
        return RoomNow(self.index, rows[order], free[order], chance[order])

    def is_that_of_the_index(self) -> bool:
        """Whether everybody read has the room that the index says."""
        return np.array_equal(self.chance, self.index.room[self.rows])

    def chance_of(self, rows: Rows) -> Floats:
        """The chance of a free place of the mentors at `rows` (m,): the index's where not read."""
        return self._over(rows, self.index.room[rows], self.chance)

    def free_of(self, rows: Rows) -> Integers:
        """The free places of the mentors at `rows` (m,): the index's where not read."""
        return self._over(rows, self.index.columns.free[rows].astype(np.int64), self.free)

    def _over(self, rows: Rows, of_index: npt.NDArray[T], read: npt.NDArray[T]) -> npt.NDArray[T]:
        if not self.rows.size:
            return of_index
        place = np.minimum(self.rows.searchsorted(rows), len(self.rows) - 1)
        return np.where(self.rows[place] == rows, read[place], of_index)
