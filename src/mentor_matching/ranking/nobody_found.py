"""Why a search found nobody: the first rule that left no mentor."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from mentor_matching.checks import refuse_other_than
from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.congestion.loads import LoadReader, read_loads
from mentor_matching.errors import InvalidIndexError
from mentor_matching.index.bits import Rows
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.eligibility import permitted
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.scoring import score_rows
from mentor_matching.ranking.search import SMALLEST
from mentor_matching.ranking.seeker import Seeker


class Nobody(StrEnum):
    """The reasons, in the order they are looked at."""

    NO_MENTORS = "no_mentors"
    NO_SHARED_AREA = "no_shared_area"
    NO_SHARED_LANGUAGE = "no_shared_language"
    NOT_PERMITTED = "not_permitted"
    ALL_FULL = "all_full"


def why_nobody(
    index: MentorIndex, seeker: Seeker, *, loads: LoadReader | None = None
) -> Nobody | None:
    """The rule that leaves `seeker` without a mentor, None if somebody remains.

    NO_SHARED_LANGUAGE means that somebody offers a need, in other languages. NOT_PERMITTED covers
    blocks, programmes and what the person asked for. ALL_FULL: nobody has a chance of a free place,
    by the index or by `loads`, which reads them again. Raises UnknownAreaError, InvalidLoadError,
    InvalidIndexError, InvalidSeekerError.
    """
    refuse_other_than(MentorIndex, "index", index, InvalidIndexError)
    query = Query.of(seeker, index.codes)
    if not index.columns.may_be_asked.any():
        return Nobody.NO_MENTORS
    every_language = tuple(range(len(index.codes.languages.names)))
    if not index.postings.chosen(every_language, query.areas):
        return Nobody.NO_SHARED_AREA
    lists = index.postings.chosen(query.languages, query.areas)
    if not lists:
        return Nobody.NO_SHARED_LANGUAGE
    rows = permitted(index, query, np.unique(np.concatenate(lists)).astype(np.int64))
    if not rows.size:
        return Nobody.NOT_PERMITTED
    return None if _some_have_room(index, query, rows, loads) else Nobody.ALL_FULL


def _some_have_room(index: MentorIndex, query: Query, rows: Rows, loads: LoadReader | None) -> bool:
    """Whether the search would show one of these: it looks at those with room by the index."""
    found = rows[score_rows(index, query, rows, index.room[rows]).total >= SMALLEST]
    if loads is None:
        return found.size > 0
    now = read_loads(loads, index.columns.ids[found])
    room = free_place_chance(now.free, now.expected_load)
    return bool((score_rows(index, query, found, room).total > 0.0).any())
