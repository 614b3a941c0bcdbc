"""Closing a conversation with one tap, and opening it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from tequio.domain.conversations import actions
from tequio.pages.conversations import show
from tequio.pages.conversations.message_form import empty_form
from tequio.pages.conversations.scope import conversation_of


def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Closing twice, or both at once, closes once."""
    conversation = conversation_of(request.user, public_id)
    actions.close(conversation=conversation, by=request.user, now=timezone.now())
    return redirect("conversations:check-in", public_id)


def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens it again; a text that was refused because it was closed comes along."""
    conversation = conversation_of(request.user, public_id)
    actions.reopen(conversation=conversation, by=request.user, now=timezone.now())
    text = request.POST.get("text", "")
    if not text:
        return redirect("conversations:show", public_id)
    conversation.refresh_from_db(fields=["closed_at"])
    return show.page(request, conversation, empty_form(text))
