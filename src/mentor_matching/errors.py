"""Refusals of the matching engine. Each says what was given and what would be accepted."""

from __future__ import annotations


class MatchingError(ValueError):
    """Anything the matching engine refuses."""


class UnknownAreaError(MatchingError):
    """An expertise area that the vocabulary does not hold."""

    def __init__(self, area: str) -> None:
        super().__init__(f"unknown expertise area {area!r}")
        self.area = area


class DuplicateMentorError(MatchingError):
    """The same mentor id given twice to one index."""


class InvalidMentorError(MatchingError):
    """A fact of a mentor that cannot be true: `mentor_id`, and `field`, which holds it."""

    def __init__(self, mentor_id: int, field: str, fault: str) -> None:
        super().__init__(f"{field} of mentor {str(mentor_id)[:30]} {fault}")
        self.mentor_id = mentor_id
        self.field = field


class InvalidTextError(MatchingError):
    """A story that is no text, or a language that is none of those that are read."""


class InvalidSeekerError(MatchingError):
    """Needs or preferences that cannot be ranked with: none, NaN, or below zero."""


class InvalidLoadError(MatchingError):
    """Free places or expected loads that are not numbers, or below zero."""


class InvalidRecordError(MatchingError):
    """A reply record that cannot be true: NaN, below zero, or more replies than requests."""


class InvalidMarketError(MatchingError):
    """Market arrays with the wrong shape, NaN, or values that are no probability."""
