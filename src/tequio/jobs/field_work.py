"""Field work that the clock or the queue starts: letters, and what respondents asked for."""

from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from tequio.delivery import demo_letters
from tequio.delivery import letters as forms
from tequio.delivery import mail as postman
from tequio.domain.studies import contacts, invitations, letters, wishes
from tequio.survey_records.models import SurveyLetter

PERMANENT = 500
log = structlog.get_logger(__name__)


@app.task(name=invitations.SEND_LETTER, queue="mail")
def send_letter(letter_id: int) -> None:
    """Claims, reads the address, sends, notes: the address is in no ledger and in no log."""
    letter = invitations.claim(letter_id=letter_id, now=timezone.now())
    if letter is None:
        return
    addressed = invitations.address(letter=letter, now=timezone.now())
    if addressed is None:
        return
    try:
        _send(letter, addressed)
    except SMTPRecipientsRefused as error:
        # A server that says "later" (4xx) has not said that there is nobody.
        is_final = all(code >= PERMANENT for code, _words in error.recipients.values())
        note = invitations.note_bounced if is_final else invitations.note_refused
        note(letter=letter, error=type(error).__name__, now=timezone.now())
    except (OSError, SMTPException) as error:
        log.warning("survey_letter_refused", letter=letter.pk, error=type(error).__name__)
        invitations.note_refused(letter=letter, error=type(error).__name__, now=timezone.now())
    else:
        invitations.note_sent(letter=letter, now=timezone.now())


def _send(letter: SurveyLetter, addressed: invitations.Addressed) -> None:
    study = letter.case.study
    names = {name: getattr(study, name) for name in ("programme", "funder", "evaluator", "contact")}
    written = letters.invitation(
        kind=letter.kind, language=addressed.language, study=names, link=addressed.link
    )
    text = forms.as_text(written)
    postman.send(
        message_id=letter.message_id,
        sender=settings.SURVEY_MAIL_FROM,
        to=addressed.to,
        subject=written.subject,
        text=text,
        html=forms.as_html(written, language=addressed.language),
        language=addressed.language,
        unsubscribe=written.other_url,
    )
    if settings.IS_DEMO:
        shown = demo_letters.DemoLetter(addressed.to, written.subject, text, timezone.now())
        demo_letters.keep(var=settings.VAR, number=letter.pk, letter=shown)


@app.periodic(cron="* * * * *")
@app.task(name="studies.carry_out_wishes", queueing_lock="studies.carry_out_wishes")
def carry_out_wishes(timestamp: int) -> None:
    """Refusals and wishes of no contact become attempts and entries of the global list."""
    done = wishes.carry_out_all(now=timezone.now())
    if done:
        log.info("wishes_carried_out", count=done)


@app.periodic(cron="*/5 * * * *")
@app.task(name="studies.hold_stuck_letters", queueing_lock="studies.hold_stuck_letters")
def hold_stuck_letters(timestamp: int) -> None:
    """Letters whose sender died wait for a person."""
    held = invitations.hold_stuck(now=timezone.now())
    if held:
        log.warning("survey_letters_held", count=held)


@app.periodic(cron="41 3 * * *")
@app.task(name="studies.erase_contacts", queueing_lock="studies.erase_contacts")
def erase_contacts(timestamp: int) -> None:
    """Each night, what ties people to studies that may keep it no longer."""
    for study, count in contacts.erase_overdue(now=timezone.now()).items():
        log.info("contacts_of_a_study_erased", study=study, count=count)
