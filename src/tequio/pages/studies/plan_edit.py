"""Writing a plan, section by section and item by item; what was typed is kept, faults and all."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.studies import plan as actions
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.shared import errors, kept_form
from tequio.pages.studies import plan_parts, plan_sections, refusals, scope
from tequio.pages.studies import plan_words as words
from tequio.pages.studies.plan import content_of
from tequio.pages.studies.plan_fields import VERSION, initial_of, laid_over


def section(request: HttpRequest, public_id: str, section: str) -> HttpResponse:
    """A part that is there once."""
    form_class = plan_sections.FORMS.get(section)
    if form_class is None:
        return errors.not_found(request)
    content = content_of(request.study)
    if request.method == "POST":
        form = form_class(request.POST)
        if form.is_valid():
            written = laid_over(content, plan_sections.said(form))
            return _keep(request, public_id, written)
    else:
        form = form_class(kept_form.take(request), initial=initial_of(form_class, content))
    return _page(request, form, words.SECTIONS[section])


def item(request: HttpRequest, public_id: str, part: str, number: int) -> HttpResponse:
    """One line of a part that is a list; 0 adds one, `step=remove` takes it out."""
    form_class = plan_parts.FORMS.get(part)
    content = content_of(request.study)
    listed = [dict(one) for one in content.get(part) or [] if isinstance(one, dict)]
    if form_class is None or number > len(listed):
        return errors.not_found(request)
    if request.method == "POST" and request.POST.get("step") == "remove" and number:
        del listed[number - 1]
        return _keep(request, public_id, {**content, part: listed})
    if request.method == "POST":
        form = form_class(request.POST, content=content)
        if form.is_valid():
            if number:
                listed[number - 1] |= form.cleaned_data
            else:
                listed.append(form.cleaned_data)
            return _keep(request, public_id, {**content, part: listed})
    else:
        initial = listed[number - 1] if number else {}
        form = form_class(kept_form.take(request), initial=initial, content=content)
    return _page(request, form, words.ONE_OF[part], may_remove=bool(number))


def _keep(request: HttpRequest, public_id: str, content: dict[str, Any]) -> HttpResponse:
    try:
        actions.save(
            study=request.study,
            by=request.user,
            content={"version": VERSION, **content},
            now=timezone.now(),
        )
    except StudyRefused as refused:
        return refusals.answer(request, refused)
    messages.success(request, _("Kept."))
    return redirect("studies:plan", public_id)


def _page(
    request: HttpRequest, form: forms.Form, label: object, *, may_remove: bool = False
) -> HttpResponse:
    context = {"form": form, "label": label, "may_remove": may_remove}
    status = 422 if request.method == "POST" else 200
    return scope.page(request, "studies/plan_edit.html", "studies:plan", context, status)
