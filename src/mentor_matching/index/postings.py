"""Posting lists: for each language and area, the rows of the mentors who offer both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.index.bits import Rows, has, members
from mentor_matching.index.columns import MentorColumns

PostingKey = tuple[int, int]
PostingRows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class PostingLists:
    """Sorted rows by (language number, area number); pairs without a mentor have no list."""

    lists: Mapping[PostingKey, PostingRows]

    @classmethod
    def of(cls, columns: MentorColumns, n_languages: int, n_areas: int) -> PostingLists:
        """The lists of every mentor who may be asked."""
        lists: dict[PostingKey, PostingRows] = {}
        for language in range(n_languages):
            speakers = np.flatnonzero(columns.may_be_asked & has(columns.languages, language))
            for area in range(n_areas):
                rows = speakers[has(columns.areas, area, speakers)].astype(np.int32)
                if rows.size:
                    lists[language, area] = rows
        return cls(lists)

    def updated(self, rows: Rows, before: MentorColumns, after: MentorColumns) -> PostingLists:
        """The lists after the mentors at `rows` changed; those that gain or lose none are kept."""
        known = rows[rows < len(before)]
        left = _pairs(known, before)
        joined = _pairs(rows, after)
        lists = dict(self.lists)
        for key in left.keys() | joined.keys():
            stay = left.get(key, set()) & joined.get(key, set())
            gone, come = (_sorted(rows_of.get(key, set()) - stay) for rows_of in (left, joined))
            if gone.size or come.size:
                before_it = lists.get(key, _sorted(()))
                kept = np.delete(before_it, before_it.searchsorted(gone))
                lists[key] = np.insert(kept, kept.searchsorted(come), come)
        return PostingLists({key: rows for key, rows in lists.items() if rows.size})

    def chosen(self, languages: tuple[int, ...], areas: tuple[int, ...]) -> tuple[PostingRows, ...]:
        """The lists of every one of `languages` with every one of `areas`."""
        pairs = ((language, area) for language in languages for area in areas)
        return tuple(self.lists[pair] for pair in pairs if pair in self.lists)


def _sorted(rows: Iterable[int]) -> PostingRows:
    return np.array(sorted(rows), np.int32)


def _pairs(rows: Rows, columns: MentorColumns) -> dict[PostingKey, set[int]]:
    pairs: dict[PostingKey, set[int]] = {}
    for row in rows[columns.may_be_asked[rows]].tolist():
        for language in members(columns.languages, row):
            for area in members(columns.areas, row):
                pairs.setdefault((language, area), set()).add(row)
    return pairs
