"""The mentors as the ranking reads them: a read-only index in each process, renewed by change.

PostgreSQL is the only truth: places and loads of the finalists are read again for every list.
"""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from zlib import crc32

import structlog
from django.db.models import Q, QuerySet

from mentor_matching import vocabulary
from mentor_matching.errors import MatchingError
from mentor_matching.index import Mentor as IndexedMentor
from mentor_matching.index import MentorIndex
from tequio.domain.asks import rules
from tequio.domain.matching.loads import expected_load, room, today
from tequio.domain.mentors import reply_prior
from tequio.domain.people.search_text import searchable
from tequio.records.people import Mentor

log = structlog.get_logger(__name__)
RENEW_AFTER: Final = timedelta(seconds=30)
OVERLAP: Final = timedelta(seconds=60)
REBUILD_AFTER: Final = timedelta(hours=6)
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
HOURS_A_DAY: Final = 24


class IndexInMemory:
    """One index a process: built once, renewed by what changed since, now and then built anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: MentorIndex | None = None
        self._renewed = self._built = LONG_AGO

    def current(self, now: datetime) -> MentorIndex | None:
        """The index, at most half a minute old; None while there is none to be had.

        Nobody waits for another thread that builds: until it is done the index of before goes
        on, and before the first one the exact query answers.
        """
        if not self._lock.acquire(blocking=False):
            return self._index
        try:
            self._renew(now)
        except (MatchingError, MemoryError):
            log.exception("index_not_built")
            self._index = None
        finally:
            self._lock.release()
        return self._index

    def _renew(self, now: datetime) -> None:
        if self._index is None or now - self._built > REBUILD_AFTER or now < self._renewed:
            self._index = build(now)
            self._built = self._renewed = now
        elif now - self._renewed > RENEW_AFTER:
            changed = _indexed(_changed(self._renewed - OVERLAP), now)
            self._index = self._index.refresh(changed, leave_out_impossible=True)
            self._renewed = now

    def forget(self) -> None:
        """The next caller builds anew."""
        with self._lock:
            self._index = None


in_memory: Final = IndexInMemory()


def build(now: datetime) -> MentorIndex:
    """The index of everybody who is a mentor, with the prior of last night."""
    areas = [area.id for area in vocabulary.areas()]
    return MentorIndex.build(
        _indexed(_mentors(), now),
        areas=areas,
        prior=reply_prior.current(),
        leave_out_impossible=True,  # one broken row must not keep everybody from being suggested
    )


def _mentors() -> QuerySet[Mentor]:
    return Mentor.objects.select_related("person", "load", "reply_record").defer(
        "about", "good_ask", "search_text", "headline"
    )


def _changed(since: datetime) -> QuerySet[Mentor]:
    """Those who changed what they offer, and those to whom an ask came or went."""
    return _mentors().filter(Q(updated_at__gte=since) | Q(load__changed_at__gte=since))


def _indexed(mentors: Iterable[Mentor], now: datetime) -> list[IndexedMentor]:
    return [_as_indexed(mentor, now) for mentor in mentors]


def _as_indexed(mentor: Mentor, now: datetime) -> IndexedMentor:
    person = mentor.person
    day = today(person.time_zone, now)
    has_room = room_of(mentor, now)
    record = getattr(mentor, "reply_record", None)
    paused = rules.is_paused(paused_until=mentor.paused_until, today=day)
    return IndexedMentor(
        id=mentor.pk,
        areas=tuple(mentor.areas),
        languages=tuple(person.languages),
        country=person.country,
        industries=tuple(mentor.industries),
        wished_stages=tuple(mentor.stages),
        employer=employer_number(mentor.employer),
        places=has_room.places,
        free=has_room.free,
        expected_load=expected_load(has_room),
        requests=record.received if record else 0,
        replies=record.answered if record else 0,
        decayed_requests=record.weighted_received if record else 0.0,
        decayed_replies=record.weighted_accepted if record else 0.0,
        reply_days=reply_days(mentor),
        is_open=person.is_active and person.is_mentor and not paused,
        is_adult=person.adult_confirmed_at is not None,
    )


def room_of(mentor: Mentor, now: datetime) -> rules.Room:
    """The room of a mentor whose person and counter are read already."""
    load = getattr(mentor, "load", None)
    day = today(mentor.person.time_zone, now)
    if load is None:
        return room(mentor.places_a_month, None, None, None, day)
    return room(mentor.places_a_month, load.month, load.used, load.waiting, day)


def employer_number(employer: str) -> int:
    """The same number for the same employer, however it is written; 0 for none."""
    return crc32(searchable(employer).encode()) if employer else 0


def reply_days(mentor: Mentor) -> float | None:
    """Days within which half of the mentor's asks had a reply; None where that is not known."""
    record = getattr(mentor, "reply_record", None)
    hours = record.median_hours if record else None
    return None if hours is None else hours / HOURS_A_DAY
