"""A mentor's reply record: which requests count, and how much each still says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import is_amount, together, whole
from mentor_matching.errors import InvalidRecordError

Floats = npt.NDArray[np.float64]

HALF_LIFE_DAYS = 180.0
"""Of the asks of the demo 30, 60, 180 and 365 days forecast the next answer with a Brier score of
.1918, .1904, .1884 and .1881; in twelve weeks with fatigue they differ by chance only."""
OLD_ENOUGH_DAYS = 7.0


@dataclass(frozen=True)
class ReplyRecord:
    """Per mentor, shape (n,): counted requests and replies, plain and weighted by age."""

    requests: npt.NDArray[np.int64]
    replies: npt.NDArray[np.int64]
    decayed_requests: Floats
    decayed_replies: Floats


def reply_record(
    mentor: npt.ArrayLike,
    replied: npt.ArrayLike,
    had_room: npt.ArrayLike,
    age_days: npt.ArrayLike,
    *,
    n_mentors: int,
    half_life_days: float = HALF_LIFE_DAYS,
    old_enough_days: float = OLD_ENOUGH_DAYS,
) -> ReplyRecord:
    """Each mentor's record out of m requests.

    `mentor` (m,) holds positions 0..n_mentors-1, `replied` whether an answer came within
    `old_enough_days`, `had_room` whether the mentor had a free place when it arrived,
    `age_days` the days since. A request to a full mentor says nothing about willingness, and
    one too recent to judge says nothing yet: both are left out. Silence counts as no. A
    request weighs 2^(-age / half_life_days).

    Raises InvalidRecordError for columns of different lengths, NaN or negative ages, answers that
    are neither true nor false, mentors out of range, and a half-life that is not above 0.
    """
    n_mentors = whole("n_mentors", n_mentors, 0, InvalidRecordError)
    if not (is_amount(half_life_days) and half_life_days > 0):
        raise InvalidRecordError("half_life_days must be a number above 0")
    if not is_amount(old_enough_days):
        raise InvalidRecordError("old_enough_days must be a number of at least 0")
    columns = {"mentor": mentor, "replied": replied, "had_room": had_room, "age_days": age_days}
    given = {name: _column(name, values) for name, values in columns.items()}
    if len({len(values) for values in given.values()}) > 1:
        lengths = ", ".join(f"{name} has {len(values)}" for name, values in given.items())
        raise InvalidRecordError(f"each request needs one value in each: {lengths}")
    who = _positions(given["mentor"], n_mentors)
    age = _ages(given["age_days"])
    counted = _flags("had_room", given["had_room"]) & (age >= old_enough_days)
    yes = counted & _flags("replied", given["replied"])
    weight = 0.5 ** (age / float(half_life_days))
    return ReplyRecord(
        requests=np.bincount(who[counted], minlength=n_mentors),
        replies=np.bincount(who[yes], minlength=n_mentors),
        decayed_requests=_total(who[counted], weight[counted], n_mentors),
        decayed_replies=_total(who[yes], weight[yes], n_mentors),
    )


def _column(name: str, values: npt.ArrayLike) -> npt.NDArray[Any]:
    try:
        column = np.asarray(values)
    except (ValueError, TypeError, OverflowError):  # rows of different lengths
        column = np.empty((0, 0))
    if column.ndim != 1:
        raise InvalidRecordError(f"{name} must be a list with one value for each request")
    return column


def _positions(mentor: npt.NDArray[Any], n_mentors: int) -> npt.NDArray[np.int64]:
    if mentor.size and mentor.dtype.kind not in "iuf":
        raise InvalidRecordError("mentor must hold positions: whole numbers")
    # Written so that NaN fails too.
    if not np.all((mentor >= 0) & (mentor < n_mentors)):
        raise InvalidRecordError(f"a mentor position lies outside 0..{n_mentors - 1}")
    who = mentor.astype(np.int64)
    if not np.all(who == mentor):
        raise InvalidRecordError("mentor must hold positions: whole numbers")
    return who


def _ages(age_days: npt.NDArray[Any]) -> Floats:
    if (age_days.size and age_days.dtype.kind not in "iuf") or not np.all(age_days >= 0):
        raise InvalidRecordError("the age of a request must be a number of at least 0 days")
    return age_days.astype(np.float64)


def _flags(name: str, values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """True and false, or 1 and 0; a text that says so, or NaN, is neither."""
    is_number = values.dtype.kind in "biuf"
    if values.size and not (is_number and np.all((values == 0) | (values == 1))):
        raise InvalidRecordError(f"{name} must hold true or false for each request")
    return values.astype(np.bool_)


def _total(who: npt.NDArray[np.int64], weight: Floats, n_mentors: int) -> Floats:
    return np.asarray(np.bincount(who, weight, minlength=n_mentors), dtype=np.float64)


def checked_record(replies: npt.ArrayLike, requests: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Both as float arrays of one shape. Raises InvalidRecordError if they cannot be true."""
    S, N = together(InvalidRecordError, replies=replies, requests=requests)
    if not np.all((S >= 0) & (S <= N) & np.isfinite(N)):
        raise InvalidRecordError("replies must lie between 0 and the number of requests")
    return S, N
