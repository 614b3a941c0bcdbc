"""Asks that wait, those past their time first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.records.asks import Ask

ASKS_A_PAGE = 20


def asks(request: HttpRequest) -> HttpResponse:
    """Who waits for whom, since when and until when; never what was written."""
    waiting = (
        Ask.objects.open()
        .select_related("asker", "mentor")
        .defer("context", "question", "tried", "question_back", "question_back_answer")
        .order_by("due_at")
    )
    page = Paginator(waiting, ASKS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/asks.html", {"page": page, "now": timezone.now()})
