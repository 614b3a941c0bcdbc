"""The read-only index that each worker serves suggestions from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from mentor_matching.checks import is_identifier, refuse_other_than
from mentor_matching.errors import DuplicateMentorError, InvalidIndexError, InvalidPriorError, shown
from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior
from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.chances import Chances
from mentor_matching.index.codes import Codebook, CodeList
from mentor_matching.index.columns import Floats, Integers, MentorColumns
from mentor_matching.index.facts import (
    impossible_load,
    impossible_record,
    is_plainly_possible,
    refuse,
    refuse_other_than_mentor,
    refuse_unusable,
    unusable_form,
    with_tuples,
)
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
    can stop early. `chances` follow from the columns, `rows_by_id` orders the rows by mentor id.
    """

    columns: MentorColumns
    codes: Codebook
    postings: PostingLists
    prior: BetaPrior
    chances: Chances
    rows_by_id: Rows
    left_out: tuple[LeftOut, ...] = ()
    windows: Windows = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.rows_by_id.setflags(write=False)
        windows = Windows.of(self.chances.bound, self.newcomer)
        object.__setattr__(self, "windows", windows)

    @property
    def reply_chance(self) -> Floats:
        """The optimistic forecast of each mentor's reply, (n,)."""
        return self.chances.reply_chance

    @property
    def room(self) -> Floats:
        """The chance of a free place under the loads the index was built with, (n,)."""
        return self.chances.room

    @property
    def newcomer(self) -> Flags:
        """Which mentors have fewer than 5 requests, (n,)."""
        return self.chances.newcomer

    @classmethod
    def build(
        cls,
        mentors: Iterable[Mentor],
        *,
        areas: Iterable[str],
        prior: BetaPrior = FIRST_WEEKS,
        leave_out_impossible: bool = False,
    ) -> MentorIndex:
        """The index of `mentors` over the vocabulary's `areas` (ids).

        Mentors who cannot be suggested to anyone are listed in `left_out` with the reason.
        Raises DuplicateMentorError if an id comes twice, InvalidMentorError, with the field, for
        an impossible fact (with `leave_out_impossible` that mentor is left out instead),
        InvalidPriorError for what is no BetaPrior, and InvalidIndexError for what holds no mentors
        or no names of areas.
        """
        refuse_other_than(BetaPrior, "prior", prior, InvalidPriorError)
        known = _area_names(areas)
        kept, left_out = _sorted_out(mentors, frozenset(known), leave_out_impossible)
        codes = _extended(Codebook(CodeList(known)), kept)
        columns = MentorColumns.of(kept, codes)
        _refuse_duplicates(columns.ids)
        columns = columns.take(_most_promising_first(columns, prior))
        postings = PostingLists.of(columns, len(codes.languages.names), len(codes.areas.names))
        by_id = np.argsort(columns.ids, kind="stable")
        return cls(columns, codes, postings, prior, Chances.of(columns, prior), by_id, left_out)

    def refresh(
        self,
        changed: Iterable[Mentor],
        removed: Iterable[int] = (),
        *,
        leave_out_impossible: bool = False,
    ) -> MentorIndex:
        """The index with `changed` mentors replaced or added and `removed` ids closed.

        A changed mentor who can no longer be suggested is closed and listed in `left_out`.
        Raises as `build` does.
        """
        known = frozenset(self.codes.areas.names)
        kept, left_out = _sorted_out(changed, known, leave_out_impossible)
        codes = _extended(self.codes, kept)
        given = MentorColumns.of(kept, codes)
        _refuse_duplicates(given.ids)
        rows = self.rows_of(given.ids)
        joins = rows < 0
        rows[joins] = len(self) + np.arange(np.count_nonzero(joins))
        columns = self.columns.updated(rows, given)
        gone = [*_removed_ids(removed), *(out.mentor_id for out in left_out)]
        closed = self.rows_of(np.array(gone, np.int64))
        closed = closed[closed >= 0]
        columns = columns.closed(closed) if closed.size else columns
        touched = np.union1d(rows, closed)
        postings = self.postings.updated(touched, self.columns, columns)
        mentioned = {*given.ids.tolist(), *gone}
        before = tuple(out for out in self.left_out if out.mentor_id not in mentioned)
        chances = self.chances.updated(touched, columns, self.prior)
        by_id = self._with(given.ids[joins], rows[joins])
        left_out = before + left_out
        return MentorIndex(columns, codes, postings, self.prior, chances, by_id, left_out)

    def rows_of(self, ids: Integers) -> Rows:
        """The row of each mentor id, -1 for an id the index does not hold."""
        if len(self) == 0:
            return np.full(len(ids), -1, np.int64)
        order = self.rows_by_id
        place = np.searchsorted(self.columns.ids, ids, sorter=order)
        rows = order[np.minimum(place, len(order) - 1)]
        return np.where(self.columns.ids[rows] == ids, rows, -1)

    def _with(self, ids: Integers, rows: Rows) -> Rows:
        """`rows_by_id` with the mentors `ids`, not yet in it, who come at `rows`."""
        if not ids.size:
            return self.rows_by_id
        order = np.argsort(ids)
        places = np.searchsorted(self.columns.ids, ids[order], sorter=self.rows_by_id)
        return np.insert(self.rows_by_id, places, rows[order])

    def __len__(self) -> int:
        return len(self.columns)


def _refuse_duplicates(ids: Integers) -> None:
    # Sorting is some fifty times faster than the hash table of np.unique.
    in_order = np.sort(ids)
    if (in_order[1:] == in_order[:-1]).any():
        raise DuplicateMentorError("a mentor id was given twice")


def _most_promising_first(columns: MentorColumns, prior: BetaPrior) -> Rows:
    """By what mentors bring whether they may be asked or not: a pause does not move them."""
    chances = Chances.of(columns, prior)
    return np.lexsort((columns.ids, -chances.reply_chance * chances.room))


def _refuse_other_than_many(given: object, what: str) -> None:
    if not isinstance(given, Iterable):
        raise InvalidIndexError(f"{what} must be a collection, not {shown(given)}")


def _area_names(areas: Iterable[str]) -> tuple[str, ...]:
    _refuse_other_than_many(areas, "areas")
    names = tuple(areas)
    if isinstance(areas, str) or not all(isinstance(name, str) for name in names):
        raise InvalidIndexError('areas must hold names, such as ("credit", "taxes")')
    return tuple(dict.fromkeys(names))


def _removed_ids(removed: Iterable[int]) -> list[int]:
    _refuse_other_than_many(removed, "removed")
    ids = list(removed)
    if not all(map(is_identifier, ids)):
        raise InvalidIndexError("removed must hold whole numbers of at most 64 bits")
    return ids


def _sorted_out(
    mentors: Iterable[Mentor], areas: frozenset[str], leave_out_impossible: bool
) -> tuple[list[Mentor], tuple[LeftOut, ...]]:
    _refuse_other_than_many(mentors, "mentors")
    kept: list[Mentor] = []
    left_out: list[LeftOut] = []
    for given in mentors:
        mentor, reason = given, None
        if not is_plainly_possible(given):
            refuse_other_than_mentor(given)
            reason = _impossible(given, leave_out_impossible)
            mentor = with_tuples(given)
        reason = reason or _why_left_out(mentor, areas)
        if reason is None:
            kept.append(mentor)
        else:
            left_out.append(LeftOut(mentor.id, reason))
    return kept, tuple(left_out)


def _extended(codes: Codebook, mentors: Sequence[Mentor]) -> Codebook:
    try:
        return codes.extended(mentors)
    except TypeError:  # looked for only now: to look at each name of a million takes seconds
        refuse_unusable(mentors)
        raise


def _impossible(mentor: Mentor, leave_out: bool) -> LeftOutReason | None:
    form, load, record = unusable_form(mentor), impossible_load(mentor), impossible_record(mentor)
    fact = form or load or record
    if fact is None:
        return None
    if form is not None or not leave_out:
        refuse(mentor, fact)
    return LeftOutReason.IMPOSSIBLE_LOAD if load else LeftOutReason.IMPOSSIBLE_RECORD


def _why_left_out(mentor: Mentor, areas: frozenset[str]) -> LeftOutReason | None:
    if not mentor.areas:
        return LeftOutReason.NO_AREAS
    if not areas.issuperset(mentor.areas):
        return LeftOutReason.UNKNOWN_AREA
    if not mentor.languages:
        return LeftOutReason.NO_LANGUAGES
    return None
