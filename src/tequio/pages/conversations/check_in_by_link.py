"""Saying how it went from a mail, without signing in: the link opens the page, a button acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tequio.domain.conversations import actions
from tequio.domain.links import actions as links
from tequio.pages.conversations.check_in import earlier, has_answered
from tequio.pages.conversations.check_in_form import CheckInForm
from tequio.pages.conversations.links import gone, link_of, used_link
from tequio.records.asks import ActionLink

PURPOSE = ActionLink.Purpose.CHECK_IN


def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing; POST answers and uses the link up."""
    try:
        link = link_of(token, PURPOSE)
        if link.conversation.closed_at is None:
            return gone(request, "open", token=token, purpose=PURPOSE)
        if request.method == "GET":
            return _page(request, link, CheckInForm(about=link.conversation, by=link.person))
        return _answer(request, link, token)
    except links.LinkNotUsable as unusable:
        used = used_link(token, PURPOSE)
        if request.method == "POST" and used and has_answered(used.conversation, used.person):
            return redirect("conversations:checked-in", token)
        return gone(request, unusable.reason, token=token, purpose=PURPOSE)
    except actions.ConversationOpen:
        return gone(request, "open", token=token, purpose=PURPOSE)
    except actions.AnswersShown:
        return gone(request, "used", token=token, purpose=PURPOSE)


def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """After answering: thank you, and when the other's answers are shown."""
    link = used_link(token, PURPOSE)
    if link is None:
        return gone(request, "unknown", token=token, purpose=PURPOSE)
    context = {"other": link.conversation.other(link.person), "conversation": link.conversation}
    return render(request, "conversations/checked_in.html", context)


def _answer(request: HttpRequest, link: ActionLink, token: str) -> HttpResponse:
    form = CheckInForm(request.POST, about=link.conversation, by=link.person)
    if not form.is_valid():
        return _page(request, link, form)
    actions.check_in_by_link(link=link, now=timezone.now(), **form.cleaned_data)
    return redirect("conversations:checked-in", token)


def _page(request: HttpRequest, link: ActionLink, form: CheckInForm) -> HttpResponse:
    own = [(True, said) for is_mine, said in earlier(link.conversation, link.person) if is_mine]
    context = {"other": link.conversation.other(link.person), "form": form, "earlier": own}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/check_in.html", context, status=status)
