"""Suggested mentors: up to five, each with the reasons."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mentor_matching.reasons import Reason, ReplyKnown, ReplyUnknown
from tequio.domain.matching import queries
from tequio.domain.needs import actions
from tequio.domain.vocabulary import words
from tequio.pages.needs import mentor_words
from tequio.pages.shared import frame, places, tags
from tequio.records.asks import Ask
from tequio.records.people import Person

RECORD = (ReplyKnown, ReplyUnknown)
"""What is known of the answers stands apart: it may also speak against asking."""
LONGEST_IDENTIFIER: Final = 16
MOST_OTHERS: Final = 3
ASKED_ALREADY: Final = "asked_already"


def suggested(request: HttpRequest) -> HttpResponse:
    """Without needs there is nothing to suggest from: first the story."""
    person, now = request.user, timezone.now()
    ended = ended_ask(person, request.GET.get("again", ""))
    found = queries.suggestions_for(person, now=now, instead_of=ended)
    if not found.needs:
        return redirect("needs:story")
    uncovered = queries.uncovered(person, found, now=now, instead_of=ended)
    for area in uncovered:
        actions.note_unmet(by=person, area=area, text="", now=now)
    needs = "".join(_need(label) for label in mentor_words.area_labels(found.needs))
    values = {"needs": SafeString(needs), "result": _result(found, ended, uncovered)}
    return frame.show(request, "needs/suggested.html", values)


def _need(label: str) -> SafeString:
    return format_html('<li class="tag">{}</li>', label)


def ended_ask(person: Person, again: str) -> Ask | None:
    """The ask of this person that another mentor is looked for; mostly there is none."""
    known = again[:LONGEST_IDENTIFIER].replace("\x00", "")
    return Ask.objects.filter(asker=person, public_id=known).first() if known else None


def _result(
    found: queries.Suggestions, ended: Ask | None, uncovered: tuple[str, ...]
) -> SafeString:
    if not found.mentors:
        is_asked = bool(found.nobody) and not uncovered
        nobody = ASKED_ALREADY if is_asked else str(found.nobody or "")
        return render_to_string("needs/suggested_nobody.html", {"nobody": nobody})
    values: dict[str, places.Value] = {
        "cards": _cards(found.mentors, ended),
        "uncovered": mentor_words.listed_areas(uncovered),
    }
    return places.draw("needs/suggested_found.html", values)


def others(ask: Ask, now: datetime) -> SafeString:
    """Cards of the few who could best take an ask that its mentor did not take; "" for nobody."""
    found = queries.suggestions_for(ask.asker, now=now, instead_of=ask)
    return _cards(found.mentors[:MOST_OTHERS], ask)


def _cards(mentors: Iterable[queries.SuggestedMentor], ended: Ask | None) -> SafeString:
    again = ended.public_id if ended else ""
    return SafeString("".join(_card(one, again) for one in mentors))


def _card(one: queries.SuggestedMentor, again: str) -> SafeString:
    edition = words.in_memory.current().edition
    return _drawn(one.mentor, one.suggestion.reasons, again, edition, str(get_language()))


@lru_cache(maxsize=5_000)
def _drawn(
    mentor: queries.Shown, reasons: tuple[Reason, ...], again: str, edition: int, language: str
) -> SafeString:
    """One card; kept, because it depends on nothing but these.

    `edition` is that of the words for areas, `language` the one in use.
    """
    sentences = [
        (isinstance(reason, RECORD), mentor_words.reason_sentence(reason, mentor))
        for reason in reasons
    ]
    values: dict[str, places.Value] = {
        "mentor": {
            "name": mentor.name,
            "public_id": mentor.public_id,
            "headline": mentor.headline,
        },
        "picture": tags.portrait(mentor, 56),
        "place": mentor_words.place_of(mentor),
        "reasons": [sentence for is_record, sentence in sentences if not is_record],
        "reply": next((sentence for is_record, sentence in sentences if is_record), ""),
        "again": again,
    }
    return places.draw("needs/suggested_card.html", values)
