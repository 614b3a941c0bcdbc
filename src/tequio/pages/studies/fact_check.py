"""The fact-check: the evaluator opens the window and answers, the programme points out errors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import fact_check as actions
from tequio.domain.studies import members, runs
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import report_words, scope
from tequio.records.studies import StudyRole
from tequio.survey_records.models import FactCheckNote


class NoteForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("About which table, chart or sentence"), max_length=80,
        help_text=gettext_lazy(
            "The name below a table or chart, like T13.M2, or the first words of a sentence."
        ),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("What is wrong, and what would be right"), max_length=2000,
        widget=forms.Textarea,
    )  # fmt: skip


@creates
def fact_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """The notes with their answers; a POST of the programme adds one."""
    study = request.study
    form = NoteForm(kept_form.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(
                study=study, by=request.user, about=form.cleaned_data["about"],
                text=form.cleaned_data["note"], now=timezone.now(),
            )  # fmt: skip
        except StudyRefused as refused:
            form.add_error(None, report_words.refusal(refused))
        else:
            messages.success(request, _("The note is kept. The evaluator answers it."))
            return redirect("studies:fact-check", public_id)
    context = {"form": form, **_state(request)}
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/fact_check.html", "studies:fact-check", context, status)


def _state(request: HttpRequest) -> dict[str, Any]:
    """Where the window stands, and what this person may do about it."""
    study, now = request.study, timezone.now()
    is_open = study.fact_check_from is not None and study.published_at is None
    is_over = study.fact_check_until is not None and now > study.fact_check_until
    is_lead = StudyRole.LEAD_EVALUATOR in request.study_roles
    notes = list(study.fact_check_notes.order_by("pk"))
    has_numbers = runs.latest(study) is not None
    is_unopened = study.fact_check_from is None
    errors_until, answers_until = actions.windows_from(study, study.fact_check_from or now)
    return {
        "notes": notes,
        "waiting": sum(not one.answer for one in notes),
        "is_over": is_over,
        "errors_until": errors_until,
        "answers_until": answers_until,
        "has_numbers": has_numbers,
        "may_note": members.PLATFORM in request.study_roles and is_open and not is_over,
        "may_answer": is_lead and is_open,
        "may_open": is_lead and is_unopened and has_numbers,
        "may_sign": is_lead and actions.needs_signature(study),
        "written": _written(request) if is_unopened else (),
    }


def _written(request: HttpRequest) -> tuple[tuple[str, str, int], ...]:
    """How much of what stays as it is from the opening on is there."""
    study, place = request.study, request.study.public_id
    kept = (
        ("studies:themes", _("Themes"), study.themes.count()),
        ("studies:lessons", _("Lessons"), study.lessons.count()),
        ("studies:recommendations", _("Recommendations"), study.recommendations.count()),
    )
    return tuple((reverse(name, args=[place]), words, count) for name, words, count in kept)


def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answers for numbers that were computed anew."""
    try:
        actions.sign_again(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    else:
        messages.success(request, _("Signed."))
    return redirect("studies:fact-check", public_id)


def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gives the report to the programme."""
    try:
        actions.open_window(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    else:
        messages.success(request, _("The programme can read the report and point out errors."))
    return redirect("studies:fact-check", public_id)


def answer(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The evaluator's answer to one note."""
    text = request.POST.get("answer", "")
    try:
        actions.answer(
            study=request.study, by=request.user, number=number, text=text, now=timezone.now()
        )
    except FactCheckNote.DoesNotExist:
        raise Http404 from None
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    return redirect("studies:fact-check", public_id)
