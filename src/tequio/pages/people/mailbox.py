"""The mails of the demo, as their readers would see them. It exists nowhere else."""

from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from tequio.delivery import demo_letters
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail, NotificationKind

MAILS_A_PAGE = 20
LONGEST_ADDRESS = 254
MADE_UP: Final = "@example.org"
"""Where everybody of the made-up community has an address."""
JOINED: Final = "joined"
SHOWN: Final = {"": _("All mails"), JOINED: _("Codes, and mails to people who joined here")}


def mailbox(request: HttpRequest) -> HttpResponse:
    """The latest mails first; `?to=` keeps those to an address, `?show=joined` those that wait.

    The made-up people get hundreds of mails in the first minutes, and a code is waited for.
    """
    _only_in_the_demo()
    mails = Mail.objects.order_by("-made_at", "-pk")
    to = request.GET.get("to", "").replace("\x00", "").strip()[:LONGEST_ADDRESS]
    shown = JOINED if request.GET.get("show") == JOINED else ""
    if to:
        is_begun = "@" in to
        mails = mails.filter(to__istartswith=to) if is_begun else mails.filter(to__icontains=to)
    elif shown:
        mails = mails.filter(_is_waited_for())
    page = Paginator(mails, MAILS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "to": to, "shown": shown, "choices": SHOWN}
    if settings.IS_DEMO and not shown:  # letters of studies are in no ledger of ours
        context["letters"] = list(demo_letters.latest(var=settings.VAR, to=to))[:MAILS_A_PAGE]
    return render(request, "people/mailbox.html", context)


def _is_waited_for() -> Q:
    """Codes for anybody, and all that goes to who joined by the form, whatever the address."""
    joined = AuditEvent.objects.filter(action="people.join", subject_type="person")
    return (
        Q(kind=NotificationKind.ACCOUNT)
        | ~Q(to__iendswith=MADE_UP)
        | Q(person__in=joined.values("subject_id"))
    )


def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail, as text."""
    _only_in_the_demo()
    return render(request, "people/mail.html", {"mail": get_object_or_404(Mail, pk=number)})


def _only_in_the_demo() -> None:
    if settings.IS_PRODUCTION:
        raise Http404
