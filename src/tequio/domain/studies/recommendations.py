"""Recommendations: each tied to evidence in the report, or refused; and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from tequio.domain.audit import actions as audit
from tequio.domain.studies import members, runs
from tequio.domain.studies.errors import FieldsRefused, WrongStage
from tequio.domain.studies.report.turning import turned
from tequio.records.people import Person
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Recommendation, Study, Theme

STRENGTHS: Final = ("A", "B", "C")
SCALE: Final = ("S", "C", "A", "L", "E")
THEME: Final = "theme:"
LARGEST_K: Final = 1.25
FINE_STEPS: Final = 1250
FIELDS: Final = (
    "text_es", "text_en", "evidence", "strength", "scale_letter", "owner", "due",
    "next_test_es", "next_test_en",
)  # fmt: skip


class RecommendationRefused(FieldsRefused):
    """A recommendation that cannot stand."""

    what = "recommendation"


@transaction.atomic
def write(
    *,
    study: Study,
    by: Person,
    now: datetime,
    number: int | None = None,
    holds_above: float | None = None,
    cost: str = "",
    **fields: Any,
) -> Recommendation:
    """Writes a recommendation, or rewrites number `number`; raises RecommendationRefused.

    Raises NotAllowed, and WrongStage before there are results or once the fact-check began.
    """
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.published_at is not None or study.fact_check_from is not None:
        raise WrongStage("fact_check")
    known = evidence_of(study)
    if not known:
        raise WrongStage("no_results")
    found = faults(fields, known, holds_above)
    if found:
        raise RecommendationRefused(found)
    values = {name: fields[name] for name in FIELDS} | {"holds_above": holds_above, "cost": cost}
    if number is None:
        last = Recommendation.objects.filter(study=study).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    written, _ = Recommendation.objects.update_or_create(
        study=study, number=number, defaults=values
    )
    audit.record(
        action="studies.write_recommendation", subject=study, by=by, now=now, number=number
    )
    return written


@transaction.atomic
def remove(*, study: Study, by: Person, number: int, now: datetime) -> None:
    """Takes a recommendation out before the fact-check; raises NotAllowed or WrongStage."""
    members.require(study, by, StudyRole.LEAD_EVALUATOR)
    if study.fact_check_from is not None:
        raise WrongStage("fact_check")
    Recommendation.objects.filter(study=study, number=number).delete()
    audit.record(
        action="studies.remove_recommendation", subject=study, by=by, now=now, number=number
    )


def evidence_of(study: Study) -> dict[str, str]:
    """Everything that may be evidence: identifiers of results with their source, and themes."""
    run = runs.latest(study)
    if run is None:
        return {}
    known = {
        name: str(one.get("source") or one["kind"]) for name, one in runs.contents(run).items()
    }
    themes = Theme.objects.filter(study=study).values_list("code", flat=True)
    return {**known, **{f"{THEME}{code}": "interviews" for code in themes}}


def faults(
    fields: Mapping[str, Any], known: Mapping[str, str], holds_above: float | None
) -> dict[str, str]:
    """What is wrong, field by field; nothing when the recommendation can stand."""
    found = {name: "missing" for name in FIELDS if name != "evidence" and not fields.get(name)}
    evidence: Sequence[str] = fields.get("evidence") or []
    wrong = evidence_fault(evidence, known)
    if wrong:
        found["evidence"] = wrong
    strength = fields.get("strength")
    if strength and strength not in STRENGTHS:
        found["strength"] = "unknown"
    if strength == "A" and len({known[name] for name in evidence if name in known}) < 2:
        found["strength"] = "one_source"
    if fields.get("scale_letter") and fields["scale_letter"] not in SCALE:
        found["scale_letter"] = "unknown"
    if fields.get("due") and not isinstance(fields["due"], date):
        found["due"] = "unknown"
    if holds_above is not None and not 0 < holds_above < 1:
        found["holds_above"] = "unknown"
    return found


def evidence_fault(evidence: Sequence[str], known: Mapping[str, str]) -> str:
    """What is wrong with evidence: `orphan` without any, `unknown` and the name; or nothing.

    >>> evidence_fault([], {}), evidence_fault(["T9"], {"T8": "survey"})
    ('orphan', 'unknown T9')
    """
    strangers = [name for name in evidence if name not in known]
    if not evidence:
        return "orphan"
    return f"unknown {strangers[0]}" if strangers else ""


@transaction.atomic
def respond(
    *,
    study: Study,
    by: Person,
    number: int,
    response: str,
    text: str,
    owner: str,
    due: date | None,
    now: datetime,
) -> Recommendation:
    """What the programme will do about it; raises NotAllowed, WrongStage, RecommendationRefused."""
    members.require(study, by, members.PLATFORM)
    if study.fact_check_from is None or study.published_at is not None:
        raise WrongStage("published" if study.published_at else "no_fact_check")
    found: dict[str, str] = {}
    if response not in Recommendation.Response.values or not response:
        found["response"] = "missing"
    if not text.strip():
        found["text"] = "missing"
    if response != Recommendation.Response.REJECTED and not owner.strip():
        found["owner"] = "missing"
    if response != Recommendation.Response.REJECTED and due is None:
        found["due"] = "missing"
    if found:
        raise RecommendationRefused(found)
    one = Recommendation.objects.select_for_update().get(study=study, number=number)
    one.response, one.response_text = response, text.strip()
    one.response_owner, one.response_due = owner.strip(), due
    one.save(update_fields=["response", "response_text", "response_owner", "response_due"])
    audit.record(action="studies.respond", subject=study, by=by, now=now, number=number)
    return one


def tipping_k(content: Mapping[str, Any] | None, holds_above: float | None) -> float | None:
    """The k of the dial at which a number falls to what is needed; None out of reach.

    >>> said = {"value": 0.2, "rate": 0.25}
    >>> round(tipping_k({"value": 0.1, "answered": said}, 0.1), 3)
    0.333
    """
    said = (content or {}).get("answered")
    if holds_above is None or not content or not said or not said.get("value"):
        return None
    rate = float(said["rate"])
    if not 0 < rate < 1:
        return None
    if said.get("held") is None and "promoters" not in said:  # a straight line
        k = (holds_above / float(said["value"]) - rate) / (1 - rate)
        return k if k >= 0 else None
    return _crossing(content, holds_above)


def _crossing(content: Mapping[str, Any], holds_above: float) -> float | None:
    """The largest k up to the end of the dial at which a number crosses a value."""
    ks = [LARGEST_K * step / FINE_STEPS for step in range(FINE_STEPS, -1, -1)]
    over = [float(turned(dict(content), k)["value"]) - holds_above for k in ks]
    return next((k for k, a, b in zip(ks[1:], over, over[1:], strict=False) if a * b <= 0), None)
