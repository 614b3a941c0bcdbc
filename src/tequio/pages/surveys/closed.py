"""The pages that say the same to everybody: nothing here, and thank you."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from tequio.domain.studies import personal_links


def quiet(*, status: int) -> HttpResponse:
    """The neutral page in both languages: it does not say what a link was, or whose."""
    return HttpResponse(render_to_string("surveys/closed.html"), status=status)


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever is no address of ours: as long and as silent as a link that is not usable."""
    personal_links.read(token=rest, now=timezone.now())
    return quiet(status=404)


def failed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An error says nothing either."""
    return quiet(status=404 if exception is not None else 500)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is larger than any answer: how to go back and shorten it."""
    return HttpResponse(render_to_string("surveys/unreadable.html"), status=413)


def thanks(request: HttpRequest) -> HttpResponse:
    """After sending, and after saying no: nobody sees from this page who answered what."""
    is_no = "no" in request.GET
    return HttpResponse(render_to_string("surveys/thanks.html", {"is_no": is_no}))


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
