"""Facts of a mentor that cannot be true, or that no column can hold, told by the field's name."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from numbers import Integral, Real
from typing import NoReturn

from mentor_matching.errors import InvalidMentorError
from mentor_matching.index.mentor import Mentor

MOST = 2**31 - 1
"""No count of places or requests is above this: they are kept in 32 bits."""
LARGEST_NUMBER = 2**63 - 1
"""Identifiers are kept in 64 bits."""

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
    if not _is_count(mentor.places):
        return "places", f"must be a whole number from 0 to {MOST}"
    if not _is_count(mentor.free):
        return "free", f"must be a whole number from 0 to {MOST}"
    if mentor.free > mentor.places:
        return "free", f"is above the {mentor.places} places"
    if not _is_finite(mentor.expected_load):
        return "expected_load", "must be a number of at least 0"
    return None


def impossible_record(mentor: Mentor) -> Fact | None:
    """What is impossible about requests and replies."""
    if not _is_count(mentor.requests):
        return "requests", f"must be a whole number from 0 to {MOST}"
    if not _is_count(mentor.replies):
        return "replies", f"must be a whole number from 0 to {MOST}"
    if mentor.replies > mentor.requests:
        return "replies", f"is above the {mentor.requests} requests"
    if not _is_finite(mentor.decayed_requests):
        return "decayed_requests", "must be a number of at least 0"
    if not _is_finite(mentor.decayed_replies):
        return "decayed_replies", "must be a number of at least 0"
    if mentor.decayed_replies > mentor.decayed_requests:
        return "decayed_replies", "is above decayed_requests"
    if mentor.reply_days is not None and not _is_finite(mentor.reply_days):
        return "reply_days", "must be a number of at least 0, or None"
    return None


def unusable_form(mentor: Mentor) -> Fact | None:
    """What has a form that no index can hold; a text is never taken for a set of letters."""
    for name in ("id", "employer", "programme"):
        value = getattr(mentor, name)
        if not isinstance(value, Integral) or abs(int(value)) > LARGEST_NUMBER:
            return name, "must be a whole number of at most 64 bits"
    for name in ("areas", "languages", "industries", "wished_industries", "wished_stages"):
        value = getattr(mentor, name)
        if isinstance(value, str) or not isinstance(value, Iterable):
            return name, 'must hold names, such as ("es", "en")'
    return None


def refuse(mentor: Mentor, fact: Fact) -> NoReturn:
    """Raises InvalidMentorError."""
    field, fault = fact
    raise InvalidMentorError(mentor.id, field, fault)


def _is_count(value: object) -> bool:
    return isinstance(value, Integral) and 0 <= int(value) <= MOST


def _is_finite(value: object) -> bool:
    # Written so that NaN fails too.
    return isinstance(value, Real) and 0 <= float(value) < inf
