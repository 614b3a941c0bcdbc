"""Changes of the plan: kept while it is written, locked once, then only numbered deviations."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, power
from tequio.domain.studies.errors import PlanRefused, WrongStage
from tequio.domain.studies.plan.checks import read
from tequio.domain.studies.plan.reading import read_parts
from tequio.domain.studies.signatures import sign_hash
from tequio.domain.studies.study_data import canonical_json, sha256
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Plan, Signature, Study

SIGNERS = (StudyRole.LEAD_EVALUATOR, StudyRole.FUNDER)
LONGEST = 400_000


@transaction.atomic
def save(*, study: Study, by: Person, content: Mapping[str, object], now: datetime) -> Plan:
    """Keeps a draft as it stands, faults and all, with its power sheet; raises WrongStage."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = _open(study)
    written = with_sheet(content)
    if len(canonical_json(written)) > LONGEST:
        raise WrongStage("too_long")
    plan, _ = Plan.objects.update_or_create(
        study=held, defaults={"content": written, "changed_at": now}
    )
    audit.record(action="studies.save_plan", subject=study, by=by, now=now)
    return plan


@transaction.atomic
def lock(*, study: Study, by: Person, now: datetime) -> Plan:
    """Locks the plan with its hash; the lead evaluator signs by it. Raises PlanRefused."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    held = _open(study)
    plan = Plan.objects.filter(study=held).first()
    if plan is None:
        read({})
        raise PlanRefused([])
    read(plan.content)
    plan.sha256, plan.changed_at = sha256(canonical_json(plan.content)), now
    plan.save(update_fields=["sha256", "changed_at"])
    study.plan_locked_at = held.plan_locked_at = now
    held.save(update_fields=["plan_locked_at"])
    sign_hash(
        study=held,
        by=by,
        subject=Signature.Subject.PLAN,
        sha256=plan.sha256,
        role=StudyRole.LEAD_EVALUATOR,
        now=now,
    )
    audit.record(action="studies.lock_plan", subject=study, by=by, now=now)
    return plan


@transaction.atomic
def sign(*, study: Study, by: Person, now: datetime) -> Signature:
    """Signs the locked plan in one's role; raises NotAllowed or WrongStage."""
    role = members.require(study, by, *SIGNERS)
    if study.plan_locked_at is None:
        raise WrongStage("not_locked")
    plan = Plan.objects.get(study=study)
    return sign_hash(
        study=study,
        by=by,
        subject=Signature.Subject.PLAN,
        sha256=plan.sha256,
        role=role,
        now=now,
    )


def with_sheet(content: Mapping[str, object]) -> dict[str, object]:
    """The content with its power sheet computed anew, where its assumptions can be read."""
    written = dict(content)
    assumptions = written.get("power")
    if not isinstance(assumptions, Mapping):
        return written
    plan, faults = read_parts(written)
    readable = not any(one.field.partition(".")[0] in ("sample", "power") for one in faults)
    kept = {name: value for name, value in assumptions.items() if name != "computed"}
    sheet = power.sheet(plan.sample, plan.power) if readable else None
    written["power"] = {**kept, "computed": sheet.as_content()} if sheet else kept
    return written


def _open(study: Study) -> Study:
    held = Study.objects.select_for_update().get(pk=study.pk)
    if held.plan_locked_at is not None:
        raise WrongStage("locked")
    return held
