"""Two lists: the asks a person sent, and those that wait for a mentor."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.asks import actions, ends, queries, rules
from tequio.domain.notifications import queries as notifications
from tequio.pages.shared import dates
from tequio.records.asks import OPEN_STATES
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person

ASKS_A_PAGE = 20
MOST_TAKEN_BACK = 5


def mine(request: HttpRequest) -> HttpResponse:
    """Who holds each ask and until when; the open ones first."""
    asks = (
        queries.sent_by(request.user).select_related("mentor", "conversation").order_by("-sent_at")
    )
    page = Paginator(asks, ASKS_A_PAGE).get_page(request.GET.get("page"))
    opened = [ask for ask in page if ask.state in OPEN_STATES]
    ended = [ask for ask in page if ask.state not in OPEN_STATES]
    return render(request, "asks/mine.html", {"page": page, "open_asks": opened, "ended": ended})


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this mentor, the longest waiting first, and what needs no answer any more."""
    asks = queries.waiting_for(request.user).select_related("asker")
    page = Paginator(asks, ASKS_A_PAGE).get_page(request.GET.get("page"))
    nobody = "" if page.object_list else _why_nobody(request.user)
    taken_back = ends.taken_back_lately(request.user, timezone.now()).select_related("asker")
    context = {"page": page, "nobody": nobody, "taken_back": taken_back[:MOST_TAKEN_BACK]}
    return render(request, "asks/waiting.html", context)


def _why_nobody(person: Person) -> str:
    """What to expect where nobody waits: a pause or no places keep everybody away."""
    mentor = person.mentor
    today = actions.today_of(person, timezone.now())
    if rules.is_paused(paused_until=mentor.paused_until, today=today):
        said = _("You take a pause until %(day)s. Nobody can ask you before.")
        return said % {"day": dates.weekday_date(mentor.paused_until, today=today)}
    if not mentor.places_a_month:
        return _(
            "You have no places: nobody can ask you. "
            "Put at least one place a month to be asked again."
        )
    by_mail = notifications.choice_of(person, NotificationKind.ASK_RECEIVED).by_mail
    if not by_mail:
        return _("When somebody asks you something, it appears here. You chose to get no mail.")
    return _("When somebody asks you something, it appears here and you get a mail.")
