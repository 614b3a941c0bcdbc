"""An ask that somebody answered first: what happened, what was typed, and where to go on."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.pages.asks import words
from tequio.pages.shared import errors
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation


def closed_page(request: HttpRequest, ask: Ask, reason: str) -> HttpResponse:
    """An accepted ask goes on in its conversation, where the text can be written too."""
    talk = Conversation.objects.filter(ask=ask).first()
    address = (
        reverse("conversations:show", args=[talk.public_id])
        if talk
        else reverse("asks:show", args=[ask.public_id])
    )
    label = _("Go to the conversation") if talk else _("See what became of it")
    return errors.conflict(request, words.closed_sentence(reason), back=address, back_label=label)
