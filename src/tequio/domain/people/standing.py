"""Who is known here: some limits are lower for those who have just arrived."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from tequio.records.conversations import Conversation
from tequio.records.people import Person

DAYS_UNTIL_KNOWN: Final = timedelta(days=3)


def is_known(person: Person, *, now: datetime) -> bool:
    """Joined at least three days ago, and an ask of theirs or to them was accepted; or staff.

    Their address is confirmed: nobody signs in before that.
    """
    if person.staff_role:
        return True
    if now - person.joined_at < DAYS_UNTIL_KNOWN:
        return False
    return Conversation.objects.filter(Q(entrepreneur=person) | Q(mentor=person)).exists()
