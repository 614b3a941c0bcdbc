"""When a mentor may be away: decisions on values."""

from datetime import date, timedelta
from typing import Final

LONGEST_PAUSE: Final = timedelta(days=366)
"""A year. Whoever knows no nearer day takes no places until then; a pause says when it ends."""


def why_not_pausable(*, until: date, today: date) -> str:
    """A code of what is wrong with the day on which a pause ends, or nothing."""
    if until <= today:
        return "past"
    return "too_long" if until - today > LONGEST_PAUSE else ""
