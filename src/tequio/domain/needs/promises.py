"""Keeps the promise made where a search found nobody: to write when somebody who can help joins."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tequio.domain.asks import load as loads
from tequio.domain.asks import rules
from tequio.domain.asks.actions import today_of
from tequio.domain.audit import actions as audit
from tequio.domain.notifications import actions as notifications
from tequio.domain.safety.queries import hidden_from
from tequio.records.needs import UnmetSearch
from tequio.records.notifications import NotificationKind
from tequio.records.people import Mentor, Person


def open_promises() -> QuerySet[UnmetSearch]:
    """Searches of present people for a named area, of which nobody was told yet."""
    return (
        UnmetSearch.objects.filter(told_at=None, person__is_active=True, person__erased_at=None)
        .exclude(area="")
        .select_related("person")
        .order_by("searched_at")
    )


@transaction.atomic
def keep(*, promise: UnmetSearch, now: datetime) -> Mentor | None:
    """Tells the person of a mentor who offers the area and has room; None if there is none yet.

    One telling answers every open search of this person for the area.
    """
    person = promise.person
    if person is None:
        return None
    mentor = next(iter(_who_could_help(person, promise.area, now)), None)
    if mentor is None:
        return None
    answered = UnmetSearch.objects.filter(person=person, area=promise.area, told_at=None)
    if answered.update(told_at=now):
        notifications.notify(
            person=person, kind=NotificationKind.MENTOR_JOINED, about=mentor.person, now=now
        )
        audit.record(action="needs.keep_promise", subject=promise, by=None, now=now)
    return mentor


def _who_could_help(person: Person, area: str, now: datetime) -> list[Mentor]:
    offering = (
        Mentor.objects.filter(
            areas__contains=[area],
            person__in=Person.objects.present().filter(is_mentor=True),
            person__languages__overlap=person.languages,
        )
        .exclude(person__in=hidden_from(person) | {person.pk})
        .select_related("person", "load")
        .order_by("-updated_at")
    )
    return [mentor for mentor in offering if _has_room(mentor, now)]


def _has_room(mentor: Mentor, now: datetime) -> bool:
    today = today_of(mentor.person, now)
    load = getattr(mentor, "load", None)
    if load is None or rules.is_paused(paused_until=mentor.paused_until, today=today):
        return False
    return loads.room_of(mentor, load, today=today).free > 0
