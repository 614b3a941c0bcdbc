"""Facts of a mentor that cannot be true, or that no column can hold, told by the field's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from numbers import Integral
from typing import Any, NoReturn

from mentor_matching.checks import (
    LARGEST_NUMBER,
    MUST_HOLD_NAMES,
    holds_names,
    is_amount,
    is_flag,
    is_identifier,
)
from mentor_matching.errors import InvalidIndexError, InvalidMentorError, shown
from mentor_matching.index.mentor import Mentor

MOST = 2**31 - 1
"""No count of places or requests is above this: they are kept in 32 bits."""
USUAL_AMOUNT = 1e38
"""Up to this a number of any type of numpy is compared without a warning."""
ROUNDING = 1.0 + 1e-9
"""Weights of single requests may add up to this much more than their count."""

NAMES = ("areas", "languages", "industries", "wished_industries", "wished_stages")

Fact = tuple[str, str]
"""The field and what is wrong with it."""


def is_plainly_possible(mentor: Mentor) -> bool:
    """Whether all facts are of the usual types and can be true: one look, for most mentors."""
    try:
        return (
            type(mentor.id) is type(mentor.employer) is type(mentor.programme) is int
            and type(mentor.places) is type(mentor.free) is int
            and type(mentor.requests) is type(mentor.replies) is int
            and type(mentor.areas) is type(mentor.languages) is type(mentor.industries) is tuple
            and type(mentor.wished_industries) is type(mentor.wished_stages) is tuple
            and 0 <= mentor.free <= mentor.places <= MOST
            and 0 <= mentor.replies <= mentor.requests <= MOST
            and type(mentor.is_open) is type(mentor.is_adult) is bool
            and _has_plain_weights(mentor)
            and 0 <= mentor.expected_load <= USUAL_AMOUNT
            and (mentor.reply_days is None or 0 <= mentor.reply_days <= USUAL_AMOUNT)
            and max(abs(mentor.id), abs(mentor.employer), abs(mentor.programme)) <= LARGEST_NUMBER
        )
    except (TypeError, AttributeError, ValueError):  # an array has no truth of its own
        return False


def impossible_load(mentor: Mentor) -> Fact | None:
    """What is impossible about places and what is on the way."""
    return (
        _no_count(mentor, "places")
        or _no_count(mentor, "free")
        or _above(mentor, "free", "places")
        or _no_amount(mentor, "expected_load")
    )


def impossible_record(mentor: Mentor) -> Fact | None:
    """What is impossible about requests and replies."""
    counts = (
        _no_count(mentor, "requests")
        or _no_count(mentor, "replies")
        or _above(mentor, "replies", "requests")
        or _no_amount(mentor, "reply_days", or_none=True)
    )
    return counts or _impossible_weights(mentor)


def unusable_form(mentor: Mentor) -> Fact | None:
    """What has a form that no index can hold."""
    for name in ("id", "employer", "programme"):
        if not is_identifier(getattr(mentor, name)):
            return name, "must be a whole number of at most 64 bits"
    for name in NAMES:
        if not holds_names(getattr(mentor, name)):
            return name, MUST_HOLD_NAMES
    for name in ("country", "gender"):
        if not isinstance(getattr(mentor, name), str):
            return name, "must be a text"
    for name in ("is_open", "is_adult"):
        if not is_flag(getattr(mentor, name)):
            return name, "must be True or False"
    return None


def refuse_other_than_mentor(given: object) -> None:
    """Raises InvalidIndexError for what is no mentor."""
    if not isinstance(given, Mentor):
        raise InvalidIndexError(f"mentors must hold Mentor objects, not {shown(given)}")


def with_tuples(mentor: Mentor) -> Mentor:
    """The same with tuples of names, as columns read them: they may come as lists or sets."""
    names: dict[str, Any] = {name: tuple(getattr(mentor, name)) for name in NAMES}
    return replace(mentor, **names)


def refuse_unusable(mentors: Iterable[Mentor]) -> None:
    """Raises InvalidMentorError for the first whose form no index can hold."""
    for mentor in mentors:
        if fact := unusable_form(mentor):
            refuse(mentor, fact)


def refuse(mentor: Mentor, fact: Fact) -> NoReturn:
    """Raises InvalidMentorError."""
    field, fault = fact
    raise InvalidMentorError(mentor.id, field, fault)


def _has_plain_weights(mentor: Mentor) -> bool:
    requests, replies = mentor.decayed_requests, mentor.decayed_replies
    if requests is None or replies is None:
        return requests is replies
    is_part = 0 <= replies <= requests
    return (
        is_part and requests <= mentor.requests * ROUNDING and replies <= mentor.replies * ROUNDING
    )


def _impossible_weights(mentor: Mentor) -> Fact | None:
    weights = ("decayed_requests", "decayed_replies")
    missing = [name for name in weights if getattr(mentor, name) is None]
    if len(missing) == 2:
        return None
    if missing:
        return missing[0], "is missing: both weights by age belong together, or neither"
    return (
        _no_amount(mentor, "decayed_requests")
        or _no_amount(mentor, "decayed_replies")
        or _above(mentor, "decayed_replies", "decayed_requests")
        or _above(mentor, "decayed_requests", "requests", ROUNDING)
        or _above(mentor, "decayed_replies", "replies", ROUNDING)
    )


def _no_count(mentor: Mentor, name: str) -> Fact | None:
    value = getattr(mentor, name)
    if isinstance(value, Integral) and 0 <= int(value) <= MOST:
        return None
    return name, f"must be a whole number from 0 to {MOST}"


def _no_amount(mentor: Mentor, name: str, *, or_none: bool = False) -> Fact | None:
    value = getattr(mentor, name)
    if (or_none and value is None) or is_amount(value):
        return None
    return name, "must be a number of at least 0" + (", or None" if or_none else "")


def _above(mentor: Mentor, part: str, whole: str, rounding: float = 1.0) -> Fact | None:
    most = getattr(mentor, whole)
    is_above = getattr(mentor, part) > most * rounding
    return (part, f"is above the {most} {whole}") if is_above else None
