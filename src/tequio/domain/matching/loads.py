"""Places and loads of mentors as they are at this moment."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from mentor_matching.congestion.loads import Loads
from tequio.domain.asks import rules
from tequio.records import prepared

FULL: Final = rules.Room(0, 0, 0)
USUAL_ACCEPTANCE: Final = 0.4
COUNTERS: Final = """
SELECT m.person_id, m.places_a_month, l.month, l.used, l.waiting, p.time_zone
FROM records_mentor m
JOIN records_person p ON p.id = m.person_id
LEFT JOIN records_mentorload l ON l.mentor_id = m.person_id
WHERE m.person_id = ANY(%s)
"""


class LoadReader:
    """Reads the counters of some mentors; whoever is not there any more is full."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self, ids: np.ndarray) -> Loads:
        rows = self.counters(ids.tolist())
        rooms = {
            pk: room(places, month, used, waiting, today(zone, self.now))
            for pk, places, month, used, waiting, zone in rows
        }
        known = [rooms.get(int(mentor), FULL) for mentor in ids]
        return Loads(
            np.array([room.free for room in known], np.int64),
            np.array([expected_load(room) for room in known], float),
        )

    def counters(self, ids: list[int]) -> Iterable[tuple[Any, ...]]:
        """Identifier, places a month, month, used, waiting and time zone of those still there."""
        return prepared.rows(COUNTERS, [ids])


def room(
    places: int, month: date | None, used: int | None, waiting: int | None, day: date
) -> rules.Room:
    """The room of a mentor on that day; without a counter nobody has asked yet."""
    return rules.room(
        places=places, month=month or day, used=used or 0, waiting=waiting or 0, today=day
    )


def expected_load(room: rules.Room) -> float:
    """Places that the asks already waiting will take, at the usual rate of acceptance."""
    return room.waiting * USUAL_ACCEPTANCE


@lru_cache(maxsize=512)
def today(time_zone: str, now: datetime) -> date:
    """The day it is in that time zone: months and pauses turn where the mentor lives."""
    return now.astimezone(ZoneInfo(time_zone)).date()
