"""Whose conversation: for anybody else there is none."""

from django.shortcuts import get_object_or_404

from tequio.records.conversations import Conversation
from tequio.records.people import Person


def conversation_of(person: Person, public_id: str) -> Conversation:
    """The conversation with both its people, for either of them; 404 for everybody else."""
    own = Conversation.objects.of(person).select_related("entrepreneur", "mentor", "ask")
    return get_object_or_404(own, public_id=public_id)
