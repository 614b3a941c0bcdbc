"""Which letter tells of which event."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from tequio.delivery.letters import Letter
from tequio.domain.asks import letters as asks
from tequio.domain.conversations import letters as conversations
from tequio.records.notifications import Notification, NotificationKind

Writer = Callable[[Notification, datetime], Letter | None]
WRITERS: Final[Mapping[str, Writer]] = {
    NotificationKind.ASK_RECEIVED: asks.received,
    NotificationKind.ASK_ANSWERED: asks.answered,
    NotificationKind.ASK_EXPIRED: asks.expired,
    NotificationKind.CHECK_IN: conversations.check_in,
}


def for_notification(told: Notification, *, now: datetime) -> Letter | None:
    """The letter, in the language in force; None where its subject is gone."""
    writer = WRITERS.get(told.kind)
    return writer(told, now) if writer else None
