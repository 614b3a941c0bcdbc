"""The management response: what the programme will do about each recommendation."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import fact_check, members
from tequio.domain.studies import recommendations as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.report import recommended, sources
from tequio.domain.studies.report.blocks import Advice
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.studies import evidence, report_words, scope
from tequio.survey_records.models import Recommendation

CHOICES = [choice for choice in Recommendation.Response.choices if choice[0]]


class ResponseForm(forms.Form):
    response = forms.ChoiceField(
        label=gettext_lazy("Your decision"), choices=CHOICES, widget=ChipChoice
    )
    text = forms.CharField(
        label=gettext_lazy("Why, and what will be done"), max_length=1000, widget=forms.Textarea
    )
    owner = forms.CharField(
        label=gettext_lazy("Who will do it"), max_length=120, required=False,
        help_text=gettext_lazy("Needed with the day, unless you reject the recommendation."),
    )  # fmt: skip
    due = forms.DateField(
        label=gettext_lazy("By when"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


def response(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every recommendation with its answer so far."""
    study = request.study
    is_shown = study.fact_check_from is not None
    is_open = is_shown and study.published_at is None
    until = fact_check.responses_until(study)
    context = {
        "recommendations": _shown(request) if is_shown else [],
        "may_answer": members.PLATFORM in request.study_roles and is_open,
        "is_open": is_open,
        "is_over": until is not None and timezone.now() > until,
        "until": until,
    }
    return scope.page(request, "studies/response.html", "studies:response", context)


def _shown(request: HttpRequest) -> list[tuple[Advice, bool]]:
    """Every recommendation as the report prints it, and whether it is answered."""
    source = sources.of_study(request.study)
    if source is None:
        return []
    answered = {one["number"]: bool(one["response"]) for one in source.lists["recommendations"]}
    blocks = recommended.recommended(source, evidence.reader_of(source), "")
    return [(one, answered[one.number]) for one in blocks if isinstance(one, Advice)]


def respond(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The form for one recommendation, and its answer."""
    study = request.study
    one = study.recommendations.filter(number=number).first()
    if one is None:
        return _nothing(request, public_id)
    form = ResponseForm(kept_form.posted(request), initial=_told(one))
    if request.method == "POST" and form.is_valid():
        try:
            actions.respond(
                study=study, by=request.user, number=number, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except StudyRefused as refused:
            report_words.blame(form, refused)
        else:
            messages.success(request, _("Your answer is kept and will be published."))
            return redirect("studies:response", public_id)
    context = {"form": form, "one": one}
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/respond.html", "studies:response", context, status)


def _told(one: Recommendation) -> dict[str, object]:
    """What was answered so far."""
    return {
        "response": one.response, "text": one.response_text, "owner": one.response_owner,
        "due": one.response_due,
    }  # fmt: skip


def _nothing(request: HttpRequest, public_id: str) -> HttpResponse:
    if request.study.fact_check_from is not None and request.method == "GET":
        raise Http404
    messages.error(request, _("There is no recommendation to answer here."))
    return redirect("studies:response", public_id)
