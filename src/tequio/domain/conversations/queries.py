"""Reads about conversations that more than one caller needs."""

from datetime import datetime
from typing import Final

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tequio.records import prepared
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent
from tequio.records.conversations import Conversation, Message, Participant
from tequio.records.people import Person


def inbox(person: Person) -> QuerySet[Conversation]:
    """The person's conversations, the latest first.

    Each has `unread`, how many messages of the other are unread, and the latest `words`.
    """
    latest = Message.objects.filter(conversation=OuterRef("pk"), sequence=OuterRef("last_sequence"))
    return (
        Conversation.objects.of(person)
        .select_related("entrepreneur", "mentor", "ask")
        .annotate(unread=_unread_in(person), words=Subquery(latest.values("text")))
        .order_by("-last_message_at", "-pk")
    )


def _unread_in(person: Person) -> Coalesce:
    """Counts what the other wrote after the place up to which this person has read."""
    # Of the conversation and not of each message: it is looked up once.
    read = Participant.objects.filter(conversation=OuterRef(OuterRef("pk")), person=person)
    news = (
        Message.objects.filter(conversation=OuterRef("pk"))
        .filter(sequence__gt=Coalesce(Subquery(read.values("read_sequence")), 0))
        .exclude(author=person)
        .order_by()
        .values("conversation")
        .annotate(many=Count("pk"))
    )
    return Coalesce(Subquery(news.values("many"), output_field=IntegerField()), 0)


# Every page of every signed-in person counts: written out, because putting it together anew
# each time costs more than the database takes for it.
UNREAD: Final = """
SELECT count(*)
FROM records_participant p
JOIN records_conversation c ON c.id = p.conversation_id AND c.last_sequence > p.read_sequence
JOIN records_message m ON m.conversation_id = c.id AND m.sequence > p.read_sequence
     AND m.author_id IS DISTINCT FROM p.person_id
WHERE p.person_id = %s AND NOT EXISTS (
    SELECT FROM records_block b
    WHERE (b.blocker_id, b.blocked_id)
       IN ((c.entrepreneur_id, c.mentor_id), (c.mentor_id, c.entrepreneur_id)))
"""


def unread(person: Person) -> int:
    """How many messages this person has not read, over all conversations."""
    [(count,)] = prepared.rows(UNREAD, [person.pk])
    return int(count)


def times_asked_back(ask: Ask) -> dict[str, datetime]:
    """When the mentor asked back before accepting (`asked`) and when that was answered."""
    names = {"asks.ask_back": "asked", "asks.answer_back": "answered"}
    done = AuditEvent.objects.filter(
        subject_type="ask", subject_id=ask.pk, action__in=names
    ).values_list("action", "happened_at")
    return {names[action]: happened_at for action, happened_at in done}


def messages_after(conversation: Conversation, sequence: int, limit: int) -> QuerySet[Message]:
    """Messages after this number, in order."""
    return conversation.messages.filter(sequence__gt=sequence).select_related("author")[:limit]


def messages_before(conversation: Conversation, sequence: int, limit: int) -> list[Message]:
    """The last messages before this number, in order."""
    earlier = conversation.messages.filter(sequence__lt=sequence).select_related("author")
    return list(reversed(earlier.order_by("-sequence")[:limit]))


def read_marks(conversation: Conversation) -> dict[int, int]:
    """Up to which number each of the two has read."""
    return dict(conversation.participants.values_list("person_id", "read_sequence"))
