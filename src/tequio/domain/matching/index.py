"""The mentors as the ranking reads them: a read-only index in each process, renewed by change.

PostgreSQL is the only truth: places and loads of the finalists are read again for every list.
"""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from zlib import crc32

import numpy as np
from django.db.models import QuerySet

from mentor_matching import vocabulary
from mentor_matching.congestion.loads import Loads
from mentor_matching.index import Mentor as IndexedMentor
from mentor_matching.index import MentorIndex
from tequio.domain.asks import rules
from tequio.domain.people.search_text import searchable
from tequio.records.people import Mentor, MentorLoad

RENEW_AFTER: Final = timedelta(seconds=30)
OVERLAP: Final = timedelta(seconds=60)
REBUILD_AFTER: Final = timedelta(hours=6)
FULL: Final = rules.Room(0, 0, 0)
USUAL_ACCEPTANCE: Final = 0.4
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


class IndexInMemory:
    """One index a process: built once, renewed by what changed since, now and then built anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: MentorIndex | None = None
        self._renewed = self._built = LONG_AGO

    def current(self, now: datetime) -> MentorIndex:
        """The index, at most half a minute old."""
        with self._lock:
            if self._index is None or now - self._built > REBUILD_AFTER or now < self._renewed:
                self._index = _build(now)
                self._built = self._renewed = now
            elif now - self._renewed > RENEW_AFTER:
                changed = _mentors().filter(updated_at__gte=self._renewed - OVERLAP)
                self._index = self._index.refresh(_indexed(changed, now))
                self._renewed = now
            return self._index

    def forget(self) -> None:
        """The next caller builds anew."""
        with self._lock:
            self._index = None


in_memory: Final = IndexInMemory()


def _build(now: datetime) -> MentorIndex:
    areas = [area.id for area in vocabulary.areas()]
    return MentorIndex.build(_indexed(_mentors(), now), areas=areas)


def _mentors() -> QuerySet[Mentor]:
    return Mentor.objects.select_related("person", "load", "reply_record")


def _indexed(mentors: Iterable[Mentor], now: datetime) -> list[IndexedMentor]:
    return [_as_indexed(mentor, now) for mentor in mentors]


def _as_indexed(mentor: Mentor, now: datetime) -> IndexedMentor:
    person = mentor.person
    load = getattr(mentor, "load", None)
    record = getattr(mentor, "reply_record", None)
    room = rules.room(
        places=mentor.places_a_month,
        month=load.month if load else now.date(),
        used=load.used if load else 0,
        waiting=load.waiting if load else 0,
        today=now.date(),
    )
    paused = rules.is_paused(paused_until=mentor.paused_until, today=now.date())
    return IndexedMentor(
        id=mentor.pk,
        areas=tuple(mentor.areas),
        languages=tuple(person.languages),
        country=person.country,
        industries=tuple(mentor.industries),
        wished_stages=tuple(mentor.stages),
        employer=crc32(searchable(mentor.employer).encode()) if mentor.employer else 0,
        places=room.places,
        free=room.free,
        expected_load=expected_load(room),
        requests=record.received if record else 0,
        replies=record.answered if record else 0,
        decayed_requests=record.weighted_received if record else 0.0,
        decayed_replies=record.weighted_accepted if record else 0.0,
        reply_days=_days(record.median_hours) if record else None,
        is_open=person.is_active and person.is_mentor and not paused,
        is_adult=person.adult_confirmed_at is not None,
    )


def _days(hours: float | None) -> float | None:
    return None if hours is None else hours / 24


class LoadReader:
    """Reads the counters of some mentors, as they are at this moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self, ids: np.ndarray) -> Loads:
        rows = MentorLoad.objects.filter(mentor__in=ids.tolist()).values_list(
            "mentor_id", "month", "used", "waiting", "mentor__places_a_month"
        )
        rooms = {
            mentor: rules.room(
                places=places, month=month, used=used, waiting=waiting, today=self.now.date()
            )
            for mentor, month, used, waiting, places in rows
        }
        known = [rooms.get(int(mentor), FULL) for mentor in ids]
        return Loads(
            np.array([room.free for room in known], np.int64),
            np.array([expected_load(room) for room in known], float),
        )


def expected_load(room: rules.Room) -> float:
    """Places that the asks already waiting will take, at the usual rate of acceptance."""
    return room.waiting * USUAL_ACCEPTANCE
