"""Where people go after signing in, and their own first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tequio.domain.asks import queries as asks
from tequio.domain.conversations import queries as conversations
from tequio.pages.people import news
from tequio.records.asks import Ask
from tequio.records.people import Business, Person
from tequio.records.studies import StudyMember


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """To the next thing that is missing, or to the person's own page."""
    return redirect(_next_step(request.user))


def _next_step(person: Person) -> str:
    if person.staff_role and not (person.is_entrepreneur or person.is_mentor):
        return "staff:overview"
    if person.is_entrepreneur and not Business.objects.filter(person=person).exists():
        return "needs:business"
    if person.is_mentor and not person.mentor.areas:
        return "needs:offer"
    if not (person.is_entrepreneur or person.is_mentor) and _works_on_studies(person):
        return "studies:list"
    return "people:me"


def _works_on_studies(person: Person) -> bool:
    return StudyMember.objects.filter(person=person, ended_at__isnull=True).exists()


def me(request: HttpRequest) -> HttpResponse:
    """What waits for this person: asks, messages, the next step."""
    person = request.user
    return render(
        request,
        "people/me.html",
        {
            "news": news.items(person),
            "asks": Ask.objects.of(person).open().filter(asker=person).select_related("mentor"),
            "waiting": asks.waiting_for(person).select_related("asker")[:5]
            if person.is_mentor
            else [],
            "works_on_studies": _works_on_studies(person),
            "talks": [talk for talk in conversations.inbox(person)[:20] if talk.unread][:5],
        },
    )
