"""Taking an ask back: a page says what that does before it is done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from tequio.domain.asks import actions, rules
from tequio.pages.asks.closed import closed_page
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask


@creates
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET says what happens, POST takes it back; there is no way to undo it."""
    asks = Ask.objects.of(request.user).filter(asker=request.user)
    ask = get_object_or_404(asks.select_related("mentor", "conversation"), public_id=public_id)
    try:
        if request.method == "POST":
            actions.withdraw(ask=ask, by=request.user, now=timezone.now())
            return redirect("asks:show", ask.public_id)
    except actions.AskClosed as closed:
        return closed_page(request, ask, closed.reason)
    reason = rules.why_not_answerable(state=ask.state)
    if reason:
        return closed_page(request, ask, reason)
    return render(request, "asks/withdraw.html", {"ask": ask})
