"""The mails of the demo, as their readers would see them. It exists nowhere else."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tequio.delivery import demo_letters
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
    context = {"page": page, "to": to}
    if settings.IS_DEMO:  # letters of studies are in no ledger of ours; they lie in a folder
        context["letters"] = list(demo_letters.latest(var=settings.VAR, to=to))[:MAILS_A_PAGE]
    return render(request, "people/mailbox.html", context)


def mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail, as text."""
    _only_in_the_demo()
    return render(request, "people/mail.html", {"mail": get_object_or_404(Mail, pk=number)})


def _only_in_the_demo() -> None:
    if settings.IS_PRODUCTION:
        raise Http404
