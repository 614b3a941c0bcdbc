"""Recommendations as the lead evaluator writes them: each with evidence, or refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import recommendations as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import access, report_words, scope
from tequio.survey_records.models import Recommendation

STRENGTHS = [
    ("A", gettext_lazy("A: several sources")),
    ("B", gettext_lazy("B: one source")),
    ("C", gettext_lazy("C: an opinion")),
]
LETTERS = [
    ("S", gettext_lazy("S: choose enterprises")),
    ("C", gettext_lazy("C: charge")),
    ("A", gettext_lazy("A: address problems")),
    ("L", gettext_lazy("L: learn by evaluating")),
    ("E", gettext_lazy("E: lead by example")),
]


class RecommendationForm(forms.Form):
    text_es = forms.CharField(
        label=gettext_lazy("What should be done, in Spanish"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("The same in English"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), max_length=500, required=False,
        help_text=gettext_lazy(
            "Names of results (F7.survey.replied) or themes (theme:ACCESS), separated by spaces."
        ),
    )  # fmt: skip
    strength = forms.ChoiceField(label=gettext_lazy("Strength"), choices=STRENGTHS)
    scale_letter = forms.ChoiceField(label=gettext_lazy("Letter of SCALE"), choices=LETTERS)
    owner = forms.CharField(label=gettext_lazy("Who should do it"), max_length=120)
    due = forms.DateField(
        label=gettext_lazy("By when"), widget=forms.DateInput(attrs={"type": "date"})
    )
    cost = forms.CharField(label=gettext_lazy("Cost"), max_length=120, required=False)
    next_test_es = forms.CharField(
        label=gettext_lazy("How the next survey will show it, in Spanish"), max_length=300
    )
    next_test_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=300)
    holds_above = forms.FloatField(
        label=gettext_lazy("Holds while the first evidence is above (per cent)"), required=False,
        min_value=0.1, max_value=99.9,
    )  # fmt: skip


@creates
def recommendations(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list, and the form for one more."""
    form = RecommendationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _write(request, form):
        messages.success(request, _("The recommendation is kept."))
        return redirect("studies:recommendations", public_id)
    context = {
        "form": form,
        "recommendations": request.study.recommendations.order_by("number"),
        "may_write": _may_write(request),
    }
    status = 422 if request.method == "POST" else 200
    template = "studies/recommendations.html"
    return scope.page(request, template, "studies:recommendations", context, status)


def recommendation(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One of them, to be written anew before the fact-check."""
    one = get_object_or_404(request.study.recommendations, number=number)
    form = RecommendationForm(
        request.POST if request.method == "POST" else None, initial=_initial(one)
    )
    if request.method == "POST" and form.is_valid() and _write(request, form, number):
        messages.success(request, _("The recommendation is kept."))
        return redirect("studies:recommendations", public_id)
    context = {"form": form, "one": one, "may_write": _may_write(request)}
    status = 422 if request.method == "POST" else 200
    template = "studies/recommendation.html"
    return scope.page(request, template, "studies:recommendations", context, status)


def remove(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Takes one out before the fact-check."""
    get_object_or_404(request.study.recommendations, number=number)
    try:
        actions.remove(study=request.study, by=request.user, number=number, now=timezone.now())
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    else:
        messages.success(request, _("The recommendation is removed."))
    return redirect("studies:recommendations", public_id)


def _write(request: HttpRequest, form: RecommendationForm, number: int | None = None) -> bool:
    """Whether it was kept; otherwise the form says why not."""
    values = _values(form.cleaned_data)
    try:
        actions.write(
            study=request.study, by=request.user, now=timezone.now(), number=number, **values
        )
    except actions.RecommendationRefused as refused:
        for name, code in refused.faults.items():
            form.add_error(name, report_words.fault(code))
    except StudyRefused as refused:
        form.add_error(None, report_words.refusal(refused))
    else:
        return True
    return False


def _may_write(request: HttpRequest) -> bool:
    """Whether this person may write recommendations, and still can."""
    study = request.study
    is_open = study.fact_check_from is None and study.data_locked_at is not None
    return is_open and access.may(request, "studies:recommendations", "POST")


def _initial(one: Recommendation) -> dict[str, Any]:
    """A recommendation as the form shows it."""
    above = one.holds_above
    return {
        **{name: getattr(one, name) for name in (*actions.FIELDS, "cost")},
        "evidence": " ".join(one.evidence),
        "holds_above": None if above is None else round(100 * float(above), 4),
    }


def _values(cleaned: dict[str, Any]) -> dict[str, Any]:
    share = cleaned["holds_above"]
    return {
        **cleaned,
        "evidence": cleaned["evidence"].split(),
        "holds_above": None if share is None else share / 100,
    }
