"""Sending a message: with the page reloaded, or from the open page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from tequio.domain.conversations import actions
from tequio.pages.conversations import show
from tequio.pages.conversations.message_form import MessageForm, empty_form
from tequio.pages.conversations.scope import conversation_of
from tequio.pages.safety import danger_words
from tequio.pages.shared import kept_form
from tequio.records.conversations import Conversation

FRAGMENT = "text/html-fragment"
NOTICES, LATEST = "#main", "#latest"


def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sends once, however often the same key comes.

    Asked with `Accept: text/html-fragment` it answers 201, with a notice for the writer where the
    text speaks of danger, or the reason in HTML.
    GET is where somebody arrives who had to sign in first: the text is in the box again.
    """
    conversation = conversation_of(request.user, public_id)
    if request.method == "GET":
        kept = kept_form.take(request)
        return show.page(request, conversation, empty_form(kept.get("text", "") if kept else ""))
    form = MessageForm(request.POST)
    status = _send(request, conversation, form)
    if request.headers.get("Accept") == FRAGMENT:
        return _fragment(request, form, status)
    if status == HTTPStatus.CREATED:
        text = form.cleaned_data["text"]
        is_told = danger_words.say_once(request, [text], request.user.country)
        part = NOTICES if is_told else LATEST
        return redirect(reverse("conversations:show", args=[public_id]) + part)
    conversation.refresh_from_db(fields=["closed_at"])
    return show.page(request, conversation, form, status=status)


def _send(request: HttpRequest, conversation: Conversation, form: MessageForm) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        actions.send_message(
            conversation=conversation,
            by=request.user,
            text=form.cleaned_data["text"],
            client_key=form.cleaned_data["idempotency_key"],
            now=timezone.now(),
        )
    except actions.ConversationClosed as closed:
        form.refuse(closed.reason)
        return HTTPStatus.CONFLICT
    except actions.KeyUsedForAnotherText:
        form.refuse("other_text")
        return HTTPStatus.CONFLICT
    return HTTPStatus.CREATED


def _fragment(request: HttpRequest, form: MessageForm, status: HTTPStatus) -> HttpResponse:
    if status == HTTPStatus.CREATED:
        said = danger_words.said_of([form.cleaned_data["text"]], request.user.country)
        notice = {"kind": "warning", "text": said}
        page = "shared/components/notice.html"
        return render(request, page, notice, status=status) if said else HttpResponse(status=status)
    stops = [sentence for errors in form.errors.values() for sentence in errors]
    return render(request, "shared/components/reason_list.html", {"stops": stops}, status=status)
