"""What happened since somebody last looked: a list on the own page, put away by a button."""

from datetime import datetime
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tequio.domain.notifications import actions
from tequio.domain.notifications import news as lines
from tequio.pages.asks import ended
from tequio.records.asks import Ask, AskState
from tequio.records.conversations import Conversation
from tequio.records.people import Person

MOST_LINES: Final = 10


class Item(NamedTuple):
    """A line as it is read, and the page it leads to."""

    words: str
    href: str
    at: datetime


def items(person: Person) -> list[Item]:
    """The latest first."""
    return [
        Item(*_said(line.about, person), line.told_at) for line in lines.unseen(person, MOST_LINES)
    ]


def seen(request: HttpRequest) -> HttpResponse:
    """Puts away what stood on the page; what happened since stays."""
    until = _moment(request.POST.get("until", ""))
    if until:
        actions.mark_read(by=request.user, until=until, now=timezone.now())
    return redirect("people:me")


def _moment(said: str) -> datetime | None:
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _said(about: lines.About | None, person: Person) -> tuple[str, str]:
    if isinstance(about, Ask):
        return _of_ask(about), _page("asks:show", about)
    if isinstance(about, Conversation):
        other = about.other(person)
        name = {"name": other.called}
        words = _("How did it go?") if other.erased_at else _("How did it go with %(name)s?") % name
        return words, _page("conversations:check-in", about)
    if isinstance(about, Person):
        words = _("%(name)s can help with what you looked for") % {"name": about.called}
        return words, _page("needs:mentor", about)
    return _("We looked at what you reported"), reverse("safety:earlier")


def _of_ask(ask: Ask) -> str:
    """What became of it, as it stands at the moment."""
    name = {"name": ask.mentor.called}
    if ask.state == AskState.ACCEPTED:
        return _("%(name)s accepted your ask") % name
    if ask.state == AskState.QUESTION_BACK:
        return _("%(name)s asks you something before answering") % name
    return ended.for_asker(ask)


def _page(name: str, about: lines.About) -> str:
    return reverse(name, args=[about.public_id])
