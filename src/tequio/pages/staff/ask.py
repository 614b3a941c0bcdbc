"""One ask for the coordinators: who holds it, what happened, its mails, what can be done."""

from typing import Final, NamedTuple

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tequio.domain.asks import actions, queries, rules
from tequio.domain.matching.queries import SuggestedMentor, suggestions_for
from tequio.domain.notifications.queries import choice_of
from tequio.domain.vocabulary.words import area as area_of
from tequio.pages.needs import mentor_words
from tequio.pages.shared import errors
from tequio.pages.shared.idempotency import creates
from tequio.pages.staff import ask_steps
from tequio.records.asks import Ask, AskState
from tequio.records.notifications import Mail, NotificationChoice, NotificationKind
from tequio.records.people import Mentor

MOST_OTHERS: Final = 3


class May(NamedTuple):
    """What a coordinator may do with this ask at this moment."""

    read: bool
    remind: bool
    release: bool


def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who, whom, until when and what happened; not what was written, nor why somebody said no."""
    return _page(request, _ask_or_404(public_id))


def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same page with what was asked; that it was read is written down."""
    try:
        shown = actions.read(ask=_ask_or_404(public_id), by=request.user, now=timezone.now())
    except actions.AskClosed:
        return errors.conflict(request, _("What these two wrote to each other is theirs alone."))
    return _page(request, shown, is_read=True)


@creates
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gives an ask past its time back to the one who asked."""
    held = _ask_or_404(public_id)
    try:
        actions.release(ask=held, by=request.user, now=timezone.now())
    except actions.AskClosed as closed:
        runs = _("The mentor still has time: it can be given back once the time is over.")
        ended = _("This ask has ended meanwhile, or the mentor answered.")
        return errors.conflict(request, runs if closed.reason == "time_runs" else ended)
    messages.success(
        request,
        _("The ask is back with %(name)s, who is told and sees others who can help.")
        % {"name": held.asker.called},
    )
    return redirect("staff:ask", public_id)


def _ask_or_404(public_id: str) -> Ask:
    asks = Ask.objects.select_related("asker", "mentor")
    return get_object_or_404(asks, public_id=public_id)


def _page(request: HttpRequest, shown: Ask, *, is_read: bool = False) -> HttpResponse:
    wants = choice_of(shown.mentor, NotificationKind.ASK_RECEIVED)
    may = _may(shown, wants)
    mentor = Mentor.objects.select_related("person", "load", "reply_record").get(
        person=shown.mentor
    )
    return render(
        request,
        "staff/ask.html",
        {
            "ask": shown,
            "area_label": area_of(shown.area).label(str(get_language())[:2]),
            "steps": ask_steps.of(shown),
            "mails": _mails(shown),
            "wants": wants,
            "waiting": Ask.objects.open().filter(mentor=shown.mentor).count(),
            "room": _room(mentor),
            "record": mentor_words.record_sentence(mentor),
            "may": may,
            "is_read": is_read,
            "others": _others(shown),
        },
    )


def _room(mentor: Mentor) -> str:
    if not mentor.person.is_active:
        return _("The mentor left")
    today = actions.today_of(mentor.person, timezone.now())
    return mentor_words.room_sentence(mentor, today)


def _may(shown: Ask, wants: NotificationChoice) -> May:
    now = timezone.now()
    is_over = queries.is_over(shown, now)
    return May(
        read=not rules.why_not_readable(state=shown.state),
        remind=not rules.why_no_reminder(
            state=shown.state,
            reminded_at=shown.reminded_at,
            is_untold=wants.is_nothing,
            now=now,
        ),
        release=not rules.why_not_releasable(state=shown.state, is_over=is_over),
    )


def _mails(shown: Ask) -> QuerySet[Mail]:
    """Those about this ask, without their words: between the asks before and after it.

    Two people have one open ask at a time, so that the time tells which ask a mail was about.
    """
    to_mentor = Q(person=shown.mentor, about=shown.asker, kind=NotificationKind.ASK_RECEIVED)
    told = (NotificationKind.ASK_ANSWERED, NotificationKind.ASK_EXPIRED)
    to_asker = Q(person=shown.asker, about=shown.mentor, kind__in=told)
    between = Ask.objects.filter(asker=shown.asker, mentor=shown.mentor)
    following = between.filter(sent_at__gt=shown.sent_at).order_by("sent_at").first()
    mails = Mail.objects.filter(to_mentor | to_asker, made_at__gte=shown.sent_at)
    if following:
        mails = mails.filter(made_at__lt=following.sent_at)
    hidden = ("subject", "text", "html")
    return mails.select_related("person").defer(*hidden).order_by("made_at", "pk")


def _others(shown: Ask) -> tuple[SuggestedMentor, ...]:
    """Who else could take it, as the one who asked will see."""
    if not shown.is_open and shown.state not in (AskState.DECLINED, *rules.UNANSWERED):
        return ()
    found = suggestions_for(shown.asker, now=timezone.now(), instead_of=shown)
    return found.mentors[:MOST_OTHERS]
