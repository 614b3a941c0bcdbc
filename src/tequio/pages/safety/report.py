"""Reporting a person, an ask or a message to the coordinators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.safety import actions, rules
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Person
from tequio.records.safety import ReportReason


class ReportForm(forms.Form):
    """Why, what happened, and whether to block as well."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=ReportReason, widget=ChipChoice
    )
    text = forms.CharField(
        label=gettext_lazy("What happened"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    also_block = forms.BooleanField(
        label=gettext_lazy("Also block this person"), required=False, initial=True
    )


@creates
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    reported = get_object_or_404(Person.objects.present(), public_id=public_id)
    return _report(request, reported)


@creates
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    held = get_object_or_404(
        Ask.objects.reportable_by(request.user).select_related("asker", "mentor"),
        public_id=public_id,
    )
    reported = held.asker if held.mentor_id == request.user.pk else held.mentor
    return _report(request, reported, ask=held)


@creates
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    own = Conversation.objects.reportable_by(request.user)
    said = get_object_or_404(
        Message.objects.select_related("author"), conversation__in=own, public_id=public_id
    )
    return _report(request, said.author, message=said)


def _report(request: HttpRequest, reported: Person, **seen: Any) -> HttpResponse:
    if reported.pk == request.user.pk:
        raise Http404
    form = ReportForm(kept_form.posted(request))
    if not reported.is_active:  # nobody is left to block
        del form.fields["also_block"]
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        actions.report(
            by=request.user,
            person=reported,
            reason=said["reason"],
            text=said["text"],
            also_block=said.get("also_block", False),
            now=now,
            **seen,
        )
        messages.success(
            request, _("Thank you. A coordinator reads it; the other person is not told.")
        )
        return redirect("people:me")
    context = {"form": form, "reported": reported, "seen": rules.seen(of=reported, **seen)}
    status = 422 if request.method == "POST" else 200
    return render(request, "safety/report.html", context, status=status)
