"""Sends the mails of the ledger."""

from smtplib import SMTPException

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from tequio.delivery import mail as postman
from tequio.domain.mails import actions

log = structlog.get_logger(__name__)


@app.task(name=actions.SEND_MAIL, queue="mail")
def send_mail(mail_id: int) -> None:
    """Claims, sends, notes: a second run of the same job finds nothing to claim."""
    mail = actions.claim(mail_id=mail_id, now=timezone.now())
    if mail is None:
        return
    try:
        postman.send(
            message_id=mail.message_id,
            sender=settings.MAIL_FROM,
            to=mail.to,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            language=mail.language,
        )
    except (OSError, SMTPException) as error:
        log.warning("mail_refused", mail=mail.pk, attempt=mail.attempts, error=type(error).__name__)
        actions.note_refused(mail=mail, error=type(error).__name__, now=timezone.now())
        return
    actions.note_sent(mail=mail, now=timezone.now())
