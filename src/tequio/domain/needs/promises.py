"""Keeps the promise made where a search found nobody: to write when somebody who can help joins.

Whoever is told may ask at once, so that a mentor is told of to no more people than have room.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from tequio.domain.asks import load as loads
from tequio.domain.asks import rules
from tequio.domain.asks.actions import today_of
from tequio.domain.audit import actions as audit
from tequio.domain.notifications import actions as notifications
from tequio.domain.safety.queries import hidden_from
from tequio.records.asks import Ask
from tequio.records.needs import UnmetSearch
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Mentor, MentorLoad, Person

HOLDS_A_PLACE: Final = timedelta(days=7)
"""So long whoever was told of a mentor may still come and ask."""


def open_promises() -> QuerySet[UnmetSearch]:
    """Searches of present people who were told of nobody yet; oldest first.

    Each names an area, a language, a country or a trade.
    """
    return (
        UnmetSearch.objects.filter(told_at=None, person__is_active=True, person__erased_at=None)
        .exclude(area="", wanted_language="", wanted_country="", wanted_industry="")
        .select_related("person")
        .order_by("searched_at", "pk")
    )


@transaction.atomic
def keep(*, promise: UnmetSearch, now: datetime) -> Mentor | None:
    """Tells the person of a mentor who fits the search and has room; None if there is none yet.

    One telling answers every open search of this person that this mentor fits.
    """
    person = promise.person
    if person is None:
        return None
    mentor = _with_most_room(_who_could_help(promise, person), promise, now)
    if mentor is None:
        return None
    answered = UnmetSearch.objects.filter(
        Q(wanted_language="") | Q(wanted_language__in=mentor.person.languages),
        Q(wanted_country="") | Q(wanted_country=mentor.person.country),
        Q(wanted_industry="") | Q(wanted_industry__in=mentor.industries),
        person=person,
        area=promise.area,
        told_at=None,
    )
    if answered.update(told_at=now):
        notifications.notify(
            person=person, kind=NotificationKind.MENTOR_JOINED, about=mentor.person, now=now
        )
        audit.record(action="needs.keep_promise", subject=promise, by=None, now=now)
    return mentor


def _who_could_help(promise: UnmetSearch, person: Person) -> QuerySet[Mentor]:
    """Whom the search would find, with the filters that were chosen, and who can talk with them."""
    present = Person.objects.present().filter(is_mentor=True, hidden_from_search=False)
    spoken = [promise.wanted_language] if promise.wanted_language else person.languages
    offering = Mentor.objects.exclude(areas=[]).filter(
        person__in=present, person__languages__overlap=spoken
    )
    if promise.area:
        offering = offering.filter(areas__contains=[promise.area])
    if promise.wanted_country:
        offering = offering.filter(person__country=promise.wanted_country)
    if promise.wanted_industry:
        offering = offering.filter(industries__contains=[promise.wanted_industry])
    return (
        offering.exclude(person__in=hidden_from(person) | {person.pk})
        .select_related("person", "load")
        .order_by("pk")
    )


def _with_most_room(
    mentors: Iterable[Mentor], promise: UnmetSearch, now: datetime
) -> Mentor | None:
    """Of those who joined or came free since, who has most places that nobody was told of.

    The counter is locked, so that two promises never take the same place.
    """
    could = [mentor for mentor in mentors if _is_there_since(mentor, promise.searched_at, now)]
    told = _told_lately(could, now)
    places = {
        mentor: _free(mentor, mentor.load, now) - told[mentor.person.public_id] for mentor in could
    }
    for mentor in sorted(places, key=lambda mentor: -places[mentor]):
        if places[mentor] <= 0:
            return None
        load = MentorLoad.objects.select_for_update().get(mentor=mentor)
        if _free(mentor, load, now) > told[mentor.person.public_id]:
            return mentor
    return None


def _free(mentor: Mentor, load: MentorLoad, now: datetime) -> int:
    today = today_of(mentor.person, now)
    if rules.is_paused(paused_until=mentor.paused_until, today=today):
        return 0
    return loads.room_of(mentor, load, today=today).free


def _is_there_since(mentor: Mentor, searched_at: datetime, now: datetime) -> bool:
    """Whether the mentor joined, changed the offer, came back or got a place after the search."""
    load = getattr(mentor, "load", None)
    if load is None:
        return False
    then, today = today_of(mentor.person, searched_at), today_of(mentor.person, now)
    return (
        max(mentor.person.joined_at, mentor.updated_at, load.changed_at) >= searched_at
        or _first(then) < _first(today)
        or (mentor.paused_until is not None and then < mentor.paused_until <= today)
    )


def _first(day: date) -> date:
    return day.replace(day=1)


def _told_lately(mentors: Iterable[Mentor], now: datetime) -> Counter[str]:
    """How many people were told of each and have not asked since: each may still come."""
    names = [mentor.person.public_id for mentor in mentors]
    since = now - HOLDS_A_PLACE
    told = Notification.objects.filter(
        kind=NotificationKind.MENTOR_JOINED, subject_public_id__in=names, made_at__gt=since
    ).values_list("subject_public_id", "person_id")
    came = Ask.objects.filter(mentor__public_id__in=names, sent_at__gt=since).values_list(
        "mentor__public_id", "asker_id"
    )
    return Counter(name for name, _person in set(told) - set(came))
