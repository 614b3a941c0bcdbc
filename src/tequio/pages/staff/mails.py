"""Mails that are held until somebody decides: sent after all, or dropped."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.mails import actions
from tequio.pages.shared import errors
from tequio.pages.shared.idempotency import creates
from tequio.records.notifications import Mail

MAILS_A_PAGE: Final = 20
REASONS: Final = {
    actions.BACKUP_CAME_BACK: gettext_lazy("A backup was brought back: it may have been sent."),
    actions.SENDER_DIED: gettext_lazy("Sending was cut off: it may have been sent."),
}


def mails(request: HttpRequest) -> HttpResponse:
    """To whom, about what and why it is held; never what it says."""
    held = (
        Mail.objects.filter(state=Mail.State.HELD)
        .only("pk", "to", "kind", "made_at", "error")
        .order_by("made_at", "pk")
    )
    page = Paginator(held, MAILS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(mail, REASONS.get(mail.error, _("The mail server refused it."))) for mail in page]
    return render(request, "staff/mails.html", {"page": page, "rows": rows})


@creates
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Sends or drops one held mail; what was decided before is said so."""
    mail = get_object_or_404(Mail, pk=number)
    if mail.state != Mail.State.HELD:
        return errors.conflict(request, _("Somebody decided about this mail before."))
    answer = request.POST.get("answer")
    if answer == "send":
        actions.let_go(mail=mail, by=request.user, now=timezone.now())
        messages.success(request, _("The mail is on its way."))
    elif answer == "drop":
        actions.cancel(mail=mail, by=request.user, now=timezone.now())
        messages.success(request, _("The mail is dropped."))
    else:
        return errors.bad_request(request)
    return redirect("staff:mails")
