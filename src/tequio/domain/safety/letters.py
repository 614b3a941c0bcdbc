"""Letters about decisions of the coordination: to who reported, and to whose account it is.

Neither is told anything of the other.
"""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from tequio.delivery.letters import Letter
from tequio.domain import dates
from tequio.domain.mails import actions as mails
from tequio.domain.site import address, contact_address
from tequio.records.notifications import Notification, NotificationKind
from tequio.records.people import Person
from tequio.records.safety import Report, ReportReason


def looked_at(told: Notification, now: datetime) -> Letter | None:
    """To who reported: that it was looked at, and nothing of what was decided."""
    report = Report.objects.filter(public_id=told.subject_public_id, reporter=told.person).first()
    if report is None:
        return None
    day = dates.day_in_words(report.made_at, time_zone=told.person.time_zone)
    return Letter(
        subject=_("We looked at what you reported"),
        paragraphs=(
            _("Good day, %(name)s.") % {"name": told.person.given_name},
            _(
                "The coordination read what you reported on %(day)s and decided what to do. "
                "Thank you for telling us."
            )
            % {"day": day},
            _(
                "What was decided about somebody we tell nobody else: it protects you too. "
                "If it happens again, or something else worries you, report it again."
            ),
        ),
        action_label=_("Report something from earlier"),
        action_url=address("/report/"),
    )


def tell_suspended(*, person: Person, reason: str, now: datetime) -> None:
    """That the account is closed, why in one general sentence, and whom to write to."""
    with translation.override(person.language):
        letter = Letter(
            subject=_("Your account is closed"),
            paragraphs=(
                _("Good day, %(name)s.") % {"name": person.given_name},
                _("The coordination closed your account: you cannot sign in and nobody sees you."),
                _why(reason),
                _where_to_write(),
            ),
        )
    _queue(letter, to=person, now=now)


def tell_readmitted(*, person: Person, now: datetime) -> None:
    """That the account is open again."""
    with translation.override(person.language):
        letter = Letter(
            subject=_("Your account is open again"),
            paragraphs=(
                _("Good day, %(name)s.") % {"name": person.given_name},
                _("The coordination opened your account again: you can sign in as before."),
            ),
            action_label=_("Sign in"),
            action_url=address("/account/login/"),
        )
    _queue(letter, to=person, now=now)


def _why(reason: str) -> str:
    """The rule that was at stake, and nothing of what was said or by whom."""
    rules: dict[str, str] = {
        ReportReason.MONEY: _("The reason: here nobody asks for money or charges for help."),
        ReportReason.SEXUAL: _("The reason: here nobody makes sexual or unwanted approaches."),
        ReportReason.MINOR: _("The reason: this site is for people of 18 years or more."),
        ReportReason.FAKE: _("The reason: here everybody is who they say, and nobody advertises."),
        ReportReason.RUDE: _("The reason: here nobody insults or threatens anybody."),
    }
    other = _("The reason: something was not in keeping with the rules of this site.")
    return rules.get(reason, other)


def _where_to_write() -> str:
    contact = contact_address()
    if not contact:
        return _("If you see it differently, answer this mail: somebody reads it.")
    return _("If you see it differently, write to %(address)s: somebody reads it.") % {
        "address": contact
    }


def _queue(letter: Letter, *, to: Person, now: datetime) -> None:
    mails.queue(
        letter=letter,
        kind=NotificationKind.ACCOUNT,
        to=to.email,
        language=to.language,
        person=to,
        now=now,
    )
