"""Lessons as the lead evaluator writes them: what others can learn, tied to evidence or refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, recommendations
from tequio.domain.studies.errors import FieldsRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Lesson, Study


class LessonRefused(FieldsRefused):
    """A lesson that cannot stand."""

    what = "lesson"


@transaction.atomic
def write(
    *,
    study: Study,
    by: Person,
    text_es: str,
    text_en: str,
    evidence: Sequence[str],
    now: datetime,
    number: int | None = None,
) -> Lesson:
    """Writes a lesson, or rewrites number `number`; raises LessonRefused.

    Raises NotAllowed, and WrongStage before there are results or once the fact-check began.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.published_at is not None or study.fact_check_from is not None:
        raise WrongStage("fact_check")
    known = recommendations.evidence_of(study)
    if not known:
        raise WrongStage("no_results")
    values = {"text_es": text_es.strip(), "text_en": text_en.strip(), "evidence": list(evidence)}
    found = faults(values, known)
    if found:
        raise LessonRefused(found)
    if number is None:
        last = Lesson.objects.filter(study=study).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    written, _ = Lesson.objects.update_or_create(study=study, number=number, defaults=values)
    audit.record(action="studies.write_lesson", subject=study, by=by, now=now, number=number)
    return written


@transaction.atomic
def remove(*, study: Study, by: Person, number: int, now: datetime) -> None:
    """Takes a lesson out before the fact-check; raises NotAllowed or WrongStage."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.fact_check_from is not None:
        raise WrongStage("fact_check")
    Lesson.objects.filter(study=study, number=number).delete()
    audit.record(action="studies.remove_lesson", subject=study, by=by, now=now, number=number)


def faults(values: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, field by field; nothing when the lesson can stand."""
    found = {name: "missing" for name in ("text_es", "text_en") if not values[name]}
    wrong = recommendations.evidence_fault(values["evidence"], known)
    return {**found, "evidence": wrong} if wrong else found
