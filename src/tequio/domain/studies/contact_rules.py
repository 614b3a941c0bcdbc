"""How often and when somebody may be contacted: three times a week, by day where they live."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tequio.domain.studies.dispositions import UNDELIVERED

MOST_A_WEEK: Final = 3
WEEK: Final = timedelta(days=7)
OPENS, CLOSES = time(9), time(20)
CONTACTS: Final = ("mail", "phone", "whatsapp")  # what somebody does on the web is their own


def is_contact(mode: str, code: str) -> bool:
    """Whether an attempt was felt by the person: what came back was not."""
    return mode in CONTACTS and code != UNDELIVERED


def is_by_day(local: datetime) -> bool:
    """Whether a local time lies within the hours of contact."""
    return OPENS <= local.time() < CLOSES


def free_from(contacts: Sequence[datetime], now: datetime) -> datetime:
    """From when one more contact keeps to three a week; `now` where it does already.

    >>> from datetime import UTC
    >>> days = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in (2, 4, 5)]
    >>> free_from(days, datetime(2026, 11, 6, tzinfo=UTC)).isoformat()
    '2026-11-09T12:00:00+00:00'
    """
    if len(contacts) < MOST_A_WEEK:
        return now
    return max(now, sorted(contacts)[-MOST_A_WEEK] + WEEK)


def next_day_hour(zone: str, now: datetime) -> datetime:
    """`now` where it is day in a time zone, else the next morning there.

    >>> from datetime import UTC
    >>> night = datetime(2026, 11, 29, 4, 30, tzinfo=UTC)
    >>> next_day_hour("America/Guatemala", night).isoformat()
    '2026-11-29T09:00:00-06:00'
    """
    try:
        local = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        local = now.astimezone(ZoneInfo("America/Guatemala"))
    if is_by_day(local):
        return now
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, local.tzinfo)


def too_many(contacts: Sequence[datetime]) -> set[datetime]:
    """The contacts that were the fourth or a later one within a week."""
    made = sorted(contacts)
    return {at for before, at in zip(made, made[MOST_A_WEEK:], strict=False) if at - before < WEEK}
