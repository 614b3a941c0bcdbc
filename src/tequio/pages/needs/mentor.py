"""One mentor's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tequio.domain.asks import queries
from tequio.pages.needs import mentor_words
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
            "room": mentor_words.room_sentence(shown, timezone.localdate()),
            "is_oneself": shown.pk == request.user.pk,
        },
    )
