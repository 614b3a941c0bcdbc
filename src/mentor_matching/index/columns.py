"""Mentors as columns: one read-only array per fact, one row per mentor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from mentor_matching.index.bits import Bits, Flags, Rows, widened
from mentor_matching.index.codes import Codebook, CodeList, divisions
from mentor_matching.index.mentor import Mentor

Integers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MentorColumns:
    """The facts of n mentors, each an array of shape (n,), or (n, w) for sets as `Bits`.

    `country` and `gender` are -1 where unknown; `reply_days` is NaN where unknown.
    `may_be_asked` joins the rules that hold for every seeker: open and adult.
    """

    ids: Integers
    areas: Bits
    languages: Bits
    industries: Bits
    divisions: Bits
    wished_industries: Bits
    wished_stages: Bits
    country: Counts
    employer: Integers
    places: Counts
    free: Counts
    expected_load: Floats
    requests: Counts
    replies: Counts
    decayed_requests: Floats
    decayed_replies: Floats
    reply_days: Floats
    may_be_asked: Flags
    programme: Integers
    gender: Counts

    def __post_init__(self) -> None:
        for column in fields(self):
            getattr(self, column.name).setflags(write=False)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, mentors: Sequence[Mentor], codes: Codebook) -> MentorColumns:
        """The columns of `mentors`, in their order, under `codes`, which must cover them."""
        return cls(
            areas=codes.areas.bits([m.areas for m in mentors]),
            languages=codes.languages.bits([m.languages for m in mentors]),
            industries=codes.industries.bits([m.industries for m in mentors]),
            divisions=codes.divisions.bits([divisions(m.industries) for m in mentors]),
            wished_industries=codes.industries.bits([m.wished_industries for m in mentors]),
            wished_stages=codes.stages.bits([m.wished_stages for m in mentors]),
            country=_numbers([m.country for m in mentors], codes.countries),
            gender=_numbers([m.gender for m in mentors], codes.genders),
            reply_days=np.array(
                [np.nan if m.reply_days is None else m.reply_days for m in mentors], np.float64
            ),
            may_be_asked=np.array([m.is_open and m.is_adult for m in mentors], np.bool_),
            ids=np.array([m.id for m in mentors], np.int64),
            employer=np.array([m.employer for m in mentors], np.int64),
            places=np.array([m.places for m in mentors], np.int32),
            free=np.array([m.free for m in mentors], np.int32),
            expected_load=np.array([m.expected_load for m in mentors], np.float64),
            requests=np.array([m.requests for m in mentors], np.int32),
            replies=np.array([m.replies for m in mentors], np.int32),
            decayed_requests=np.array(
                [m.requests if m.decayed_requests is None else m.decayed_requests for m in mentors],
                np.float64,
            ),
            decayed_replies=np.array(
                [m.replies if m.decayed_replies is None else m.decayed_replies for m in mentors],
                np.float64,
            ),
            programme=np.array([m.programme for m in mentors], np.int64),
        )

    def take(self, rows: Rows) -> MentorColumns:
        """The columns of the mentors at `rows`, in that order."""
        return MentorColumns(**{c.name: getattr(self, c.name)[rows] for c in fields(self)})

    def updated(self, rows: Rows, changed: MentorColumns) -> MentorColumns:
        """A copy with `changed` written at `rows`; rows past the end are appended in order."""
        size = max(len(self), int(rows.max(initial=-1)) + 1)
        return MentorColumns(
            **{
                c.name: written(getattr(self, c.name), size, rows, getattr(changed, c.name))
                for c in fields(self)
            }
        )

    def closed(self, rows: Rows) -> MentorColumns:
        """The columns in which nobody may ask the mentors at `rows`."""
        may_be_asked = self.may_be_asked.copy()
        may_be_asked[rows] = False
        return replace(self, may_be_asked=may_be_asked)


def _numbers(names: Sequence[str], codes: CodeList) -> Counts:
    numbers = codes.numbers
    return np.fromiter((numbers.get(name, -1) for name in names), np.int32, len(names))


def written(
    column: npt.NDArray[Any], size: int, rows: Rows, values: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    """The column with `values` at `rows` and `size` rows: itself if they stand there already."""
    if column.ndim == 2:
        column = widened(column, values.shape[1])
    # What changes most is the load: a copy of every other column would cost the most of a refresh.
    if size == len(column) and np.array_equal(column[rows], values, equal_nan=True):
        return column
    changed = np.empty((size, *column.shape[1:]), column.dtype)
    changed[: len(column)] = column
    changed[rows] = values
    return changed
