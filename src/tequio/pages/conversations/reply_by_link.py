"""Replying from a mail without signing in: the link opens the page, a button sends, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tequio.domain.conversations import actions, queries
from tequio.domain.links import actions as links
from tequio.pages.conversations.bubbles import bubbles
from tequio.pages.conversations.links import gone, link_of, used_link
from tequio.pages.conversations.message_form import MessageForm, empty_form
from tequio.pages.conversations.show import NO_END
from tequio.pages.safety import danger_words
from tequio.records.asks import ActionLink
from tequio.records.conversations import Message

PURPOSE = ActionLink.Purpose.REPLY
MESSAGES_SHOWN = 6


def reply(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the last messages and changes nothing; POST sends."""
    try:
        link = link_of(token, PURPOSE)
        if request.method == "GET":
            return _page(request, link, empty_form())
        return _send(request, link, token)
    except links.LinkNotUsable as unusable:
        if unusable.reason == "used" and _was_sent(token, request.POST.get("idempotency_key", "")):
            return redirect("conversations:replied", token)
        return gone(request, unusable.reason, token=token, purpose=PURPOSE)


def sent(request: HttpRequest, token: str) -> HttpResponse:
    """After sending: it is on its way."""
    link = used_link(token, PURPOSE)
    if link is None:
        return gone(request, "unknown", token=token, purpose=PURPOSE)
    context = {"other": link.conversation.other(link.person), "conversation": link.conversation}
    return render(request, "conversations/replied.html", context)


def _send(request: HttpRequest, link: ActionLink, token: str) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, link, form)
    try:
        actions.reply_by_link(
            link=link,
            text=form.cleaned_data["text"],
            client_key=form.cleaned_data["idempotency_key"],
            now=timezone.now(),
        )
    except actions.ConversationClosed as closed:
        form.refuse(closed.reason)
        return _page(request, link, form)
    except actions.KeyUsedForAnotherText:
        form.refuse("other_text")
        return _page(request, link, form)
    danger_words.say_once(request, [form.cleaned_data["text"]], link.person.country)
    return redirect("conversations:replied", token)


def _was_sent(token: str, key: str) -> bool:
    """Whether the button was pressed twice: this very message went out by this very link."""
    link, form = used_link(token, PURPOSE), MessageForm({"idempotency_key": key})
    form.is_valid()
    wanted = form.cleaned_data.get("idempotency_key")
    if link is None or wanted is None:
        return False
    return Message.objects.filter(author=link.person, client_key=wanted).exists()


def _page(request: HttpRequest, link: ActionLink, form: MessageForm) -> HttpResponse:
    conversation = link.conversation
    latest = queries.messages_before(conversation, NO_END, MESSAGES_SHOWN)
    other = conversation.other(link.person)
    read = queries.read_marks(conversation).get(other.pk, 0)
    context = {
        "conversation": conversation,
        "other": other,
        "bubbles": list(bubbles(latest, reader=link.person, read_by_other=read)),
        "without_reports": True,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "conversations/reply_by_link.html", context, status=status)
