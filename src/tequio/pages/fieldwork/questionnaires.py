"""The forms of a study: read them, take them away as XLSForm, bring a further version."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tequio.delivery.xlsform.read import FormRefused, read
from tequio.delivery.xlsform.write import write
from tequio.domain.studies.errors import StudyRefused
from tequio.domain.studies.questionnaires import versions
from tequio.domain.studies.questionnaires.model import Item, Questionnaire, from_content
from tequio.domain.studies.questionnaires.standard import standard
from tequio.domain.studies.questionnaires.versions import VersionRefused
from tequio.pages.fieldwork import conditions, words
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.studies import access, scope
from tequio.survey_records.models import Questionnaire as Stored

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    form = forms.ChoiceField(
        label=gettext_lazy("Which form"), choices=words.FORMS, widget=ChipChoice
    )
    file = forms.FileField(
        label=gettext_lazy("XLSForm (.xlsx)"),
        help_text=gettext_lazy("It needs an item a_consent. Answers kept before stay as they are."),
    )


def questionnaires(request: HttpRequest, public_id: str) -> HttpResponse:
    is_post = request.method == "POST"
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: tuple[object, ...] = ()
    if is_post and form.is_valid():
        faults = _upload(request, form)
        if not faults and form.is_valid():
            messages.success(request, _("The version is kept and in force from now on."))
            return redirect("studies:questionnaires", public_id)
    context = {
        "lines": _lines(request),
        "form": form,
        "faults": faults,
        "may_upload": access.may(request, "studies:questionnaires", "POST"),
    }
    page = "fieldwork/questionnaires.html"
    return scope.page(request, page, "studies:questionnaires", context, 422 if is_post else 200)


def _upload(request: HttpRequest, form: UploadForm) -> tuple[object, ...]:
    """Keeps what was sent, or gives its faults; other refusals stand at their field."""
    kind = form.cleaned_data["form"]
    try:
        content = read(form.cleaned_data["file"].read(), form=kind)
        versions.upload(
            study=request.study,
            by=request.user,
            form=kind,
            questionnaire=from_content(content),
            now=timezone.now(),
        )
    except FormRefused as refused:
        return refused.faults
    except VersionRefused as refused:
        form.add_error("file", words.refusal(refused))
        for item in refused.items:
            form.add_error("file", f"{item.name}: {words.UNUSABLE[item.reason]}")
    except StudyRefused as refused:
        form.add_error("file", words.refusal(refused))
    return ()


def _lines(request: HttpRequest) -> list[dict[str, object]]:
    stored = Stored.objects.filter(study=request.study).order_by("-made_at", "-pk")
    lines = []
    for name, label in words.FORMS:
        kept = [{"number": s.pk, "version": s.version} for s in stored if s.form == name]
        known = kept or [{"number": 0, "version": standard(name).version}]
        lines.append({"form": name, "label": label, "versions": known})
    return lines


def questionnaire(request: HttpRequest, public_id: str, form: str, number: int) -> HttpResponse:
    """Every question with its choices, conditions and checks, in the reader's language."""
    found = _found(request, form, number)
    language = "en" if get_language() == "en" else "es"
    items = [
        {
            "item": item,
            "words": item.text(language),
            "asked_if": conditions.in_words(item.relevant, item, found, language),
            "must_hold": _check(item, found, language),
            "choices": [
                (c.code, c.en if language == "en" else c.es)
                for c in found.choices.get(item.choices, ())
            ],
        }
        for item in found.items
    ]
    title = found.title_en if language == "en" else found.title_es
    context = {"found": found, "items": items, "title": title, "number": number, "form": form}
    page = "fieldwork/questionnaire.html"
    return scope.page(request, page, "studies:questionnaires", context)


def _check(item: Item, found: Questionnaire, language: str) -> str:
    """What an answer must fulfil; where it cannot be said, what the form says when it fails."""
    if not item.constraint:
        return ""
    said = conditions.in_words(item.constraint, item, found, language)
    return _("Accepted if %(condition)s.") % {"condition": said} if said else item.message(language)


def xlsform(request: HttpRequest, public_id: str, form: str, number: int) -> HttpResponse:
    """The spreadsheet of a version."""
    found = _found(request, form, number)
    response = HttpResponse(write(found.as_content()), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{form}-{number}.xlsx"'
    return response


def _found(request: HttpRequest, form: str, number: int) -> Questionnaire:
    if number == 0 and form in versions.FORMS:
        return standard(form)
    stored = Stored.objects.filter(study=request.study, form=form, pk=number).first()
    if stored is None:
        raise Http404
    return from_content(stored.content)
