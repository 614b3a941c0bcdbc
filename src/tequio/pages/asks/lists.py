"""Two lists: the asks a person sent, and those that wait for a mentor."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.domain.asks import queries
from tequio.records.asks import OPEN_STATES

ASKS_A_PAGE = 20


def mine(request: HttpRequest) -> HttpResponse:
    """Who holds each ask and until when; the open ones first."""
    asks = (
        queries.sent_by(request.user).select_related("mentor", "conversation").order_by("-sent_at")
    )
    page = Paginator(asks, ASKS_A_PAGE).get_page(request.GET.get("page"))
    opened = [ask for ask in page if ask.state in OPEN_STATES]
    ended = [ask for ask in page if ask.state not in OPEN_STATES]
    return render(request, "asks/mine.html", {"page": page, "open_asks": opened, "ended": ended})


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this mentor, the longest waiting first."""
    asks = queries.waiting_for(request.user).select_related("asker")
    page = Paginator(asks, ASKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "asks/waiting.html", {"page": page})
