"""The sending ledger: what will be sent, is being sent, and was sent."""

from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app

from tequio.delivery import letters
from tequio.domain.audit import actions as audit
from tequio.domain.notifications.rules import end_of_quiet
from tequio.records.notifications import Mail, NotificationKind
from tequio.records.people import Person

SEND_MAIL: Final = "mail.send_mail"
MOST_ATTEMPTS: Final = 5
SENDER_DIED: Final = "the sender died while sending"
BACKUP_CAME_BACK: Final = "a backup was brought back"
STUCK_AFTER: Final = timedelta(minutes=5)


def queue(
    *,
    letter: letters.Letter,
    kind: str,
    to: str,
    language: str,
    now: datetime,
    person: Person | None = None,
    about: Person | None = None,
) -> Mail:
    """Writes the mail into the ledger with the name it will always carry, and queues its sending.

    `about` is the person whose words it quotes: it goes when that person's account is deleted.

    Quiet hours hold back everything but account mail, which somebody is waiting for.
    """
    not_before = now
    if person is not None and kind != NotificationKind.ACCOUNT:
        not_before = (
            end_of_quiet(
                quiet_from=person.quiet_from,
                quiet_until=person.quiet_until,
                time_zone=person.time_zone,
                now=now,
            )
            or now
        )
    mail = Mail.objects.create(
        message_id=make_msgid(domain="tequio.example"),
        person=person,
        about=about,
        kind=kind,
        to=to,
        language=language,
        subject=letter.subject[:200],
        text=letters.as_text(letter),
        html=letters.as_html(letter, language=language),
        not_before=not_before,
        made_at=now,
    )
    app.configure_task(SEND_MAIL, schedule_at=not_before).defer(mail_id=mail.pk)
    return mail


@transaction.atomic
def claim(*, mail_id: int, now: datetime) -> Mail | None:
    """Marks the mail as being sent and returns it; None if it is not waiting to be sent."""
    mail = (
        Mail.objects.select_for_update(skip_locked=True)
        .filter(pk=mail_id, state=Mail.State.QUEUED)
        .first()
    )
    if mail is None:
        return None
    mail.state, mail.sending_at, mail.attempts = Mail.State.SENDING, now, mail.attempts + 1
    mail.save(update_fields=["state", "sending_at", "attempts"])
    return mail


def note_sent(*, mail: Mail, now: datetime) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=now, error="")


def note_refused(*, mail: Mail, error: str, now: datetime) -> None:
    """The server said no before taking it: tried again later, held after the last attempt."""
    if mail.attempts >= MOST_ATTEMPTS:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.HELD, error=error[:300])
        return
    again = now + timedelta(minutes=2**mail.attempts)
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.QUEUED, not_before=again, error=error[:300]
    )
    app.configure_task(SEND_MAIL, schedule_at=again).defer(mail_id=mail.pk)


def hold_stuck(*, now: datetime) -> int:
    """Mails whose sender died in the act are held for a person to decide: never sent blindly."""
    return Mail.objects.filter(state=Mail.State.SENDING, sending_at__lt=now - STUCK_AFTER).update(
        state=Mail.State.HELD, error=SENDER_DIED
    )


def hold_unsent(*, now: datetime) -> int:
    """After a backup came back nobody knows what was sent since: a person decides about each."""
    unsent = Mail.objects.filter(state__in=(Mail.State.QUEUED, Mail.State.SENDING))
    return unsent.update(state=Mail.State.HELD, error=BACKUP_CAME_BACK)


@transaction.atomic
def let_go(*, mail: Mail, by: Person, now: datetime) -> None:
    """Somebody looked: a held mail is sent after all, under the name it always had."""
    if Mail.objects.filter(pk=mail.pk, state=Mail.State.HELD).update(
        state=Mail.State.QUEUED, not_before=now, attempts=0
    ):
        audit.record(action="mails.let_go", subject=mail, by=by, now=now)
        app.configure_task(SEND_MAIL).defer(mail_id=mail.pk)


@transaction.atomic
def cancel(*, mail: Mail, by: Person, now: datetime) -> None:
    """Somebody looked: a held mail is not sent."""
    if Mail.objects.filter(pk=mail.pk, state=Mail.State.HELD).update(state=Mail.State.CANCELLED):
        audit.record(action="mails.cancel", subject=mail, by=by, now=now)
