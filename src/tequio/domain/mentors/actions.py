"""What a mentor offers, and when not."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mentor_matching import vocabulary
from tequio.domain.asks.actions import today_of
from tequio.domain.audit import actions as audit
from tequio.domain.mentors import rules
from tequio.domain.people.search_text import searchable
from tequio.domain.safety import texts
from tequio.records.people import Mentor, Person


class PauseRefused(Exception):
    """The pause cannot end on that day; `reason` is a code of `rules.why_not_pausable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def offer(
    *,
    by: Person,
    headline: str,
    about: str,
    employer: str,
    areas: Iterable[str],
    industries: Iterable[str],
    stages: Iterable[str],
    places_a_month: int,
    good_ask: str,
    now: datetime,
) -> Mentor:
    """Says what the mentor can help with, whom, and how often; raises TextRefused."""
    texts.refuse(
        texts.OF_A_MENTOR, headline=headline, about=about, employer=employer, good_ask=good_ask
    )
    mentor = Mentor.objects.select_for_update().get(person=by)
    mentor.headline, mentor.about, mentor.employer = headline, about, employer
    mentor.areas, mentor.industries = sorted(set(areas)), sorted(set(industries))
    mentor.stages = sorted(set(stages))
    mentor.places_a_month, mentor.good_ask = places_a_month, good_ask
    mentor.search_text = searchable(" ".join([headline, about, employer, *_labels(mentor.areas)]))
    mentor.updated_at = now
    mentor.save()
    audit.record(action="mentors.offer", subject=by, by=by, now=now, places_a_month=places_a_month)
    return mentor


def _labels(areas: Iterable[str]) -> list[str]:
    chosen = set(areas)
    return [
        label
        for area in vocabulary.areas()
        if area.id in chosen
        for label in (area.label_es, area.label_en)
    ]


@transaction.atomic
def pause(*, by: Person, until: date | None, now: datetime) -> None:
    """Takes no asks until that day, which ends the pause by itself; None ends it at once.

    Raises PauseRefused.
    """
    if until is not None:
        reason = rules.why_not_pausable(until=until, today=today_of(by, now))
        if reason:
            raise PauseRefused(reason)
    Mentor.objects.filter(person=by).update(paused_until=until, updated_at=now)
    audit.record(action="mentors.pause", subject=by, by=by, now=now, until=str(until or ""))
