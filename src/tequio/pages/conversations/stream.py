"""Where a page listens: the address of the realtime process, and the policy that allows it."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest

from tequio.domain.conversations.streams import Listener, token_for
from tequio.records.conversations import Conversation


def stream_url(request: HttpRequest, conversation: Conversation) -> str:
    """The address with the reader's right to listen in it."""
    token = token_for(Listener(request.user.pk, conversation.pk))
    return f"{stream_origin(request)}/events?{urlencode({'t': token})}"


def stream_origin(request: HttpRequest) -> str:
    """Another port of the machine that this request reached; empty for the same origin.

    Who came by another name than the settings know (a neighbour in the same network) finds the
    realtime process by that name too.
    """
    if not settings.REALTIME_URL:
        return ""
    known, came_by = urlsplit(settings.REALTIME_URL), urlsplit(f"//{request.get_host()}")
    if known.hostname == came_by.hostname:
        return settings.REALTIME_URL
    host = came_by.netloc.rpartition("@")[2].removesuffix(f":{came_by.port}")
    return f"{request.scheme}://{host}:{known.port}"
