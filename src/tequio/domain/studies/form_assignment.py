"""Which form a case gets: decided by the plan and the draw's seed, or by hand with a reason."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members
from tequio.domain.studies.errors import StudyRefused, WrongStage
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Case, Draw, Plan, Study

FORMS: Final = ("detailed", "short", "mentor")
LONGEST_REASON: Final = 60


class FormsNotAssigned(StudyRefused):
    """Forms that are not assigned: `no_draw`, `assigned`, `unknown_rule`, `no_reason`, ..."""


def decide(keys: Collection[str], *, rule: Mapping[str, Any], seed: str) -> dict[str, str]:
    """Key -> form by the plan: all the same, or exactly the planned share by the draw's seed.

    Cases are ordered by SHA-256 of seed and key; the first `round(share x n)` get the detailed
    form, so that anybody with the published seed finds the same forms.
    """
    if rule.get("rule") == "all_short":
        return dict.fromkeys(keys, "short")
    if rule.get("rule") == "all_detailed":
        return dict.fromkeys(keys, "detailed")
    if rule.get("rule") != "random":
        raise FormsNotAssigned("unknown_rule")
    in_order = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}|form|{key}".encode()).digest())
    detailed = round(float(rule["detailed_share"]) * len(in_order))
    return {key: "detailed" if at < detailed else "short" for at, key in enumerate(in_order)}


@transaction.atomic
def assign(*, study: Study, by: Person, now: datetime) -> dict[str, int]:
    """Gives every drawn case its form by the plan; raises NotAllowed or FormsNotAssigned."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    draw = Draw.objects.filter(study=study).first()
    plan = Plan.objects.filter(study=study).first()
    if draw is None or plan is None:
        raise FormsNotAssigned("no_draw")
    cases = list(Case.objects.select_for_update().filter(study=study))
    if any(case.form for case in cases):
        raise FormsNotAssigned("assigned")
    rule = plan.content.get("forms") or {}
    forms = decide([case.key for case in cases], rule=rule, seed=draw.seed)
    how = str(rule["rule"])
    if how == "random":
        how = f"random {float(rule['detailed_share']):g}"
    _write(cases, forms, how)
    counts = {form: list(forms.values()).count(form) for form in FORMS}
    audit.record(action="studies.assign_forms", subject=study, by=by, now=now, how=how)
    return counts


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
    _write(cases, dict.fromkeys((case.key for case in cases), form), f"by hand: {reason.strip()}")
    audit.record(
        action="studies.assign_form_by_hand", subject=study, by=by, now=now, count=len(cases)
    )
    return len(cases)


def _write(cases: Sequence[Case], forms: Mapping[str, str], how: str) -> None:
    for case in cases:
        case.form, case.form_assign = forms[case.key], how
    Case.objects.bulk_update(cases, ["form", "form_assign"], batch_size=2000)
