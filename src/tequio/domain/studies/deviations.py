"""After the lock a plan is not changed: what is done otherwise is written down with a number."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Deviation, Study


@transaction.atomic
def record(*, study: Study, by: Person, what: str, why: str, now: datetime) -> Deviation:
    """Writes down one deviation; raises WrongStage before the lock and after publication."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.plan_locked_at is None:
        raise WrongStage("not_locked")
    if held.published_at is not None:
        raise WrongStage("published")
    last = Deviation.objects.filter(study=held).aggregate(last=Max("number"))["last"] or 0
    deviation = Deviation.objects.create(
        study=held, number=last + 1, what=what, why=why, signed_by=by.name, made_at=now
    )
    audit.record(
        action="studies.record_deviation", subject=study, by=by, now=now, number=deviation.number
    )
    return deviation
