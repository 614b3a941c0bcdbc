"""Import: a file is checked first, every bad cell named; then all of it is taken, or nothing."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.imports import actions, sheets
from tequio.pages.fieldwork import words
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.studies import access, scope
from tequio.survey_records.models import ImportedFile

MOST_SHOWN = 200
MOST_FILES = 100


class FileForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it holds"), choices=ImportedFile.Kind.choices, widget=ChipChoice
    )
    file = forms.FileField(
        label=gettext_lazy("CSV in UTF-8, or SPSS (.sav)"),
        help_text=gettext_lazy("It is only checked now. Nothing is imported yet."),
    )

    def clean_file(self) -> UploadedFile:
        """A file is read into memory only once it is known to be small enough."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > sheets.LARGEST:
            raise forms.ValidationError(_("The file is larger than 60 MB. Part it into several."))
        return sent


def imports(request: HttpRequest, public_id: str) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = actions.check(
                study=request.study,
                by=request.user,
                kind=form.cleaned_data["kind"],
                name=sent.name,
                content=sent.read(),
                now=timezone.now(),
            )
        except StudyRefused as refused:
            return words.answer(request, refused)
        return redirect("studies:imported", public_id, file.pk)
    known = ImportedFile.objects.filter(study=request.study).defer("content", "faults")
    context = {
        "form": form,
        "files": known.order_by("-made_at")[:MOST_FILES],
        "faulty": known.filter(state=ImportedFile.State.FAULTY).count(),
        "may_import": access.may(request, "studies:imports", "POST"),
        "answer_columns": "key, form, mode, language, answered_at, a_consent",
        "attempt_columns": "key, mode, code, made_at",
        "mentor_columns": "key, mode, language, answered_at, a_consent",
    }
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "fieldwork/imports.html", "studies:imports", context, status)


def imported(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """What the check of one file found."""
    file = _file(request, number)
    rows = [
        [
            fault["row"] or "",
            fault["column"],
            str(words.FAULTS.get(fault["code"], fault["code"])),
            fault["value"],
        ]
        for fault in file.faults[:MOST_SHOWN]
    ]
    context = {
        "file": file,
        "rows": rows,
        "head": [_("Row"), _("Column"), _("What is wrong"), _("What stands there")],
        "not_shown": file.fault_count - len(rows),
    }
    return scope.page(request, "fieldwork/imported.html", "studies:imports", context)


def apply(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Takes a checked file as a whole."""
    try:
        actions.apply(file=_file(request, number), by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    messages.success(request, _("The file is imported."))
    return redirect("studies:imported", public_id, number)


def set_aside(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Decides that a file is not imported."""
    try:
        actions.set_aside(file=_file(request, number), by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    messages.info(request, _("The file is set aside."))
    return redirect("studies:imports", public_id)


def set_faulty_aside(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decides at once that no file with faults is imported."""
    try:
        number = actions.set_faulty_aside(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    said = ngettext("%(number)d file is set aside.", "%(number)d files are set aside.", number)
    messages.info(request, said % {"number": number})
    return redirect("studies:imports", public_id)


def _file(request: HttpRequest, number: int) -> ImportedFile:
    return get_object_or_404(ImportedFile, study=request.study, pk=number)
