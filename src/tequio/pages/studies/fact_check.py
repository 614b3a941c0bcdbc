"""The fact-check: the evaluator opens the window and answers, the programme points out errors."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import fact_check as actions
from tequio.domain.studies import members
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import report_words, scope
from tequio.records.studies import StudyRole
from tequio.survey_records.models import FactCheckNote


class NoteForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("About which table, chart or sentence"), max_length=80
    )
    note = forms.CharField(
        label=gettext_lazy("What is wrong, and what would be right"), max_length=2000,
        widget=forms.Textarea,
    )  # fmt: skip


@creates
def fact_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """The notes with their answers; a POST of the programme adds one."""
    study = request.study
    form = NoteForm(request.POST if request.method == "POST" else None)
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
    is_open = study.fact_check_from is not None and study.published_at is None
    is_lead = StudyRole.LEAD_EVALUATOR in request.study_roles
    context = {
        "form": form,
        "notes": study.fact_check_notes.order_by("pk"),
        "may_note": members.PLATFORM in request.study_roles and is_open,
        "may_answer": is_lead and is_open,
        "may_open": is_lead and study.fact_check_from is None and study.data_locked_at is not None,
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/fact_check.html", "studies:fact-check", context, status)


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
