"""Another form than the draw gave, by hand and only with a reason that is published with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Case, Study

FORMS: Final = ("detailed", "short")
LONGEST_REASON: Final = 60


class FormsNotAssigned(StudyRefused):
    """A form that is not given.

    `code` is no_reason, reason_too_long, unknown_form, unknown_case or answered.
    """


@transaction.atomic
def assign_by_hand(
    *, study: Study, by: Person, keys: Collection[str], form: str, reason: str, now: datetime
) -> int:
    """Gives cases another form for a reason that is published with them."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR, StudyRole.SUPERVISOR)
    if study.data_locked_at is not None:
        raise WrongStage("locked")
    if not reason.strip():
        raise FormsNotAssigned("no_reason")
    if len(reason) > LONGEST_REASON:
        raise FormsNotAssigned("reason_too_long")
    if form not in FORMS:
        raise FormsNotAssigned("unknown_form")
    cases = list(Case.objects.select_for_update().filter(study=study, key__in=keys))
    if len(cases) < len(set(keys)):
        raise FormsNotAssigned("unknown_case")
    if any(hasattr(case, "answer") for case in cases):
        raise FormsNotAssigned("answered")
    how = f"by hand: {reason.strip()}"
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(form=form, form_assign=how)
    audit.record(
        action="studies.assign_form_by_hand", subject=study, by=by, now=now, count=len(cases)
    )
    return len(cases)
