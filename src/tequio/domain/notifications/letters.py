"""Which letter tells of which event."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from tequio.delivery.letters import Letter
from tequio.domain.asks import letters as asks
from tequio.domain.conversations import letters as conversations
from tequio.domain.needs import letters as needs
from tequio.domain.safety import letters as safety
from tequio.domain.site import address
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Person

Writer = Callable[[Notification, datetime], Letter | None]
WRITERS: Final[Mapping[str, Writer]] = {
    NotificationKind.ASK_RECEIVED: asks.received,
    NotificationKind.ASK_ANSWERED: asks.answered,
    NotificationKind.ASK_EXPIRED: asks.expired,
    NotificationKind.CHECK_IN: conversations.check_in,
    NotificationKind.MENTOR_JOINED: needs.somebody_can_help,
    NotificationKind.REPORT: safety.looked_at,
}


def for_notification(told: Notification, *, now: datetime) -> Letter | None:
    """The letter, in the language in force; None where its subject is gone."""
    writer = WRITERS.get(told.kind)
    letter = writer(told, now) if writer else None
    return with_choice(letter) if letter else None


def with_choice(letter: Letter) -> Letter:
    """The letter with the way to the page where each kind can be switched off."""
    label = _("Choose what we write to you about")
    return replace(letter, other_label=label, other_url=address("/settings/told"))


def about(told: Notification) -> Person | None:
    """The other person of the event: whose name or words the letter carries."""
    if told.subject_type == "report":
        return None
    if told.subject_type == "person":
        return Person.objects.filter(public_id=told.subject_public_id).first()
    if told.subject_type == "ask":
        ask = Ask.objects.filter(public_id=told.subject_public_id).first()
        return _other(told, ask.asker, ask.mentor) if ask else None
    talk = Conversation.objects.filter(public_id=told.subject_public_id).first()
    return talk.other(told.person) if talk else None


def _other(told: Notification, one: Person, another: Person) -> Person:
    return another if told.person_id == one.pk else one
