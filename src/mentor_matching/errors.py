"""Refusals of the matching engine. Each says what was given and what would be accepted."""

from __future__ import annotations

LONGEST_SHOWN = 30


def shown(value: object) -> str:
    """A value as a message shows it: short, whatever it is.

    >>> shown("pricing"), shown(10**5000)
    ("'pricing'", 'of type int')
    """
    try:
        return repr(value)[:LONGEST_SHOWN]
    except ValueError:  # a number of thousands of digits
        return f"of type {type(value).__name__}"


class MatchingError(ValueError):
    """Anything the matching engine refuses."""


class UnknownAreaError(MatchingError):
    """An expertise area that the vocabulary does not hold."""

    def __init__(self, area: object) -> None:
        super().__init__(f"unknown expertise area {shown(area)}")
        self.area = area


class InvalidIndexError(MatchingError):
    """Mentors, areas or removed ids that are no collection of what an index is made of."""


class DuplicateMentorError(MatchingError):
    """The same mentor id given twice to one index."""


class InvalidMentorError(MatchingError):
    """A fact of a mentor that cannot be true: `mentor_id`, and `field`, which holds it."""

    def __init__(self, mentor_id: int, field: str, fault: str) -> None:
        super().__init__(f"{field} of mentor {shown(mentor_id)} {fault}")
        self.mentor_id = mentor_id
        self.field = field


class InvalidTextError(MatchingError):
    """A story that is no text, or a language that is none of those that are read."""


class InvalidSeekerError(MatchingError):
    """Needs or preferences that cannot be ranked with: none, NaN, or below zero."""


class InvalidLoadError(MatchingError):
    """Free places or expected loads that are not numbers, or below zero."""


class InvalidRecordError(MatchingError):
    """A reply record that cannot be true, such as more replies than requests, or half a request."""


class InvalidPriorError(MatchingError):
    """A prior of reply rates that is no Beta distribution of two numbers above 0."""


class InvalidMarketError(MatchingError):
    """Market arrays with the wrong shape, NaN, or values that are no probability."""
