"""What the buttons on an ask's page do: one form, one domain call, one place to go on."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from tequio.domain.asks import actions
from tequio.pages.asks import show
from tequio.pages.asks.answer_forms import AnswerBackForm, AskBackForm, DeclineForm
from tequio.pages.asks.closed import closed_page
from tequio.pages.safety import danger_words
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation

GoOn = Callable[[Any], HttpResponse]


@creates
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    return _carry_out(request, public_id, actions.accept, go_on=_to_conversation)


@creates
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    form = DeclineForm(request.POST)
    return _carry_out(request, public_id, actions.decline, go_on=_to_waiting, decline=form)


@creates
def ask_back(request: HttpRequest, public_id: str) -> HttpResponse:
    form = AskBackForm(request.POST)
    return _carry_out(request, public_id, actions.ask_back, go_on=_to_ask, ask_back=form)


@creates
def answer_back(request: HttpRequest, public_id: str) -> HttpResponse:
    form = AnswerBackForm(request.POST)

    def go_on(ask: Ask) -> HttpResponse:
        danger_words.say_once(request, [ask.question_back_answer], request.user.country)
        return _to_ask(ask)

    return _carry_out(request, public_id, actions.answer_back, go_on=go_on, answer_back=form)


def _carry_out(
    request: HttpRequest, public_id: str, act: Callable[..., Any], *, go_on: GoOn, **forms: Form
) -> HttpResponse:
    """Does it with what the form says; an invalid form comes back, a closed ask is explained."""
    ask = show.ask_of(request.user, public_id)
    if not all(form.is_valid() for form in forms.values()):
        return show.page(request, ask, request.user, **forms)
    said = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    try:
        return go_on(act(ask=ask, by=request.user, now=timezone.now(), **said))
    except actions.AskClosed as closed:
        return closed_page(request, ask, closed.reason)


def _to_ask(ask: Ask) -> HttpResponse:
    return redirect("asks:show", ask.public_id)


def _to_waiting(_: Ask) -> HttpResponse:
    return redirect("asks:waiting")


def _to_conversation(conversation: Conversation) -> HttpResponse:
    return redirect("conversations:show", conversation.public_id)
