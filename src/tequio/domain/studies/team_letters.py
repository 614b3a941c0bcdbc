"""The letter to somebody who is given a role in a study, or proposed to lead it."""

from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from tequio.delivery.letters import Letter
from tequio.domain.mails import actions as mails
from tequio.domain.site import address
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Study

UNTOLD: Final = StudyRole.FUNDER  # whoever pays was asked before the study was commissioned


def tell(*, study: Study, person: Person, role: str, giver: Person, now: datetime) -> None:
    """Queues the letter in the person's language; made-up people of rehearsals get none."""
    if study.is_rehearsal or role == UNTOLD:
        return
    with translation.override(person.language):
        letter = (
            _proposal(study, person, giver) if _is_lead(role) else _role(study, person, role, giver)
        )
    mails.queue(
        letter=letter,
        kind=NotificationKind.ACCOUNT,
        to=person.email,
        language=person.language,
        person=person,
        now=now,
    )


def _is_lead(role: str) -> bool:
    return role == StudyRole.LEAD_EVALUATOR


def _proposal(study: Study, person: Person, giver: Person) -> Letter:
    return Letter(
        subject=_("You are proposed to lead the study “%(title)s”") % {"title": _title(study)},
        paragraphs=(
            _("Good day, %(name)s.") % {"name": person.given_name},
            _("%(funder)s proposes that you lead the independent study of %(programme)s.")
            % {"funder": giver.name, "programme": study.programme},
            _(
                "The study waits for your declaration of interests. It is published with your "
                "name. Until it is there you see nothing of the study, and nobody can write it "
                "for you. On the same page you can decline."
            ),
        ),
        action_label=_("Declare my interests, or decline"),
        action_url=address(f"/studies/{study.public_id}/declaration"),
        footer=_contact(study),
    )


def _role(study: Study, person: Person, role: str, giver: Person) -> Letter:
    return Letter(
        subject=_("You have a role in the study “%(title)s”") % {"title": _title(study)},
        paragraphs=(
            _("Good day, %(name)s.") % {"name": person.given_name},
            _("%(lead)s gave you this role in the study of %(programme)s: %(role)s.")
            % {"lead": giver.name, "programme": study.programme, "role": StudyRole(role).label},
        ),
        action_label=_("Open the study"),
        action_url=address(f"/studies/{study.public_id}/"),
        footer=_contact(study),
    )


def _title(study: Study) -> str:
    return study.title_en if translation.get_language() == "en" else study.title_es


def _contact(study: Study) -> str:
    return _("Questions: %(contact)s") % {"contact": study.contact}
