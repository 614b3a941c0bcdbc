"""Lessons as the lead evaluator writes them: each with evidence, or refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.studies import lessons as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.report import lessons as reported
from tequio.domain.studies.report import sources
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.studies import evidence, report_words, scope
from tequio.pages.studies.evidence import EvidenceForm
from tequio.survey_records.models import Lesson


class LessonForm(EvidenceForm):
    field_order = ("text_es", "text_en", "evidence")

    text_es = forms.CharField(
        label=gettext_lazy("What others can learn, in Spanish"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("The same in English"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


@creates
def lessons(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list, and the form for one more."""
    form = _form(request)
    if request.method == "POST" and form.is_valid() and _write(request, form):
        messages.success(request, _("The lesson is kept."))
        return redirect("studies:lessons", public_id)
    context = {
        "form": form,
        "lessons": _shown(request),
        "may_write": evidence.may_write(request, "studies:lessons"),
        "has_results": form.has_shelves,
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/lessons.html", "studies:lessons", context, status)


def lesson(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One of them, to be written anew before the fact-check."""
    one = get_object_or_404(request.study.lessons, number=number)
    form = _form(request, one)
    if request.method == "POST" and form.is_valid() and _write(request, form, number):
        messages.success(request, _("The lesson is kept."))
        return redirect("studies:lessons", public_id)
    context = {
        "form": form,
        "one": one,
        "may_write": evidence.may_write(request, "studies:lessons"),
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/lesson.html", "studies:lessons", context, status)


def remove(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Takes one out before the fact-check."""
    get_object_or_404(request.study.lessons, number=number)
    try:
        actions.remove(study=request.study, by=request.user, number=number, now=timezone.now())
    except StudyRefused as refused:
        messages.error(request, report_words.refusal(refused))
    else:
        messages.success(request, _("The lesson is removed."))
    return redirect("studies:lessons", public_id)


def _form(request: HttpRequest, one: Lesson | None = None) -> LessonForm:
    initial = {"text_es": one.text_es, "text_en": one.text_en} if one else {}
    cited = list(one.evidence) if one else []
    return LessonForm(
        kept_form.posted(request),
        initial={**initial, "evidence": cited},
        **evidence.around(request, cited),
    )


def _write(request: HttpRequest, form: LessonForm, number: int | None = None) -> bool:
    """Whether it was kept; otherwise the form says why not."""
    try:
        actions.write(
            study=request.study, by=request.user, now=timezone.now(), number=number,
            **form.cleaned_data,
        )  # fmt: skip
    except StudyRefused as refused:
        report_words.blame(form, refused)
        return False
    return True


def _shown(request: HttpRequest) -> list[tuple[int, str, Any]]:
    """Number, text and evidence of each lesson."""
    source = sources.of_study(request.study)
    if source is None:
        return []
    reader = evidence.reader_of(source)
    return [
        (one["number"], reader.text(one, "text"), reported.cited(one, source, reader))
        for one in source.lists["lessons"]
    ]
