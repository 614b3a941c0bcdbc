"""After the lock a plan is not changed: what is done otherwise is written down with a number."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import draw, frame, members, plan
from tequio.domain.studies.errors import DrawRefused, StudyRefused, WrongStage
from tequio.domain.studies.plan import changes
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Deviation, Study


@transaction.atomic
def record(*, study: Study, by: Person, what: str, why: str, now: datetime) -> Deviation:
    """Writes down one deviation; raises WrongStage before the lock and after publication."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    return _written(_open(study), by, what, why, {}, now)


@transaction.atomic
def change_sample(
    *, study: Study, by: Person, size: int, strata: Sequence[str], why: str, now: datetime
) -> Deviation:
    """Draws fewer than the plan says, or by fewer of its strata; only before the draw.

    Raises WrongStage, `not_smaller` where the plan does not ask for more, and `larger_than_frame`.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = _open(study)
    if held.drawn_at is not None:
        raise WrongStage("drawn")
    sample = draw.sample_of(held, plan.read(held.plan.content))
    change = changes.change(sample, size, strata)
    is_less = size < sample.size or len(change.strata) < len(sample.strata)
    if not 1 <= size <= sample.size or not is_less:
        raise StudyRefused("not_smaller", sample.size)
    listed = frame.current(held)
    if listed is not None and size > listed.rows:
        raise DrawRefused("larger_than_frame", listed.rows)
    what = changes.in_words(change.content, by.language)
    return _written(held, by, what, why, change.content, now)


@transaction.atomic
def change_follow_up(
    *, study: Study, by: Person, share: float, modes: Collection[str], why: str, now: datetime
) -> Deviation:
    """Another share of the silent, or other ways of contact, than the plan's; raises WrongStage."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = _open(study)
    planned = held.plan.content.get("follow_up") or {}
    content = changes.follow_up_change(share, modes, planned)
    return _written(held, by, changes.in_words(content, by.language), why, content, now)


def _open(study: Study) -> Study:
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.plan_locked_at is None:
        raise WrongStage("not_locked")
    if held.published_at is not None:
        raise WrongStage("published")
    return held


def _written(
    held: Study, by: Person, what: str, why: str, content: Mapping[str, Any], now: datetime
) -> Deviation:
    last = Deviation.objects.filter(study=held).aggregate(last=Max("number"))["last"] or 0
    deviation = Deviation.objects.create(
        study=held,
        number=last + 1,
        what=what,
        why=why,
        changes=content,
        signed_by=by.name,
        made_at=now,
    )
    audit.record(
        action="studies.record_deviation", subject=held, by=by, now=now, number=deviation.number
    )
    return deviation
