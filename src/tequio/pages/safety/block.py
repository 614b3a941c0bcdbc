"""Blocking a person, and taking the block back."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.safety import actions
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Person
from tequio.records.safety import Block

MOST_SHOWN: Final = 50


@creates
def block(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET says what a block does; POST blocks."""
    person = get_object_or_404(Person.objects.present(), public_id=public_id)
    if person.pk == request.user.pk:
        raise Http404
    if request.method == "POST":
        actions.block(by=request.user, person=person, now=timezone.now())
        messages.success(request, _("Blocked. Neither of you sees the other any more."))
        return redirect("people:me")
    return render(request, "safety/block.html", {"person": person})


def blocked(request: HttpRequest) -> HttpResponse:
    """The people one has blocked, with what they wrote: it can still be reported."""
    blocks = Block.objects.filter(blocker=request.user).select_related("blocked")
    ids = [made.blocked_id for made in blocks]
    asks = Ask.objects.reportable_by(request.user).filter(asker__in=ids)
    talks = Conversation.objects.reportable_by(request.user)
    said = Message.objects.filter(conversation__in=talks, author__in=ids, sequence__gt=1)
    context = {
        "blocks": blocks.order_by("-blocked_at"),
        "asks": asks.order_by("-sent_at")[:MOST_SHOWN],
        "said": said.order_by("-sent_at")[:MOST_SHOWN],
    }
    return render(request, "safety/blocked.html", context)


@creates
def unblock(request: HttpRequest, public_id: str) -> HttpResponse:
    made = get_object_or_404(
        Block.objects.select_related("blocked"),
        blocker=request.user,
        blocked__public_id=public_id,
    )
    actions.unblock(by=request.user, person=made.blocked, now=timezone.now())
    return redirect("safety:blocked")
