"""Asks that wait: those past their time first, then those due today; stopped clocks last."""

from typing import Final, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.domain.asks import actions, queries, reminders, rules
from tequio.pages.shared import errors, ways_back
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask

ASKS_A_PAGE: Final = 20
SHOWN: Final = {
    "all": gettext_lazy("All asks"),
    "soon": gettext_lazy("End within a day or late"),
    "late": gettext_lazy("Past their time"),
    "today": gettext_lazy("Due today"),
    "stopped": gettext_lazy("Clock stopped"),
}


class Urgency(NamedTuple):
    """How urgent an ask is, in words, and whether somebody should look at it today."""

    words: Promise
    is_pressing: bool


URGENCIES: Final = {
    queries.LATE: Urgency(gettext_lazy("Late"), is_pressing=True),
    queries.TODAY: Urgency(gettext_lazy("Due today"), is_pressing=True),
    queries.RUNNING: Urgency(gettext_lazy("Running"), is_pressing=False),
    queries.STOPPED: Urgency(gettext_lazy("The clock is stopped"), is_pressing=False),
}
URGENCY_SHOWN: Final = {
    "late": queries.LATE,
    "today": queries.TODAY,
    "stopped": queries.STOPPED,
}


def asks(request: HttpRequest) -> HttpResponse:
    """Who waits for whom, since when and until when; never what was written."""
    now = timezone.now()
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "all"
    waiting = queries.by_urgency(now)
    if shown == "soon":
        waiting = waiting.filter(queries.ends_soon(now))
    elif shown in URGENCY_SHOWN:
        waiting = waiting.filter(urgency=URGENCY_SHOWN[shown])
    page = Paginator(waiting, ASKS_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            ask,
            URGENCIES[ask.urgency],
            not rules.why_no_reminder(
                state=ask.state, reminded_at=ask.reminded_at, is_untold=ask.is_untold, now=now
            ),
        )
        for ask in page
    ]
    context = {"page": page, "rows": rows, "shown": shown, "choices": SHOWN}
    return render(request, "staff/asks.html", context)


@creates
def remind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reminds the mentor once more."""
    ask = get_object_or_404(Ask, public_id=public_id)
    try:
        reminders.remind_again(ask=ask, by=request.user, now=timezone.now())
    except reminders.RemindedToday:
        return errors.conflict(request, _("This mentor was reminded less than a day ago."))
    except reminders.Untold:
        return errors.conflict(
            request,
            _(
                "This mentor wants to be told of asks neither by mail nor on the site: "
                "a reminder would reach nobody."
            ),
        )
    except actions.AskClosed:
        return errors.conflict(
            request, _("This ask waits for nobody any more, or its clock stands.")
        )
    messages.success(request, _("The mentor is reminded."))
    return redirect(ways_back.form_stood_on(request) or "staff:asks")
