"""The mails of the demo, as their readers would see them. It exists nowhere else."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tequio.records.notifications import Mail

MAILS_A_PAGE = 20


def mailbox(request: HttpRequest) -> HttpResponse:
    """The latest mails first; `?to=` keeps those of one address."""
    _only_in_the_demo()
    mails = Mail.objects.order_by("-made_at", "-pk")
    to = request.GET.get("to", "").replace("\x00", "")
    if to:
        mails = mails.filter(to__iexact=to)
    page = Paginator(mails, MAILS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/mailbox.html", {"page": page, "to": to})


def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail, as text."""
    _only_in_the_demo()
    return render(request, "people/mail.html", {"mail": get_object_or_404(Mail, pk=number)})


def _only_in_the_demo() -> None:
    if settings.IS_PRODUCTION:
        raise Http404
