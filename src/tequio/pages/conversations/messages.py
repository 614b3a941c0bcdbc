"""What the page of a conversation asks for while it is open."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone

from tequio.domain.conversations import actions, queries
from tequio.pages.conversations.bubbles import bubbles
from tequio.pages.conversations.scope import conversation_of
from tequio.pages.conversations.stream import stream_url
from tequio.records.conversations import Conversation

MOST_AT_ONCE = 200
LARGEST = 2**31 - 1


def after(request: HttpRequest, public_id: str) -> HttpResponse:
    """The messages after number `?after=N` as list items, and a fresh right to listen.

    Changes nothing: the page says by itself what was seen.
    """
    conversation = conversation_of(request.user, public_id)
    number = _number(request.GET.get("after", ""))
    if number is None:
        return HttpResponseBadRequest()
    marks = queries.read_marks(conversation)
    items = bubbles(
        queries.messages_after(conversation, number, MOST_AT_ONCE),
        reader=request.user,
        read_by_other=marks.get(conversation.other(request.user).pk, 0),
        day=_day_of(conversation, number),
    )
    response = render(request, "conversations/bubbles.html", {"bubbles": list(items)})
    response["Stream-Url"] = stream_url(request, conversation)
    return response


def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes that everything up to `up_to` was seen."""
    conversation = conversation_of(request.user, public_id)
    number = _number(request.POST.get("up_to", ""))
    if number is None:
        return HttpResponseBadRequest()
    actions.mark_read(conversation=conversation, by=request.user, up_to=number)
    return HttpResponse(status=204)


def _number(written: str) -> int | None:
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(LARGEST))):
        return None
    return min(int(written), LARGEST)


def _day_of(conversation: Conversation, number: int) -> date | None:
    before = conversation.messages.filter(sequence=number).values_list("sent_at", flat=True).first()
    return timezone.localdate(before) if before else None
