"""One mentor's page."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.domain.asks import actions, queries
from tequio.pages.needs import mentor_words
from tequio.pages.shared import dates
from tequio.pages.shared.waits import since_in_words
from tequio.records.people import Mentor, Person


def mentor(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the mentor offers and the honest record; nobody where one of the two blocked."""
    present = Person.objects.present().filter(is_mentor=True).not_blocked_with(request.user)
    shown = get_object_or_404(
        Mentor.objects.select_related("person", "load", "reply_record"),
        person__in=present,
        person__public_id=public_id,
    )
    now = timezone.now()
    no = queries.recent_no(request.user, shown.person, now)
    return render(
        request,
        "needs/mentor.html",
        {
            "no": no,
            "ask_kind": "" if no else "primary",
            "ago": since_in_words((now - no.answered_at).total_seconds()) if no else "",
            "mentor": shown,
            "areas": mentor_words.area_labels(shown.areas),
            "industries": [mentor_words.industry_label(code) for code in shown.industries],
            "languages": mentor_words.language_names(shown.person.languages),
            "place": mentor_words.place_of(shown.person),
            "record": mentor_words.record_sentence(shown),
            "room": mentor_words.room_sentence(shown, actions.today_of(shown.person, now)),
            "full": _full(request.user, shown, now),
            "is_oneself": shown.pk == request.user.pk,
        },
    )


def _full(reader: Person, mentor: Mentor, now: datetime) -> str:
    """Why nobody can ask this mentor today, and from which day on; nothing if one can."""
    if not reader.is_entrepreneur:
        return ""
    today = actions.today_of(mentor.person, now)
    reason = queries.why_not_sendable(reader, mentor, today)
    name = mentor.person.given_name
    if reason == "paused" and mentor.paused_until:
        said = _("%(name)s takes a pause until %(day)s. Others can help meanwhile.")
        return said % {"name": name, "day": dates.weekday_date(mentor.paused_until, today=today)}
    if reason == "no_room" and not mentor.places_a_month:
        return _("%(name)s takes nobody at the moment. Others can help.") % {"name": name}
    if reason == "no_room":
        said = _("%(name)s has no place left this month. The places of next month open on %(day)s.")
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return said % {"name": name, "day": dates.weekday_date(first, today=today)}
    return ""
