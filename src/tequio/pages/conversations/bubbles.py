"""Messages as a reader sees them: whose, of which day, read or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.conversations import queries
from tequio.records.asks import Ask
from tequio.records.conversations import Message
from tequio.records.people import Person


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message; `day` is set where a new day begins.

    The first is the ask: it is shown in its parts, and what was asked back comes after it.
    """

    message: Message
    is_mine: bool
    state: str
    day: date | None

    @property
    def ask(self) -> Ask | None:
        return self.message.conversation.ask if self.message.sequence == 1 else None

    @property
    def times(self) -> dict[str, datetime]:
        """Of the question back and its answer, where the ask had one."""
        ask = self.ask
        return queries.times_asked_back(ask) if ask and ask.question_back else {}

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What an ask says, under its labels."""
        ask = self.ask
        if ask is None:
            return []
        parts = (
            (_("The question"), ask.question),
            (_("About the business"), ask.context),
            (_("Already tried"), ask.tried),
        )
        return [(label, words) for label, words in parts if words]


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
