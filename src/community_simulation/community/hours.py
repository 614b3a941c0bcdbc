"""When people are awake and at it, in their own time zone."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from community_simulation.community.chance import Chance

HOURS: Final = tuple(range(24))
BUSY: Final = (1, 0, 0, 0, 1, 4, 9, 12, 12, 11, 10, 9, 11, 12, 9, 8, 8, 9, 11, 16, 19, 18, 12, 5)
FIRST_HOUR: Final = 6
LAST_HOUR: Final = 22


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def on_the_day(moment: datetime, time_zone: str, chance: Chance) -> datetime:
    """The same local day at an hour when people use the site."""
    local = moment.astimezone(_zone(time_zone))
    hour = chance.weighted(HOURS, BUSY)
    return local.replace(
        hour=hour, minute=chance.between(0, 59), second=chance.between(0, 59), microsecond=0
    ).astimezone(UTC)


def when_awake(moment: datetime, time_zone: str, chance: Chance) -> datetime:
    """The moment itself when it falls in the waking hours, otherwise the next morning."""
    local = moment.astimezone(_zone(time_zone))
    if FIRST_HOUR <= local.hour < LAST_HOUR:
        return moment.replace(microsecond=0)
    day = local if local.hour < FIRST_HOUR else local + timedelta(days=1)
    morning = day.replace(hour=chance.between(6, 9), minute=chance.between(0, 59), microsecond=0)
    return morning.astimezone(UTC)
