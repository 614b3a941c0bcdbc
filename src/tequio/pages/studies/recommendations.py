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
from tequio.domain.studies.report import recommended, sources
from tequio.domain.studies.report.blocks import Advice
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import evidence, report_words, scope
from tequio.pages.studies.evidence import EvidenceForm
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


class RecommendationForm(EvidenceForm):
    field_order = ("text_es", "text_en", "evidence")

    text_es = forms.CharField(
        label=gettext_lazy("What should be done, in Spanish"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("The same in English"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    hangs_on = evidence.number_field()
    holds_above = forms.FloatField(
        label=gettext_lazy("It holds while that number is above (per cent)"), required=False,
        min_value=0.1, max_value=99.9,
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hangs_on"].choices = evidence.hangs_on(self.projected)

    def clean(self) -> dict[str, Any]:
        """A threshold needs its number and a number its threshold; the number is evidence too."""
        said: dict[str, Any] = super().clean() or {}
        number, above = said.get("hangs_on"), said.get("holds_above")
        if above is not None and not number:
            self.add_error("hangs_on", _("Choose the number that must stay above."))
        if number and above is None and "holds_above" not in self.errors:
            self.add_error("holds_above", _("Write above which value it holds."))
        return said


@creates
def recommendations(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list, and the form for one more."""
    form = _form(request)
    if request.method == "POST" and form.is_valid() and _write(request, form):
        messages.success(request, _("The recommendation is kept."))
        return redirect("studies:recommendations", public_id)
    context = {
        "form": form,
        "recommendations": _shown(request),
        "may_write": evidence.may_write(request, "studies:recommendations"),
        "has_results": form.has_shelves,
    }
    status = 422 if request.method == "POST" else 200
    template = "studies/recommendations.html"
    return scope.page(request, template, "studies:recommendations", context, status)


def recommendation(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One of them, to be written anew before the fact-check."""
    one = get_object_or_404(request.study.recommendations, number=number)
    form = _form(request, one)
    if request.method == "POST" and form.is_valid() and _write(request, form, number):
        messages.success(request, _("The recommendation is kept."))
        return redirect("studies:recommendations", public_id)
    context = {
        "form": form,
        "one": one,
        "may_write": evidence.may_write(request, "studies:recommendations"),
    }
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
    except StudyRefused as refused:
        report_words.blame(form, refused)
        return False
    return True


def _form(request: HttpRequest, one: Recommendation | None = None) -> RecommendationForm:
    return RecommendationForm(
        kept_form.posted(request),
        initial=_initial(one) if one else None,
        **evidence.around(request, list(one.evidence) if one else []),
    )


def _initial(one: Recommendation) -> dict[str, Any]:
    """A recommendation as the form shows it."""
    above = one.holds_above
    return {
        **{name: getattr(one, name) for name in (*actions.FIELDS, "cost")},
        "hangs_on": "" if above is None else one.evidence[0],
        "holds_above": None if above is None else round(100 * float(above), 4),
    }


def _values(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What the action takes: the number that it hangs on comes first among the evidence."""
    share, first = cleaned["holds_above"], cleaned["hangs_on"]
    cited = [first, *cleaned["evidence"]] if first else cleaned["evidence"]
    return {
        **{name: value for name, value in cleaned.items() if name != "hangs_on"},
        "evidence": list(dict.fromkeys(cited)),
        "holds_above": None if share is None else share / 100,
    }


def _shown(request: HttpRequest) -> list[Advice]:
    """Every recommendation as the report prints it: evidence, tipping point, answer."""
    source = sources.of_study(request.study)
    if source is None:
        return []
    reader = evidence.reader_of(source)
    return [
        block for block in recommended.recommended(source, reader, "") if isinstance(block, Advice)
    ]
