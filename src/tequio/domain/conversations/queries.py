"""Reads about conversations that more than one caller needs."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tequio.records.conversations import Conversation, Message, Participant
from tequio.records.people import Person


def inbox(person: Person) -> QuerySet[Conversation]:
    """The person's conversations, the latest first, each with its number of unread messages."""
    read = Participant.objects.filter(conversation=OuterRef("pk"), person=person)
    return (
        Conversation.objects.of(person)
        .select_related("entrepreneur", "mentor", "ask")
        .annotate(unread=F("last_sequence") - Coalesce(Subquery(read.values("read_sequence")), 0))
        .order_by("-last_message_at")
    )


def unread(person: Person) -> int:
    """How many messages this person has not read, over all conversations."""
    return sum(inbox(person).values_list("unread", flat=True))


def messages_after(conversation: Conversation, sequence: int, limit: int) -> QuerySet[Message]:
    """Messages after this number, in order."""
    return conversation.messages.filter(sequence__gt=sequence).select_related("author")[:limit]
