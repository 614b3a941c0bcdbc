"""Why a search found nobody: the first rule that left no mentor."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.eligibility import permitted, with_room
from mentor_matching.ranking.query import Query
from mentor_matching.ranking.seeker import Seeker


class Nobody(StrEnum):
    """The reasons, in the order they are looked at."""

    NO_MENTORS = "no_mentors"
    NO_SHARED_LANGUAGE = "no_shared_language"
    NO_SHARED_AREA = "no_shared_area"
    NOT_PERMITTED = "not_permitted"
    ALL_FULL = "all_full"


def why_nobody(index: MentorIndex, seeker: Seeker) -> Nobody | None:
    """The rule that leaves `seeker` without a mentor, None if somebody remains.

    NOT_PERMITTED covers blocks, programmes and what the person asked for. The gap map counts
    these by area, language and country. Raises UnknownAreaError.
    """
    query = Query.of(seeker, index.codes)
    columns = index.columns
    if not columns.may_be_asked.any():
        return Nobody.NO_MENTORS
    if not index.postings.chosen(query.languages, tuple(range(len(index.codes.areas.names)))):
        return Nobody.NO_SHARED_LANGUAGE
    lists = index.postings.chosen(query.languages, query.areas)
    if not lists:
        return Nobody.NO_SHARED_AREA
    rows = permitted(index, query, np.unique(np.concatenate(lists)).astype(np.int64))
    if not rows.size:
        return Nobody.NOT_PERMITTED
    return None if with_room(index, rows).size else Nobody.ALL_FULL
