"""What a person was told and has not seen yet, with what each line is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tequio.records.asks import Ask, AskState
from tequio.records.conversations import CheckIn, Conversation
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Person

About = Ask | Conversation | Person
LISTED_APART: Final = (NotificationKind.ASK_RECEIVED, NotificationKind.MESSAGE)
"""Asks that wait and unread messages have lists of their own."""
MOVED_ON_BY_ASKER: Final = (AskState.WAITING, AskState.WITHDRAWN)
"""The asker answered the question back, or took the ask back: nothing to be told of it."""


@dataclass(frozen=True)
class Line:
    """One thing that happened; `about` is None where the kind says all."""

    kind: str
    about: About | None
    told_at: datetime


def unseen(person: Person, most: int) -> list[Line]:
    """The latest lines, without those about what this person does not see any more."""
    rows = list(_standing(person).order_by("-made_at", "-pk")[:most])
    found = _subjects(person, rows)
    return [
        Line(row.kind, found.get(row.subject_public_id), row.made_at)
        for row in rows
        if row.kind == NotificationKind.REPORT or row.subject_public_id in found
    ]


def _standing(person: Person) -> QuerySet[Notification]:
    """The latest of each thing, as a line says how it stands; nothing that is done already."""
    untold = Notification.objects.filter(person=person, read_at=None).exclude(kind__in=LISTED_APART)
    subject = OuterRef("subject_public_id")
    later = untold.filter(subject_public_id=subject, pk__gt=OuterRef("pk"))
    own_turn_over = Ask.objects.filter(public_id=subject, state__in=MOVED_ON_BY_ASKER)
    still_asked = CheckIn.objects.filter(
        conversation__public_id=subject,
        conversation__closed_at__isnull=False,
        round=F("conversation__times_opened"),
        person=person,
        answered_at=None,
    )
    is_to_do = ~Q(kind=NotificationKind.CHECK_IN) | Exists(still_asked)
    return untold.filter(~Exists(later), ~Exists(own_turn_over), is_to_do)


def _subjects(person: Person, rows: Iterable[Notification]) -> Mapping[str, About]:
    """By identifier, whatever this person still sees: one query for each sort of thing."""
    names: dict[str, list[str]] = {"ask": [], "conversation": [], "person": []}
    for row in rows:
        names.get(row.subject_type, []).append(row.subject_public_id)
    found: dict[str, About] = {}
    asks = Ask.objects.of(person).select_related("asker", "mentor")
    talks = Conversation.objects.of(person).select_related("entrepreneur", "mentor")
    present = Person.objects.present().filter(is_mentor=True).not_blocked_with(person)
    if names["ask"]:
        found |= {one.public_id: one for one in asks.filter(public_id__in=names["ask"])}
    if names["conversation"]:
        found |= {one.public_id: one for one in talks.filter(public_id__in=names["conversation"])}
    if names["person"]:
        found |= {one.public_id: one for one in present.filter(public_id__in=names["person"])}
    return found
