"""Links from mails into a conversation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.domain.links import actions as links
from tequio.pages.conversations import words
from tequio.pages.shared import typed
from tequio.records.asks import ActionLink
from tequio.records.conversations import Conversation


def link_of(token: str, purpose: str) -> ActionLink:
    """The link, unused, into a conversation that its person still sees. Raises LinkNotUsable."""
    link = links.read(token=token, purpose=purpose, now=timezone.now())
    if not Conversation.objects.of(link.person).filter(pk=link.conversation_id).exists():
        raise links.LinkNotUsable("unknown")
    return link


def used_link(token: str, purpose: str) -> ActionLink | None:
    """The link after its use: says what became of it, and nothing more."""
    return (
        ActionLink.objects.select_related("person", "conversation")
        .filter(token_hash=links.hash_of(token), purpose=purpose, used_at__isnull=False)
        .first()
    )


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    """The link does not work: why, what was typed meanwhile, and where to go on."""
    context = {"sentence": words.link_sentence(reason), "typed": typed.texts(request)}
    return render(request, "conversations/link_gone.html", context, status=410)
