"""Going on by WhatsApp, telephone, video or in person: allowed, counted, and what comes next."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tequio.domain.conversations import actions
from tequio.pages.conversations import show
from tequio.pages.conversations.message_form import empty_form
from tequio.pages.conversations.scope import conversation_of
from tequio.pages.shared.idempotency import creates
from tequio.records.conversations import Departure


@creates
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes the way they go on by, and shows what to do next."""
    conversation = conversation_of(request.user, public_id)
    if not conversation.other(request.user).is_active:
        return redirect("conversations:show", public_id)
    channel = request.POST.get("channel", "")
    if channel not in Departure.Channel.values:
        messages.error(request, _("Choose one of the ways to go on that stand here."))
        return show.page(request, conversation, empty_form(), status=422)
    actions.leave_for(
        conversation=conversation, by=request.user, channel=channel, now=timezone.now()
    )
    query = urlencode({"channel": channel})
    return redirect(f"{reverse('conversations:elsewhere', args=[public_id])}?{query}")


def elsewhere(request: HttpRequest, public_id: str) -> HttpResponse:
    """A message begun for them: how to be reached, or when and where."""
    conversation = conversation_of(request.user, public_id)
    if conversation.closed_at or not conversation.other(request.user).is_active:
        return redirect("conversations:show", public_id)
    channel = _channel(request.GET.get("channel", Departure.Channel.WHATSAPP))
    context = {
        "conversation": conversation,
        "other": conversation.other(request.user),
        "channel": Departure.Channel(channel).label,
        "form": empty_form(_beginning(channel)),
        "is_public_place": channel == Departure.Channel.IN_PERSON,
    }
    return render(request, "conversations/elsewhere.html", context)


def _channel(written: str) -> str:
    if written not in Departure.Channel.values:
        raise Http404
    return written


def _beginning(channel: str) -> str:
    beginnings = {
        Departure.Channel.WHATSAPP: _("Let us go on by WhatsApp. My number is "),
        Departure.Channel.CALL: _("Let us talk on the telephone. My number is "),
        Departure.Channel.VIDEO: _("Let us talk by video. I have time on "),
        Departure.Channel.IN_PERSON: _("Let us meet. I have time on "),
    }
    return beginnings[Departure.Channel(channel)]
