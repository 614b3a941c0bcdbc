"""The read-only index that each worker serves suggestions from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from mentor_matching.congestion.free_place import free_place_chance
from mentor_matching.errors import DuplicateMentorError
from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior
from mentor_matching.forecast.reply_rate import FEWEST_REQUESTS, reply_rates
from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.codes import Codebook, CodeList
from mentor_matching.index.columns import Floats, Integers, MentorColumns
from mentor_matching.index.mentor import Mentor
from mentor_matching.index.postings import PostingLists
from mentor_matching.index.windows import Windows


class LeftOutReason(StrEnum):
    """Why a mentor cannot be suggested to anyone, for the staff page."""

    NO_AREAS = "no_areas"
    UNKNOWN_AREA = "unknown_area"
    NO_LANGUAGES = "no_languages"
    IMPOSSIBLE_LOAD = "impossible_load"
    IMPOSSIBLE_RECORD = "impossible_record"


@dataclass(frozen=True)
class LeftOut:
    """A mentor whom the index does not hold, and why."""

    mentor_id: int
    reason: LeftOutReason


@dataclass(frozen=True)
class MentorIndex:
    """Mentors as columns with posting lists by language and area. Never changes in place.

    Rows are ordered by what a mentor can bring at most (reply chance times room), so a search
    can stop early. Derived arrays have shape (n,): `reply_chance` is the optimistic forecast,
    `room` the chance of a free place with the loads the index was built with, `newcomer`
    marks mentors with fewer than 5 requests.
    """

    columns: MentorColumns
    codes: Codebook
    postings: PostingLists
    prior: BetaPrior
    left_out: tuple[LeftOut, ...] = ()
    reply_chance: Floats = field(init=False, repr=False, compare=False)
    room: Floats = field(init=False, repr=False, compare=False)
    newcomer: Flags = field(init=False, repr=False, compare=False)
    windows: Windows = field(init=False, repr=False, compare=False)
    _rows_by_id: Rows = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        c = self.columns
        derived = {
            "reply_chance": _reply_chance(c, self.prior),
            "room": free_place_chance(c.free, c.expected_load),
            "newcomer": c.requests < FEWEST_REQUESTS,
            "_rows_by_id": np.argsort(c.ids, kind="stable"),
        }
        for name, array in derived.items():
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        bound = self.reply_chance * self.room * c.may_be_asked
        object.__setattr__(self, "windows", Windows.of(bound, self.newcomer))

    @classmethod
    def build(
        cls, mentors: Iterable[Mentor], *, areas: Sequence[str], prior: BetaPrior = FIRST_WEEKS
    ) -> MentorIndex:
        """The index of `mentors` over the vocabulary's `areas` (ids).

        Mentors who cannot be suggested to anyone are listed in `left_out` with the reason.
        Raises DuplicateMentorError if an id comes twice.
        """
        kept, left_out = _sorted_out(mentors, frozenset(areas))
        codes = Codebook(CodeList(tuple(areas))).extended(kept)
        columns = MentorColumns.of(kept, codes)
        _refuse_duplicates(columns.ids)
        brings = _reply_chance(columns, prior) * free_place_chance(
            columns.free, columns.expected_load
        )
        columns = columns.take(np.lexsort((columns.ids, -brings)))
        postings = PostingLists.of(columns, len(codes.languages.names), len(codes.areas.names))
        return cls(columns, codes, postings, prior, left_out)

    def refresh(self, changed: Iterable[Mentor], removed: Iterable[int] = ()) -> MentorIndex:
        """The index with `changed` mentors replaced or added and `removed` ids closed.

        A changed mentor who can no longer be suggested is closed and listed in `left_out`.
        Raises as `build` does.
        """
        kept, left_out = _sorted_out(changed, frozenset(self.codes.areas.names))
        codes = self.codes.extended(kept)
        given = MentorColumns.of(kept, codes)
        _refuse_duplicates(given.ids)
        rows = self.rows_of(given.ids)
        rows[rows < 0] = len(self) + np.arange(np.count_nonzero(rows < 0))
        columns = self.columns.updated(rows, given)
        gone = [*removed, *(out.mentor_id for out in left_out)]
        closed = self.rows_of(np.array(gone, np.int64))
        columns = columns.closed(closed[closed >= 0])
        touched = np.union1d(rows, closed[closed >= 0])
        postings = self.postings.updated(touched, self.columns, columns)
        mentioned = {*given.ids.tolist(), *gone}
        before = tuple(out for out in self.left_out if out.mentor_id not in mentioned)
        return MentorIndex(columns, codes, postings, self.prior, before + left_out)

    def rows_of(self, ids: Integers) -> Rows:
        """The row of each mentor id, -1 for an id the index does not hold."""
        if len(self) == 0:
            return np.full(len(ids), -1, np.int64)
        order = self._rows_by_id
        place = np.searchsorted(self.columns.ids, ids, sorter=order)
        rows = order[np.minimum(place, len(order) - 1)]
        return np.where(self.columns.ids[rows] == ids, rows, -1)

    def __len__(self) -> int:
        return len(self.columns)


def _refuse_duplicates(ids: Integers) -> None:
    # Sorting is some fifty times faster than the hash table of np.unique.
    in_order = np.sort(ids)
    if (in_order[1:] == in_order[:-1]).any():
        raise DuplicateMentorError("a mentor id was given twice")


def _reply_chance(columns: MentorColumns, prior: BetaPrior) -> Floats:
    return reply_rates(columns.decayed_replies, columns.decayed_requests, prior).optimistic()


def _sorted_out(
    mentors: Iterable[Mentor], areas: frozenset[str]
) -> tuple[list[Mentor], tuple[LeftOut, ...]]:
    kept: list[Mentor] = []
    left_out: list[LeftOut] = []
    for mentor in mentors:
        reason = _why_left_out(mentor, areas)
        if reason is None:
            kept.append(mentor)
        else:
            left_out.append(LeftOut(mentor.id, reason))
    return kept, tuple(left_out)


def _why_left_out(mentor: Mentor, areas: frozenset[str]) -> LeftOutReason | None:
    if not mentor.areas:
        return LeftOutReason.NO_AREAS
    if not areas.issuperset(mentor.areas):
        return LeftOutReason.UNKNOWN_AREA
    if not mentor.languages:
        return LeftOutReason.NO_LANGUAGES
    # Written so that NaN fails too.
    if not (mentor.free >= 0 and 0 <= mentor.expected_load < float("inf")):
        return LeftOutReason.IMPOSSIBLE_LOAD
    if not 0 <= mentor.decayed_replies <= mentor.decayed_requests < float("inf"):
        return LeftOutReason.IMPOSSIBLE_RECORD
    return None
