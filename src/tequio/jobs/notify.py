"""Turns a notification into a letter and queues it."""

from django.utils import timezone, translation
from procrastinate.contrib.django import app

from tequio.domain.mails import actions as mails
from tequio.domain.notifications import letters
from tequio.domain.notifications.actions import SEND_NOTIFICATION
from tequio.records.notifications import Notification


@app.task(name=SEND_NOTIFICATION, queue="mail")
def send_notification(notification_id: int) -> None:
    """Writes the letter in the person's language; nothing if its subject is gone."""
    told = Notification.objects.select_related("person").filter(pk=notification_id).first()
    if told is None or not told.person.is_active:
        return
    now = timezone.now()
    with translation.override(told.person.language):
        letter = letters.for_notification(told, now=now)
    if letter is not None:
        mails.queue(
            letter=letter,
            kind=told.kind,
            to=told.person.email,
            language=told.person.language,
            person=told.person,
            now=now,
        )
