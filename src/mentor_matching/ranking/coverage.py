"""Which needs the mentors of a window cover, and the most each combination of needs can bring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.index.columns import Floats
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.index.postings import PostingRows
from mentor_matching.ranking.query import NOBODY, Query, ceiling_of_fit
from mentor_matching.scores.interest import need_fit

Combinations = npt.NDArray[np.uint8]

MOST_BITS = 8


@dataclass(frozen=True)
class Coverage:
    """The posting lists of one query, each under the bit of its need.

    A set of needs is a number below 256; the strongest need has the highest bit. From the
    eighth on, needs share the lowest bit, so that what it promises is never too little.
    `at_home` and `abroad` (c,) hold for each such number the most that interest and the mentor's
    wishes can multiply reply chance and room by, in the seeker's country and outside it, and
    `anywhere` (c,) the higher of the two; nothing for the empty set.
    """

    lists: tuple[tuple[int, PostingRows], ...]
    at_home: Floats
    abroad: Floats
    anywhere: Floats

    @classmethod
    def of(cls, index: MentorIndex, query: Query) -> Coverage:
        """The lists of the query's languages and areas."""
        n_bits = min(len(query.areas), MOST_BITS)
        bits = [max(n_bits - 1 - place, 0) for place in range(len(query.areas))]
        lists = tuple(
            (1 << bit, rows)
            for area, bit in zip(query.areas, bits, strict=True)
            for rows in index.postings.chosen(query.languages, (area,))
        )
        combinations = np.arange(1 << n_bits)
        covered = [(combinations & 1 << bit) != 0 for bit in bits]
        fit = need_fit(covered, query.strengths)
        fit[0] = -np.inf
        at_home, abroad = (ceiling_of_fit(query, fit, same_country=s) for s in (True, False))
        return cls(lists, at_home, abroad, abroad if query.country == NOBODY else at_home)

    def between(self, start: int, end: int) -> Combinations:
        """The needs that each of the rows from `start` to before `end` covers, (end - start,)."""
        covered = np.zeros(end - start, np.uint8)
        # Of the lists' own type: searchsorted would otherwise convert each whole list.
        ends = np.array([start, end], np.int32)
        for bit, rows in self.lists:
            low, high = rows.searchsorted(ends)
            covered[rows[low:high] - ends[0]] |= np.uint8(bit)
        return covered
