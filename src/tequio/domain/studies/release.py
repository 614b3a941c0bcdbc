"""Waves: the next cases in the order of release; what is not released is in no denominator."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Case, Study


@transaction.atomic
def release(*, study: Study, by: Person, count: int, now: datetime) -> int:
    """Releases the next `count` cases and gives the number of their wave.

    The first wave opens the field. Raises WrongStage, or StudyRefused where fewer are left.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.drawn_at is None:
        raise WrongStage("not_drawn")
    if held.data_locked_at is not None:
        raise WrongStage("data_locked")
    cases = Case.objects.filter(study=held)
    waiting = cases.filter(wave__isnull=True).order_by("release_order")
    chosen = list(waiting.values_list("pk", flat=True)[: max(count, 0)])
    if count < 1 or len(chosen) < count:
        raise StudyRefused("fewer_left", waiting.count())
    wave = (cases.aggregate(last=Max("wave"))["last"] or 0) + 1
    cases.filter(pk__in=chosen).update(wave=wave, released_at=now)
    if held.field_opened_at is None:
        study.field_opened_at = held.field_opened_at = now
        held.save(update_fields=["field_opened_at"])
    audit.record(action="studies.release", subject=study, by=by, now=now, wave=wave, cases=count)
    return wave
