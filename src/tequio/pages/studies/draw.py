"""The draw: a ceremony in which nobody can choose, explained so that a shop owner can follow it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from tequio.domain.studies import draw as actions
from tequio.domain.studies import drawing, frame
from tequio.domain.studies.errors import DrawRefused, StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import access, refusals, scope
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Case, Draw, Plan

FIELDS = {
    "no_value": "public_value",
    "too_early": "announced_at",
    "signed_after_value": "announced_at",
}


class ValueForm(forms.Form):
    public_value = forms.CharField(
        label=gettext_lazy("The public value"),
        help_text=gettext_lazy("Exactly as it was announced."),
        max_length=200,
    )
    source = forms.CharField(label=gettext_lazy("Where everybody can look it up"), max_length=200)
    announced_at = forms.DateTimeField(
        label=gettext_lazy("When it was announced"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"
        ),
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("I understand that a study draws once and cannot draw again")
    )


@creates
def draw(request: HttpRequest, public_id: str) -> HttpResponse:
    form = ValueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            try:
                _draw(request, form)
            except DrawRefused as refused:
                form.add_error(FIELDS.get(refused.code), refusals.words(refused))
            except StudyRefused as refused:
                return refusals.answer(request, refused)
            else:
                return redirect("studies:draw", public_id)
        return _page(request, form, status=422)
    return _page(request, form)


def _draw(request: HttpRequest, form: ValueForm) -> Draw:
    said = form.cleaned_data
    return actions.draw(
        study=request.study,
        by=request.user,
        public_value=said["public_value"],
        source=said["source"],
        announced_at=said["announced_at"],
        now=timezone.now(),
    )


def _page(request: HttpRequest, form: ValueForm, status: int = 200) -> HttpResponse:
    study = request.study
    made = Draw.objects.filter(study=study).select_related("frame").first()
    missing = actions.what_is_missing(study)
    misfit = None if made else actions.misfit(study)
    context = {
        "form": form,
        "draw": made,
        "missing": refusals.WORDS[missing] if missing and missing != "drawn" else "",
        "may_draw": not missing
        and misfit is None
        and StudyRole.LEAD_EVALUATOR in request.study_roles,
        "misfit": refusals.words(misfit) if misfit else "",
        "may_change": access.may(request, "studies:smaller-sample"),
        "frame": made.frame if made else frame.current(study),
        "value_of_plan": _value_of_plan(request),
        "cases": Case.objects.filter(study=study).count() if made else 0,
        "strata": sorted(made.design.get("allocated", {}).items()) if made else [],
        "seed": drawing.seed_of(made.frame.sha256, made.public_value) if made else "",
    }
    return scope.page(request, "studies/draw.html", "studies:draw", context, status)


def _value_of_plan(request: HttpRequest) -> dict[str, Any]:
    """What the plan says about the public value, in the reader's language."""
    plan = Plan.objects.filter(study=request.study).first()
    part = (plan.content.get("public_value") if plan else None) or {}
    language = "en" if get_language() == "en" else "es"
    return {"what": part.get(f"what_{language}", ""), "on": part.get("expected_on", "")}
