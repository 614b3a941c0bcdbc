"""Tells people what happened: a line in the site and, by their choice, a mail."""

from datetime import datetime
from typing import Final

from procrastinate.contrib.django import app

from tequio.domain.notifications import queries
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tequio.records.notifications import Notification, NotificationChoice
from tequio.records.people import Person
from tequio.records.safety import Report

SEND_NOTIFICATION: Final = "notify.send_notification"


def notify(
    *,
    person: Person,
    kind: str,
    about: Ask | Conversation | Person | Report,
    now: datetime,
    is_here: bool = False,
) -> Notification | None:
    """Adds a line to the person's list and queues its mail, in the caller's transaction.

    Nothing is added for a channel the person switched off; None if all are off.
    Who `is_here`, led to the thing by the page, gets no mail about it.
    """
    choice = queries.choice_of(person, kind)
    if choice.is_nothing:
        return None
    told = Notification.objects.create(
        person=person,
        kind=kind,
        subject_type=about._meta.model_name or "",
        subject_public_id=about.public_id,
        made_at=now,
        read_at=None if choice.in_site else now,
    )
    if choice.by_mail and not is_here:
        app.configure_task(SEND_NOTIFICATION).defer(notification_id=told.pk)
    return told


def mark_read(*, by: Person, until: datetime, now: datetime) -> int:
    """The lines told until that moment are read; returns how many were not."""
    unread = Notification.objects.filter(person=by, read_at=None, made_at__lte=until)
    return unread.update(read_at=now)


def choose(*, by: Person, kind: str, by_mail: bool, in_site: bool) -> None:
    """Keeps what the person wants to be told, for one kind of event."""
    NotificationChoice.objects.update_or_create(
        person=by, kind=kind, defaults={"by_mail": by_mail, "in_site": in_site}
    )


def set_quiet_hours(*, by: Person, quiet_from: object, quiet_until: object) -> None:
    """No mail between these hours of the person's own clock; both None for none."""
    Person.objects.filter(pk=by.pk).update(quiet_from=quiet_from, quiet_until=quiet_until)
