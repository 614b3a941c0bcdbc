"""Suggested mentors: up to five, each with the reasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentor_matching.reasons import ReplyKnown, ReplyUnknown
from tequio.domain.matching import queries
from tequio.domain.needs import actions
from tequio.pages.needs import mentor_words
from tequio.pages.needs.choices import reader

RECORD = (ReplyKnown, ReplyUnknown)
"""What is known of the answers stands apart: it may also speak against asking."""


def suggested(request: HttpRequest) -> HttpResponse:
    """Without needs there is nothing to suggest from: first the story."""
    person, now = request.user, timezone.now()
    found = queries.suggestions_for(person, now=now)
    if not found.needs:
        return redirect("needs:story")
    if found.nobody:
        actions.note_unmet(by=person, area=found.needs[0], text="", language=reader(), now=now)
    return render(
        request,
        "needs/suggested.html",
        {
            "cards": [_card(one) for one in found.mentors],
            "needs": mentor_words.area_labels(found.needs),
            "nobody": str(found.nobody or ""),
            "again": request.GET.get("again", ""),
        },
    )


def _card(one: queries.SuggestedMentor) -> dict[str, object]:
    person = one.mentor.person
    sentences = [
        (isinstance(reason, RECORD), mentor_words.reason_sentence(reason, one.mentor))
        for reason in one.suggestion.reasons
    ]
    return {
        "person": person,
        "line": one.mentor.headline,
        "place": mentor_words.place_of(person),
        "reasons": [sentence for is_record, sentence in sentences if not is_record],
        "reply": next((sentence for is_record, sentence in sentences if is_record), ""),
    }
