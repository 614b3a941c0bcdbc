"""Answering from a mail, without signing in: the link opens the page, a button acts, once."""

from collections.abc import Callable

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tequio.domain.asks import actions
from tequio.domain.links import actions as links
from tequio.pages.asks import show, words
from tequio.pages.asks.answer_forms import AskBackForm, DeclineForm
from tequio.pages.asks.closed import closed_page
from tequio.pages.shared import typed
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import ActionLink, Ask

Act = Callable[[ActionLink, Ask], object]


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the ask to whoever holds the link; opening changes nothing."""
    link = _link_or_none(token)
    if isinstance(link, str):
        return _gone(request, link, token)
    return _page(request, link, token)


@creates
def accept(request: HttpRequest, token: str) -> HttpResponse:
    return _act(
        request,
        token,
        lambda link, ask: actions.accept(ask=ask, by=link.person, now=timezone.now()),
    )


@creates
def decline(request: HttpRequest, token: str) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _again(request, token, decline=form)
    return _act(
        request,
        token,
        lambda link, ask: actions.decline(
            ask=ask, by=link.person, now=timezone.now(), **form.cleaned_data
        ),
    )


@creates
def ask_back(request: HttpRequest, token: str) -> HttpResponse:
    form = AskBackForm(request.POST)
    if not form.is_valid():
        return _again(request, token, ask_back=form)
    return _act(
        request,
        token,
        lambda link, ask: actions.ask_back(
            ask=ask, by=link.person, now=timezone.now(), **form.cleaned_data
        ),
    )


def _link_or_none(token: str) -> ActionLink | str:
    try:
        return links.read(token=token, purpose=ActionLink.Purpose.ANSWER_ASK, now=timezone.now())
    except links.LinkNotUsable as unusable:
        return unusable.reason


def _page(request: HttpRequest, link: ActionLink, token: str, **forms: Form) -> HttpResponse:
    ask = show.ask_of(link.person, link.ask.public_id)
    return show.page(request, ask, link.person, token=token, **forms)


def _again(request: HttpRequest, token: str, **forms: Form) -> HttpResponse:
    link = _link_or_none(token)
    return (
        _gone(request, link, token)
        if isinstance(link, str)
        else _page(request, link, token, **forms)
    )


def _act(request: HttpRequest, token: str, act: Act) -> HttpResponse:
    """Uses the link up and answers the ask in one transaction: both happen or neither."""
    link = _link_or_none(token)
    if isinstance(link, str):
        return _gone(request, link, token)
    try:
        with transaction.atomic():
            links.use(link=link, now=timezone.now())
            act(link, show.ask_of(link.person, link.ask.public_id))
    except links.LinkNotUsable as unusable:
        return _gone(request, unusable.reason, token)
    except actions.AskClosed as closed:
        return closed_page(request, link.ask, closed.reason)
    return render(request, "asks/answered_by_link.html", {"ask": link.ask})


def _gone(request: HttpRequest, reason: str, token: str) -> HttpResponse:
    """Why the link does not work, with what was typed; it still leads to its ask."""
    link = links.past(token=token, purpose=ActionLink.Purpose.ANSWER_ASK)
    context = {
        "sentence": words.link_sentence(reason),
        "typed": typed.texts(request),
        "ask": link.ask if link and reason not in ("unknown", "closed") else None,
        "is_account_closed": reason == "closed",
    }
    return render(request, "asks/link_gone.html", context, status=410)
