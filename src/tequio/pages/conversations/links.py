"""Links from mails into a conversation."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tequio.domain.links import actions as links
from tequio.pages.conversations import words
from tequio.pages.shared import typed
from tequio.records.asks import ActionLink
from tequio.records.conversations import Conversation

ENDED: Final = ("used", "expired")
LEADS_NOWHERE: Final = ("unknown", "closed")


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


def gone(request: HttpRequest, reason: str, *, token: str, purpose: str) -> HttpResponse:
    """The link does not work: why, what was typed meanwhile, and where to go on.

    Whoever is signed in already and takes part goes on to the conversation at once.
    """
    talk = None if reason in LEADS_NOWHERE else _led_to(token, purpose)
    if talk and request.method == "GET" and reason in ENDED and _is_in(talk, request):
        return redirect("conversations:show", talk.public_id)
    context = {
        "sentence": words.link_sentence(reason),
        "typed": typed.texts(request),
        "conversation": talk,
        "is_account_closed": reason == "closed",
    }
    return render(request, "conversations/link_gone.html", context, status=410)


def _led_to(token: str, purpose: str) -> Conversation | None:
    """The conversation, while the person of the link still sees it."""
    link = links.past(token=token, purpose=purpose)
    if link is None:
        return None
    return Conversation.objects.of(link.person).filter(pk=link.conversation_id).first()


def _is_in(talk: Conversation, request: HttpRequest) -> bool:
    return request.user.is_authenticated and (
        Conversation.objects.of(request.user).filter(pk=talk.pk).exists()
    )
