"""Messages as a reader sees them: whose, of which day, read or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tequio.records.conversations import Message
from tequio.records.people import Person


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message; `day` is set where a new day begins."""

    message: Message
    is_mine: bool
    state: str
    day: date | None


def bubbles(
    messages: Iterable[Message], *, reader: Person, read_by_other: int, day: date | None = None
) -> Iterator[Bubble]:
    """`day` is the day of the message before the first one, which is not named again."""
    for message in messages:
        sent_on = timezone.localdate(message.sent_at)
        is_mine = message.author_id == reader.pk
        is_read = is_mine and message.sequence <= read_by_other
        yield Bubble(
            message, is_mine, "read" if is_read else "sent", sent_on if sent_on != day else None
        )
        day = sent_on
