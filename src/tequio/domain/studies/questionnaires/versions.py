"""The versions of a study's forms: the standard ones, and those that the evaluator uploads."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.domain.studies.questionnaires.model import CONSENT, Questionnaire
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.usable import UnusableItem, unusable_items
from tequio.domain.studies.study_data import canonical_json, sha256
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Questionnaire as Stored
from tequio.survey_records.models import Study

FORMS: Final = ("detailed", "short", "mentor")


class VersionRefused(StudyRefused):
    """A version that is not kept: `unknown_form`, `no_consent`, `version_taken`, `unusable`."""

    def __init__(self, code: str, items: tuple[UnusableItem, ...] = ()) -> None:
        super().__init__(code, len(items))
        self.items = items


def in_force(*, study: Study, form: str, now: datetime) -> Stored:
    """The latest version of a form; the standard one where the study has none of its own."""
    latest = Stored.objects.filter(study=study, form=form).order_by("-made_at", "-pk").first()
    return latest or _store(study, standard(form), now)


def keep_standard(*, study: Study, now: datetime) -> None:
    """Stores the three standard forms where the study has none."""
    for form in FORMS:
        in_force(study=study, form=form, now=now)


@transaction.atomic
def upload(
    *, study: Study, by: Person, form: str, questionnaire: Questionnaire, now: datetime
) -> Stored:
    """Keeps a further version of a form, in force from now on; raises VersionRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    if form not in FORMS:
        raise VersionRefused("unknown_form")
    if CONSENT not in questionnaire.by_name:
        raise VersionRefused("no_consent")
    unusable = unusable_items(replace(questionnaire, form=form))
    if unusable:
        raise VersionRefused("unusable", unusable)
    if Stored.objects.filter(study=study, form=form, version=questionnaire.version).exists():
        raise VersionRefused("version_taken")
    stored = _store(study, replace(questionnaire, form=form), now)
    audit.record(action="studies.upload_form", subject=study, by=by, now=now, form=form)
    return stored


def _store(study: Study, questionnaire: Questionnaire, now: datetime) -> Stored:
    content = questionnaire.as_content()
    stored, _is_first = Stored.objects.get_or_create(
        study=study,
        form=questionnaire.form,
        version=questionnaire.version,
        defaults={
            "content": content,
            "sha256": sha256(canonical_json(content)),
            "made_at": now,
        },
    )
    return stored
