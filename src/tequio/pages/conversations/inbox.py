"""The conversations of a person, the latest first, with what is unread."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.domain.conversations import queries

CONVERSATIONS_A_PAGE = 20


def inbox(request: HttpRequest) -> HttpResponse:
    """Who, the latest words and when, twenty a page."""
    talks = Paginator(queries.inbox(request.user), CONVERSATIONS_A_PAGE)
    page = talks.get_page(request.GET.get("page"))
    rows = [(talk, talk.other(request.user)) for talk in page]
    return render(request, "conversations/inbox.html", {"page": page, "rows": rows})
