"""One conversation: the ask, what was written since, and a box to write in."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.domain.conversations import actions, queries
from tequio.pages.conversations.bubbles import bubbles
from tequio.pages.conversations.message_form import MessageForm, empty_form
from tequio.pages.conversations.scope import conversation_of
from tequio.pages.conversations.stream import stream_origin, stream_url
from tequio.records.conversations import Conversation, Departure

MESSAGES_A_PAGE = 50
NO_END = 2**31 - 1


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The latest messages, or with `?before=N` those before number N."""
    conversation = conversation_of(request.user, public_id)
    return page(request, conversation, empty_form())


def page(
    request: HttpRequest, conversation: Conversation, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    """The page with this form in it. What is shown counts as read, also without JavaScript."""
    messages = queries.messages_before(conversation, _before(request), MESSAGES_A_PAGE)
    last = messages[-1].sequence if messages else 0
    other, marks = conversation.other(request.user), queries.read_marks(conversation)
    if request.method == "GET" and marks.get(request.user.pk, 0) < last:
        actions.mark_read(conversation=conversation, by=request.user, up_to=last)
    read = marks.get(other.pk, 0)
    context = {
        "conversation": conversation,
        "other": other,
        "bubbles": list(bubbles(messages, reader=request.user, read_by_other=read)),
        "earlier": messages[0].sequence if messages and messages[0].sequence > 1 else None,
        "is_latest": last >= conversation.last_sequence,
        "last": last,
        "form": form,
        "channels": Departure.Channel.choices,
        "stream_url": stream_url(request, conversation),
    }
    origin = stream_origin(request)
    allowing = csp_update({"connect-src": [origin]} if origin else {})
    return allowing(render)(request, "conversations/show.html", context, status=status)


def _before(request: HttpRequest) -> int:
    """The number of `?before=`; anything that is no such number means the end."""
    written = request.GET.get("before", "")
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
    return number if number > 1 else NO_END
