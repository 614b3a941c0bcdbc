"""All that passed between a person and others, to report it: also what a block has hidden."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.records.asks import Ask
from tequio.records.conversations import Message

ASKS_A_PAGE: Final = 10
MOST_MESSAGES: Final = 30


def earlier(request: HttpRequest) -> HttpResponse:
    """All asks with what the other person wrote, without names: who blocked whom is not told."""
    said = Message.objects.exclude(author=request.user).filter(sequence__gt=1).order_by("-sequence")
    asks = (
        Ask.objects.reportable_by(request.user)
        .select_related("conversation")
        .prefetch_related(Prefetch("conversation__messages", said[:MOST_MESSAGES], "said"))
        .order_by("-sent_at", "-pk")
    )
    page = Paginator(asks, ASKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "safety/earlier.html", {"page": page})
