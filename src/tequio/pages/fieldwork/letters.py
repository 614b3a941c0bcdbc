"""Letters to those who were drawn: planned by wave, sent by a job, never shown with an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.domain.studies import invitations
from tequio.domain.studies.errors import StudyRefused
from tequio.pages.fieldwork import words
from tequio.pages.shared.idempotency import creates


@creates
def letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """Queues invitations or reminders."""
    kind = request.POST.get("kind", "")
    try:
        count = invitations.plan(
            study=request.study, by=request.user, kind=kind, now=timezone.now()
        )
    except StudyRefused as refused:
        return words.answer(request, refused)
    said = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", count)
    messages.success(request, said % {"n": count})
    return redirect("studies:field", public_id)


def bounces(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes letters that came back."""
    told = request.POST.get("message_ids", "").replace(",", " ").split()
    try:
        noted, unknown = invitations.report_bounces(
            study=request.study, by=request.user, message_ids=told, now=timezone.now()
        )
    except StudyRefused as refused:
        return words.answer(request, refused)
    said = _("Noted as undelivered: %(noted)d. Not found among the letters sent: %(unknown)d.")
    messages.info(request, said % {"noted": noted, "unknown": unknown})
    return redirect("studies:field", public_id)


def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancels letters that wait or are held."""
    try:
        count = invitations.cancel_waiting(study=request.study, by=request.user, now=timezone.now())
    except StudyRefused as refused:
        return words.answer(request, refused)
    messages.info(request, _("Cancelled letters: %(n)d") % {"n": count})
    return redirect("studies:field", public_id)
