"""A copy of one's data, and deleting the account."""

import json

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.people import staff
from tequio.domain.privacy import actions, queries
from tequio.pages.people import own_data_page


def export(request: HttpRequest) -> HttpResponse:
    """Says what the copy holds."""
    return render(request, "people/export.html")


@reauthentication_required
def download(request: HttpRequest) -> HttpResponse:
    """Everything stored of this person, for programs: JSON."""
    text = json.dumps(queries.export_of(request.user), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tequio.json"'
    return response


@reauthentication_required
def readable(request: HttpRequest) -> HttpResponse:
    """The same for reading: one page to print or to keep."""
    context = {"parts": list(own_data_page.parts(request.user)), "now": timezone.now()}
    return render(request, "people/own_data.html", context)


class DeleteForm(forms.Form):
    is_sure = forms.BooleanField(
        label=gettext_lazy("I understand that this cannot be undone"),
        error_messages={"required": gettext_lazy("Mark the box to delete your account.")},
    )


@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """GET says what goes and what stays; POST deletes and signs out."""
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return _delete_page(request, form, status=200)
    if not form.is_valid():
        return _delete_page(request, form, status=422)
    try:
        actions.erase(person=request.user, by=request.user, now=timezone.now())
    except staff.LastAdministrator:
        return _delete_page(request, form, status=409)
    logout(request)
    messages.success(request, _("Your account is deleted. Thank you for having been here."))
    return redirect("people:home")


def _delete_page(request: HttpRequest, form: DeleteForm, *, status: int) -> HttpResponse:
    """The form, or for the only administrator what has to be done first."""
    context = {"form": form, "is_last": staff.is_last_administrator(request.user)}
    return render(request, "people/delete.html", context, status=status)
