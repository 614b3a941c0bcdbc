"""The hard rules between one seeker and many mentors."""

from __future__ import annotations

import numpy as np

from mentor_matching.index.bits import Rows
from mentor_matching.index.mentor_index import MentorIndex
from mentor_matching.ranking.query import Query


def permitted(index: MentorIndex, query: Query, rows: Rows) -> Rows:
    """The rows that no block, programme or explicit wish of the seeker rules out.

    Language, area, open and adult hold already: the posting lists have no other mentors.
    """
    columns, asked = index.columns, query.seeker.preferences
    reserved = columns.programme[rows]
    if reserved.any():
        rows = rows[np.isin(reserved, query.programmes)]
    if query.excluded.size:
        rows = rows[np.isin(columns.ids[rows], query.excluded, invert=True, kind="sort")]
    if query.only_mentors is not None:
        rows = rows[np.isin(columns.ids[rows], query.only_mentors)]
    if asked.same_country_only:
        rows = rows[columns.country[rows] == query.country]
    if asked.gender:
        rows = rows[columns.gender[rows] == query.gender]
    return rows
