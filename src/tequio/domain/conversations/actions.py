"""Conversations: opened by an acceptance, carried on in order, left, closed, opened again."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F
from procrastinate.contrib.django import app

from tequio.domain.audit import actions as audit
from tequio.domain.conversations import rules
from tequio.domain.conversations.streams import CHANNEL
from tequio.domain.links import actions as links
from tequio.domain.notifications import actions as notifications
from tequio.records.asks import ActionLink, Ask
from tequio.records.conversations import (
    CheckIn,
    Conversation,
    Departure,
    Message,
    Participant,
)
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person

TELL_ABSENT: Final = "notify.tell_absent"
UNTIL_ABSENT: Final = timedelta(minutes=2)


class ConversationClosed(Exception):
    """Nothing can be written: it is `closed`, to be opened again, or `nobody_there` would read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ConversationOpen(Exception):
    """How it went is asked when a conversation is closed, not before."""


class AnswersShown(Exception):
    """Both have answered and each has seen the other's: nothing is changed any more."""


class MessageRefused(Exception):
    """The message cannot be sent; `reason` is a code of `rules.why_not_writable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KeyUsedForAnotherText(Exception):
    """The same client key came with another text."""


@transaction.atomic
def open_from(*, ask: Ask, now: datetime) -> Conversation:
    """The conversation of an accepted ask, opening with the ask itself as first message."""
    conversation = Conversation.objects.create(
        ask=ask,
        entrepreneur=ask.asker,
        mentor=ask.mentor,
        opened_at=now,
        last_message_at=now,
    )
    for person in (ask.asker, ask.mentor):
        Participant.objects.create(conversation=conversation, person=person)
    _append(conversation, author=ask.asker, text=rules.opening(ask), key=uuid.uuid4(), now=now)
    Participant.objects.filter(conversation=conversation).update(read_sequence=1)
    audit.record(action="conversations.open", subject=conversation, by=ask.mentor, now=now)
    return conversation


@transaction.atomic
def send_message(
    *, conversation: Conversation, by: Person, text: str, client_key: uuid.UUID, now: datetime
) -> Message:
    """Adds a message; the same key twice gives the first one again.

    Raises MessageRefused, ConversationClosed or KeyUsedForAnotherText.
    """
    held = Conversation.objects.select_for_update().get(pk=conversation.pk)
    before = Message.objects.filter(author=by, client_key=client_key).first()
    if before is not None:
        if before.text != text or before.conversation_id != held.pk:
            raise KeyUsedForAnotherText
        return before
    reason = rules.why_not_writable(text=text)
    if reason:
        raise MessageRefused(reason)
    if not held.other(by).is_active:
        raise ConversationClosed("nobody_there")
    if held.closed_at:
        raise ConversationClosed("closed")
    message = _append(held, author=by, text=text, key=client_key, now=now)
    audit.record(action="conversations.send_message", subject=message, by=by, now=now)
    _tell_absent_later(held, held.other(by), now)
    return message


def _append(
    conversation: Conversation, *, author: Person, text: str, key: uuid.UUID, now: datetime
) -> Message:
    """The next message: its number comes from the locked row, so order is order of commit."""
    Conversation.objects.filter(pk=conversation.pk).update(
        last_sequence=F("last_sequence") + 1, last_message_at=now
    )
    conversation.refresh_from_db(fields=["last_sequence", "last_message_at"])
    message = Message.objects.create(
        conversation=conversation,
        sequence=conversation.last_sequence,
        author=author,
        text=text,
        client_key=key,
        sent_at=now,
    )
    # Who wrote without having read what came before has still not read it.
    Participant.objects.filter(
        conversation=conversation, person=author, read_sequence=message.sequence - 1
    ).update(read_sequence=message.sequence)
    _announce(f"m {conversation.pk} {message.sequence}")
    return message


def _announce(payload: str) -> None:
    """Tells the realtime process, when and only when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def _tell_absent_later(conversation: Conversation, person: Person, now: datetime) -> None:
    """One mail for all that is unread after a while, not one for each message."""
    app.configure_task(TELL_ABSENT, schedule_at=now + UNTIL_ABSENT).defer(
        conversation_id=conversation.pk, person_id=person.pk
    )


@transaction.atomic
def reply_by_link(*, link: ActionLink, text: str, client_key: uuid.UUID, now: datetime) -> Message:
    """Sends a message by the link of a mail and uses the link up: both happen or neither.

    Raises LinkNotUsable and what `send_message` raises.
    """
    links.use(link=link, now=now)
    assert link.conversation is not None  # noqa: S101  (a link for replying always names one)
    return send_message(
        conversation=link.conversation, by=link.person, text=text, client_key=client_key, now=now
    )


@transaction.atomic
def mark_read(*, conversation: Conversation, by: Person, up_to: int) -> None:
    """Everything up to this number is read; going back is ignored."""
    moved = Participant.objects.filter(
        conversation=conversation,
        person=by,
        read_sequence__lt=min(up_to, conversation.last_sequence),
    ).update(read_sequence=min(up_to, conversation.last_sequence))
    if moved:
        _announce(f"r {conversation.pk} {by.pk} {min(up_to, conversation.last_sequence)}")


@transaction.atomic
def leave_for(*, conversation: Conversation, by: Person, channel: str, now: datetime) -> Departure:
    """Notes that the two go on elsewhere; the conversation stays open."""
    departure = Departure.objects.create(
        conversation=conversation, person=by, channel=channel, left_at=now
    )
    audit.record(
        action="conversations.leave_for", subject=conversation, by=by, now=now, channel=channel
    )
    return departure


@transaction.atomic
def close(*, conversation: Conversation, by: Person, now: datetime) -> Conversation:
    """Closes it and asks those who are there how it went; closing twice changes nothing.

    Who closes is led to the questions and needs no mail about them.
    """
    held = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("entrepreneur", "mentor")
        .get(pk=conversation.pk)
    )
    if held.closed_at:
        return held
    held.closed_at, held.closed_by = now, by
    held.save(update_fields=["closed_at", "closed_by"])
    for person in (one for one in (held.entrepreneur, held.mentor) if one.is_active):
        CheckIn.objects.get_or_create(
            conversation=held, person=person, round=held.times_opened, defaults={"asked_at": now}
        )
        kind, is_here = NotificationKind.CHECK_IN, person.pk == by.pk
        notifications.notify(person=person, kind=kind, about=held, now=now, is_here=is_here)
    audit.record(action="conversations.close", subject=held, by=by, now=now)
    _announce(f"c {held.pk} 0")
    return held


@transaction.atomic
def end_all(*, of: Person, by: Person | None, now: datetime) -> None:
    """Closes the open conversations of an account that is deleted; nobody is asked anything."""
    left = Conversation.objects.reportable_by(of).filter(closed_at=None)
    for held in left.select_for_update().order_by("pk"):
        held.closed_at, held.closed_by = now, of
        held.save(update_fields=["closed_at", "closed_by"])
        audit.record(action="conversations.end", subject=held, by=by, now=now)
        _announce(f"c {held.pk} 0")


@transaction.atomic
def reopen(*, conversation: Conversation, by: Person, now: datetime) -> Conversation:
    """Opens a closed conversation again; one with nobody at the other end stays closed."""
    held = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if held.closed_at and held.other(by).is_active:
        held.closed_at, held.closed_by = None, None
        held.times_opened += 1
        held.save(update_fields=["closed_at", "closed_by", "times_opened"])
        audit.record(action="conversations.reopen", subject=held, by=by, now=now)
        _announce(f"c {held.pk} 1")
    return held


@transaction.atomic
def check_in(
    *,
    conversation: Conversation,
    by: Person,
    talked: str,
    useful: str,
    goal_reached: str,
    thanks: str,
    now: datetime,
) -> CheckIn:
    """What one side says of it; answering again changes the answer until both have answered.

    Raises ConversationOpen or AnswersShown.
    """
    held = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if held.closed_at is None:
        raise ConversationOpen
    said, _ = CheckIn.objects.get_or_create(
        conversation=held, person=by, round=held.times_opened, defaults={"asked_at": now}
    )
    if said.answered_at and rules.are_shown(list(held.check_ins.filter(round=held.times_opened))):
        raise AnswersShown
    said.talked, said.useful, said.goal_reached = talked, useful, goal_reached
    said.thanks, said.answered_at = thanks, now
    said.save()
    audit.record(action="conversations.check_in", subject=said, by=by, now=now)
    return said


@transaction.atomic
def check_in_by_link(
    *,
    link: ActionLink,
    talked: str,
    useful: str,
    goal_reached: str,
    thanks: str,
    now: datetime,
) -> CheckIn:
    """The same by the link of a mail, used up with it.

    Raises LinkNotUsable and what `check_in` raises.
    """
    links.use(link=link, now=now)
    assert link.conversation is not None  # noqa: S101  (a link for checking in always names one)
    return check_in(
        conversation=link.conversation,
        by=link.person,
        talked=talked,
        useful=useful,
        goal_reached=goal_reached,
        thanks=thanks,
        now=now,
    )


@transaction.atomic
def take_unread_for_mail(
    *, conversation: Conversation, person: Person, longest: int
) -> list[Message]:
    """What this person has neither read nor been mailed, noted as mailed; nothing if all is."""
    place = Participant.objects.select_for_update().get(conversation=conversation, person=person)
    told = max(place.read_sequence, place.mailed_sequence)
    waiting = list(conversation.messages.filter(sequence__gt=told).exclude(author=person)[:longest])
    if waiting:
        place.mailed_sequence = waiting[-1].sequence
        place.save(update_fields=["mailed_sequence"])
    return waiting
