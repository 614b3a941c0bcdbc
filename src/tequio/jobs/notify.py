"""Turns what happened into letters and queues them."""

from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from tequio.domain.conversations import actions as conversations
from tequio.domain.conversations import letters as conversation_letters
from tequio.domain.conversations.actions import TELL_ABSENT
from tequio.domain.mails import actions as mails
from tequio.domain.notifications import letters
from tequio.domain.notifications.actions import SEND_NOTIFICATION
from tequio.domain.notifications.queries import choice_of
from tequio.records.conversations import Conversation
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Person

MOST_IN_ONE_MAIL: Final = 20


@app.task(name=SEND_NOTIFICATION, queue="mail")
def send_notification(notification_id: int) -> None:
    """Writes the letter in the person's language; nothing if its subject is gone."""
    told = Notification.objects.select_related("person").filter(pk=notification_id).first()
    if told is None or not told.person.is_active:
        return
    now = timezone.now()
    with transaction.atomic(), translation.override(told.person.language):
        letter = letters.for_notification(told, now=now)
        if letter is not None:
            mails.queue(
                letter=letter,
                kind=told.kind,
                to=told.person.email,
                language=told.person.language,
                person=told.person,
                about=letters.about(told),
                now=now,
            )


@app.task(name=TELL_ABSENT, queue="mail")
def tell_absent(conversation_id: int, person_id: int) -> None:
    """One mail for everything still unread; nothing if it was read meanwhile or is not wanted."""
    person = Person.objects.present().filter(pk=person_id).first()
    if person is None or not choice_of(person, NotificationKind.MESSAGE).by_mail:
        return
    conversation = (
        Conversation.objects.of(person)
        .select_related("entrepreneur", "mentor")
        .filter(pk=conversation_id)
        .first()
    )
    if conversation is not None:
        _mail_unread(person, conversation)


@transaction.atomic
def _mail_unread(person: Person, conversation: Conversation) -> None:
    now = timezone.now()
    messages = conversations.take_unread_for_mail(
        conversation=conversation, person=person, longest=MOST_IN_ONE_MAIL
    )
    if not messages:
        return
    with translation.override(person.language):
        unread = conversation_letters.unread(
            person=person, conversation=conversation, messages=messages, now=now
        )
        letter = letters.with_choice(unread)
    mails.queue(
        letter=letter,
        kind=NotificationKind.MESSAGE,
        to=person.email,
        language=person.language,
        person=person,
        about=conversation.other(person),
        now=now,
    )
