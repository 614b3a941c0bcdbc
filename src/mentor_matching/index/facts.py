"""Facts of a mentor that cannot be true, or that no column can hold, told by the field's name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from math import inf
from numbers import Integral, Real
from typing import Any, NoReturn

from mentor_matching.errors import InvalidMentorError
from mentor_matching.index.mentor import Mentor

MOST = 2**31 - 1
"""No count of places or requests is above this: they are kept in 32 bits."""
LARGEST_NUMBER = 2**63 - 1
"""Identifiers are kept in 64 bits."""

NAMES = ("areas", "languages", "industries", "wished_industries", "wished_stages")
MUST_HOLD_NAMES = 'must hold names, such as ("es", "en")'

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
            and 0 <= mentor.decayed_replies <= mentor.decayed_requests < inf
            and 0 <= mentor.expected_load < inf
            and (mentor.reply_days is None or 0 <= mentor.reply_days < inf)
            and max(abs(mentor.id), abs(mentor.employer), abs(mentor.programme)) <= LARGEST_NUMBER
        )
    except TypeError:
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
    return (
        _no_count(mentor, "requests")
        or _no_count(mentor, "replies")
        or _above(mentor, "replies", "requests")
        or _no_amount(mentor, "decayed_requests")
        or _no_amount(mentor, "decayed_replies")
        or _above(mentor, "decayed_replies", "decayed_requests")
        or _no_amount(mentor, "reply_days", or_none=True)
    )


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
    return None


def with_tuples(mentor: Mentor) -> Mentor:
    """The same with tuples of names, as columns read them: they may come as lists or sets."""
    names: dict[str, Any] = {name: tuple(getattr(mentor, name)) for name in NAMES}
    return replace(mentor, **names)


def refuse_unusable(mentors: Iterable[Mentor]) -> None:
    """Raises InvalidMentorError for the first whose form no index can hold."""
    for mentor in mentors:
        if fact := unusable_form(mentor):
            refuse(mentor, fact)


def is_identifier(value: object) -> bool:
    """Whether it is a whole number that 64 bits hold."""
    return isinstance(value, Integral) and abs(int(value)) <= LARGEST_NUMBER


def holds_names(value: object) -> bool:
    """Whether it is a collection of texts; a text is never taken for a set of letters."""
    if isinstance(value, str) or not isinstance(value, Collection):
        return False
    return all(isinstance(name, str) for name in value)


def refuse(mentor: Mentor, fact: Fact) -> NoReturn:
    """Raises InvalidMentorError."""
    field, fault = fact
    raise InvalidMentorError(mentor.id, field, fault)


def _no_count(mentor: Mentor, name: str) -> Fact | None:
    value = getattr(mentor, name)
    if isinstance(value, Integral) and 0 <= int(value) <= MOST:
        return None
    return name, f"must be a whole number from 0 to {MOST}"


def _no_amount(mentor: Mentor, name: str, *, or_none: bool = False) -> Fact | None:
    value = getattr(mentor, name)
    # Written so that NaN fails too.
    if (or_none and value is None) or (isinstance(value, Real) and 0 <= float(value) < inf):
        return None
    return name, "must be a number of at least 0" + (", or None" if or_none else "")


def _above(mentor: Mentor, part: str, whole: str) -> Fact | None:
    most = getattr(mentor, whole)
    return (part, f"is above the {most} {whole}") if getattr(mentor, part) > most else None
