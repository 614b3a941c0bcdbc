"""Which letter tells of which event."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from tequio.delivery.letters import Letter
from tequio.records.notifications import Notification

Writer = Callable[[Notification, datetime], Letter | None]
WRITERS: Final[Mapping[str, Writer]] = {}


def for_notification(told: Notification, *, now: datetime) -> Letter | None:
    """The letter, in the language in force; None where its subject is gone."""
    return WRITERS[told.kind](told, now)
