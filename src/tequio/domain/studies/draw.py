"""Commit and reveal: the seed follows from a hash frozen before and a value announced after."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from survey_statistics.errors import SurveyError
from survey_statistics.sampling.rotation import Arc
from tequio.domain.audit import actions as audit
from tequio.domain.studies import drawing, frame, links_of_people, members, plan
from tequio.domain.studies.bulk import copy_in
from tequio.domain.studies.errors import DrawRefused, PlanRefused, WrongStage
from tequio.domain.studies.links_of_people import A_YEAR
from tequio.domain.studies.plan.document import Sample
from tequio.domain.studies.signatures import roles_that_signed
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import (
    Case,
    Deviation,
    Draw,
    Frame,
    Plan,
    Signature,
    Study,
)


@transaction.atomic
def draw(
    *,
    study: Study,
    by: Person,
    public_value: str,
    source: str,
    now: datetime,
    announced_at: datetime | None = None,
) -> Draw:
    """Draws once. Raises NotAllowed, WrongStage or DrawRefused (with how many it concerns)."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = Study.objects.select_for_update().get(pk=study.pk)
    content, listed = _ready(held)
    document = plan.read(content.content)
    announced = announced_at or now
    _check_value(held, document, listed, public_value, source, announced, now)
    document = replace(document, sample=sample_of(held, document))
    seed = drawing.seed_of(listed.sha256, public_value)
    steps = int(listed.rule["steps"])
    arcs = list(drawing.widened(arcs_used_lately(held, listed, now), 0.5 / steps))
    made = _drawn(listed, document, seed, steps, arcs)
    _check_rotation(held, listed, made, by, now)
    row = Draw.objects.create(
        study=held,
        frame=listed,
        design=drawing.as_content(
            document.sample, made, arcs, steps, announced_at=announced.isoformat()
        ),
        public_value=public_value.strip(),
        public_value_source=source.strip(),
        seed=seed,
        drawn_at=now,
    )
    _keep_cases(held, made)
    study.drawn_at = held.drawn_at = now
    held.save(update_fields=["drawn_at"])
    audit.record(action="studies.draw", subject=study, by=by, now=now, cases=len(made.cases))
    return row


def arcs_used_lately(study: Study, listed: Frame, now: datetime) -> list[Arc]:
    """Arcs of other draws from people of this platform in the last 365 days."""
    if listed.source != "platform" or study.is_rehearsal:
        return []
    others = Draw.objects.filter(
        drawn_at__gt=now - A_YEAR, frame__source="platform", study__is_rehearsal=False
    ).exclude(study=study)
    return sorted(
        (float(since), float(to))
        for design in others.values_list("design", flat=True)
        for since, to in design.get("used", ())
    )


def changes_of(study: Study) -> list[Mapping[str, Any]]:
    """What deviations changed in the sample, in their order."""
    listed = study.deviations.filter(changes__has_key="size").order_by("number")
    return [dict(content) for content in listed.values_list("changes", flat=True)]


def sample_of(study: Study, document: plan.Plan) -> Sample:
    """The sample of the plan as deviations left it."""
    return plan.changed(document.sample, changes_of(study))


def misfit(study: Study) -> DrawRefused | None:
    """Why this frame does not give the sample of the plan, if both are there and it does not."""
    locked, listed = Plan.objects.filter(study=study).first(), frame.current(study)
    if locked is None or listed is None or study.plan_locked_at is None:
        return None
    try:
        sample = sample_of(study, plan.read(locked.content))
    except PlanRefused:  # locked when the rules for plans were others; the draw itself says it
        return None
    return _misfit(sample, listed)


def what_is_missing(study: Study) -> str:
    """The code of the first thing that keeps a study from being drawn, or nothing."""
    if study.plan_locked_at is None:
        return "not_locked"
    if study.frame_frozen_at is None:
        return "not_frozen"
    if study.drawn_at is not None:
        return "drawn"
    hashed = Plan.objects.get(study=study).sha256
    if not roles_that_signed(study, Signature.Subject.PLAN, hashed) >= set(plan.SIGNERS):
        return "plan_unsigned"
    listed = frame.current(study)
    if listed is None:
        return "not_frozen"
    if listed.frozen_at is None or listed.frozen_at < study.plan_locked_at:
        return "frame_before_plan"
    signed = roles_that_signed(study, Signature.Subject.FRAME, listed.sha256)
    return "" if signed >= set(frame.SIGNERS) else "frame_unsigned"


def _ready(study: Study) -> tuple[Plan, Frame]:
    missing = what_is_missing(study)
    if missing in ("plan_unsigned", "frame_unsigned", "frame_before_plan"):
        raise DrawRefused(missing)
    listed = frame.current(study)
    if missing or listed is None:
        raise WrongStage(missing or "not_frozen")
    return Plan.objects.get(study=study), listed


def _check_value(
    study: Study,
    document: plan.Plan,
    listed: Frame,
    public_value: str,
    source: str,
    announced: datetime,
    now: datetime,
) -> None:
    if not public_value.strip() or not source.strip():
        raise DrawRefused("no_value")
    if listed.frozen_at is None or announced < listed.frozen_at:
        raise DrawRefused("too_early")
    if announced > now:
        raise DrawRefused("not_announced_yet")
    hashes = (listed.sha256, study.plan.sha256)
    if Signature.objects.filter(study=study, sha256__in=hashes, signed_at__gt=announced).exists():
        raise DrawRefused("signed_after_value")
    noted = Deviation.objects.filter(study=study, made_at__gte=study.plan_locked_at)
    if noted.filter(made_at__gte=announced, changes__has_key="size").exists():
        raise DrawRefused("changed_after_value")
    fixed = document.public_value.expected_on
    if fixed is None or fixed == announced.date():
        return
    if not noted.filter(made_at__lt=announced, changes={}).exists():
        raise DrawRefused("not_the_value")


def _drawn(
    listed: Frame, document: plan.Plan, seed: str, steps: int, arcs: list[Arc]
) -> drawing.Drawing:
    refused = _misfit(document.sample, listed)
    if refused:
        raise refused
    try:
        return drawing.drawn(
            frame.table_of(listed),
            document.sample,
            seed,
            steps=steps,
            arcs=arcs,
            form_rule=document.form_rule,
            detailed_share=document.detailed_share,
        )
    except SurveyError as error:
        raise DrawRefused("design") from error


def _misfit(sample: Sample, listed: Frame) -> DrawRefused | None:
    if sample.size > listed.rows:
        return DrawRefused("larger_than_frame", listed.rows)
    missing = set(sample.strata) - set(listed.columns)
    return DrawRefused("strata_not_held", len(missing)) if missing else None


def _check_rotation(
    study: Study, listed: Frame, made: drawing.Drawing, by: Person, now: datetime
) -> None:
    if listed.source != "platform" or study.is_rehearsal:
        return
    asked = links_of_people.asked_within_a_year(
        study=study, keys=[case.key for case in made.cases], by=by, now=now
    )
    if asked:
        raise DrawRefused("asked_within_a_year", asked)


def _keep_cases(study: Study, made: drawing.Drawing) -> None:
    copy_in(
        Case,
        (
            "study",
            "release_order",
            "key",
            "stratum",
            "inclusion_probability",
            "form",
            "form_assign",
            "followed_up",
        ),
        (
            (
                study.pk,
                number,
                case.key,
                case.stratum,
                case.inclusion_probability,
                case.form,
                case.form_assign,
                False,
            )
            for number, case in enumerate(made.cases, 1)
        ),
    )
