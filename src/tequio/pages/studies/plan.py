"""The plan: what is in it, what still keeps it from being locked, its power sheet, its lock."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tequio.domain.studies import plan as actions
from tequio.domain.studies import platform_frame
from tequio.domain.studies.errors import PlanFault, PlanRefused, StudyRefused
from tequio.domain.studies.plan import iris
from tequio.pages.studies import plan_sections, plan_sheet, refusals, scope
from tequio.pages.studies import plan_words as words
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Plan, Signature

NAMES = {"questions": "text", "matrix": "rule", "results_chain": "name", "indicators": "name"}


@dataclass(frozen=True)
class Item:
    """One line of a part, with what is wrong in it."""

    number: int
    name: str
    kind: str | Promise
    detail: str
    href: str
    faults: list[str]


@dataclass(frozen=True)
class Part:
    """A part that is a list."""

    key: str
    label: str | Promise
    items: list[Item]
    faults: list[str]


def content_of(study: Any) -> dict[str, Any]:
    """The plan as it stands, empty before the first save."""
    stored = Plan.objects.filter(study=study).first()
    return dict(stored.content) if stored else {}


def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    stored = Plan.objects.filter(study=study).first()
    content = dict(stored.content) if stored else {}
    found = actions.faults(content) if stored else []
    is_lead = StudyRole.LEAD_EVALUATOR in request.study_roles
    context = {
        "plan": stored,
        "may_write": is_lead and study.plan_locked_at is None,
        "may_sign": _may_sign(request, stored),
        "parts": [_part(key, content, found) for key in NAMES],
        "sections": [(key, label, _words_of(found, key)) for key, label in words.SECTIONS.items()],
        "faults": len(found),
        "sheet": plan_sheet.rows(content),
        "signatures": Signature.objects.filter(study=study, subject=Signature.Subject.PLAN),
        "deviations": study.deviations.count(),
        "too_few": _too_few(content) if is_lead and study.plan_locked_at is None else None,
    }
    return scope.page(request, "studies/plan.html", "studies:plan", context)


def _too_few(content: dict[str, Any]) -> int | None:
    """The people of the platform, where the plan asks for more than there are."""
    sample = content.get("sample")
    size = sample.get("size") if isinstance(sample, dict) else None
    people = platform_frame.entrepreneurs_today()
    return people if isinstance(size, int) and size > people else None


def _may_sign(request: HttpRequest, stored: Plan | None) -> bool:
    """The funder signs after the lock; the lead evaluator does by locking."""
    if stored is None or not stored.sha256 or StudyRole.FUNDER not in request.study_roles:
        return False
    signed = Signature.objects.filter(study=request.study, sha256=stored.sha256)
    return not signed.filter(role=StudyRole.FUNDER).exists()


def _part(key: str, content: dict[str, Any], found: list[PlanFault]) -> Part:
    listed = content.get(key)
    items = [
        _item(key, number, one, found)
        for number, one in enumerate(listed if isinstance(listed, list) else [], 1)
        if isinstance(one, dict)
    ]
    own = [_said(fault) for fault in found if fault.field == key]
    return Part(key, words.PARTS[key], items, own)


def _item(key: str, number: int, one: dict[str, Any], found: list[PlanFault]) -> Item:
    name = one.get(f"{NAMES[key]}_{_language()}") or one.get("id") or ""
    code = str(one.get("iris") or "")
    wrong = [_said(fault) for fault in found if fault.field.startswith(f"{key}.{number}.")]
    href = iris.address(code) if code in iris.CODES else ""
    return Item(number, str(name), _kind(one), _detail(one), href, wrong)


def _kind(one: dict[str, Any]) -> str | Promise:
    """Criterion, level or kind of an item, in words."""
    names = {**dict(words.CRITERIA), **dict(words.LEVELS), **dict(words.KINDS)}
    return names.get(str(one.get("criterion") or one.get("level") or one.get("kind")), "")


def _detail(one: dict[str, Any]) -> str:
    return str(one.get("formula") or one.get("variable") or "")


def _words_of(found: list[PlanFault], section: str) -> list[str]:
    """The faults of a section, each after the words of its field."""
    return [
        f"{_place(fault, section)}: {_said(fault)}"
        for fault in found
        if fault.field.partition(".")[0] in plan_sections.PLACES[section]
    ]


def _place(fault: PlanFault, section: str) -> str:
    fields = plan_sections.FORMS[section].base_fields
    field = fields.get(fault.field.replace(".", "__"))
    return str(field.label) if field else fault.field


def _said(fault: PlanFault) -> str:
    return fault.en if _language() == "en" else fault.es


def _language() -> str:
    return "en" if get_language() == "en" else "es"


def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Puts the standard plan where none is yet."""
    if not content_of(request.study):
        try:
            actions.save(
                study=request.study,
                by=request.user,
                content=actions.standard(),
                now=timezone.now(),
            )
        except StudyRefused as refused:
            return refusals.answer(request, refused)
    return redirect("studies:plan", public_id)


def lock(request: HttpRequest, public_id: str) -> HttpResponse:
    """Locks for good; with faults it says how many and the page shows each."""
    try:
        actions.lock(study=request.study, by=request.user, now=timezone.now())
    except PlanRefused:
        messages.error(request, _("The plan still has faults. Each is shown where it is."))
        return redirect("studies:plan", public_id)
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, _("The plan is locked. The funder signs it next."))
    return redirect("studies:plan", public_id)


def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        actions.sign(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, _("Signed."))
    return redirect("studies:plan", public_id)
