"""Which forms were carried out."""

import uuid

from tequio.records.audit import Submission
from tequio.records.conversations import Message
from tequio.records.people import Person


def was_carried_out(*, by: Person, key: str) -> bool:
    """Whether this person's form with this key was: a message that is stored, or an answer given.

    False for what is no key at all.
    """
    try:
        known = uuid.UUID(key)
    except ValueError:
        return False
    if Message.objects.filter(author=by, client_key=known).exists():
        return True
    carried_out = Submission.objects.filter(owner=f"person:{by.public_id}", key=known)
    return carried_out.exclude(location="").exists()
