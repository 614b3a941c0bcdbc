"""How it went: each answers alone, and each sees the other's answers when both have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tequio.domain.conversations import actions, rules
from tequio.pages.conversations.check_in_form import CheckInForm, filled
from tequio.pages.conversations.scope import conversation_of
from tequio.pages.shared import kept_form
from tequio.records.conversations import CheckIn, Conversation
from tequio.records.people import Person


def check_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks, or shows what was said; POST answers, and until both have, changes the answer."""
    conversation = conversation_of(request.user, public_id)
    if conversation.closed_at is None:
        return redirect("conversations:show", public_id)
    if request.method == "GET":
        kept = kept_form.take(request)
        return _page(request, conversation, initial=kept.dict() if kept else None)
    form = CheckInForm(request.POST, about=conversation, by=request.user)
    if not form.is_valid():
        return _page(request, conversation, form=form)
    try:
        actions.check_in(
            conversation=conversation, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except actions.ConversationOpen:
        return redirect("conversations:show", public_id)
    except actions.AnswersShown:
        return redirect("conversations:check-in", public_id)
    return redirect("conversations:check-in", public_id)


def _page(
    request: HttpRequest,
    conversation: Conversation,
    *,
    form: CheckInForm | None = None,
    initial: dict[str, str] | None = None,
) -> HttpResponse:
    reader, other = request.user, conversation.other(request.user)
    said = {held.person_id: held for held in this_round(conversation)}
    mine = said.get(reader.pk)
    if form is None and initial is not None:
        form = CheckInForm(initial=initial, about=conversation, by=reader)
    context = {
        "conversation": conversation,
        "other": other,
        "mine": answered(mine),
        "theirs": said[other.pk] if rules.are_shown(list(said.values())) else None,
        "earlier": earlier(conversation, reader),
        "form": form or filled(mine, about=conversation, by=reader),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "conversations/check_in.html", context, status=status)


def this_round(conversation: Conversation) -> list[CheckIn]:
    """What was asked of both since the conversation was last opened."""
    return list(conversation.check_ins.filter(round=conversation.times_opened))


def earlier(conversation: Conversation, reader: Person) -> list[tuple[bool, CheckIn]]:
    """What was answered before the conversation was last opened, and whether the reader did so."""
    said = list(conversation.check_ins.exclude(answered_at=None).order_by("round", "answered_at"))
    mine = [one for one in said if one.person_id == reader.pk]
    return [
        (one.person_id == reader.pk, one)
        for one in said
        if one.round < conversation.times_opened
        and (one.person_id == reader.pk or rules.is_shown_to_who_said(one, mine))
    ]


def answered(said: CheckIn | None) -> CheckIn | None:
    """The check-in, once it has an answer."""
    return said if said and said.answered_at else None


def has_answered(conversation: Conversation, person: Person) -> bool:
    """Whether this person has said how it went, this time."""
    return any(
        said.answered_at and said.person_id == person.pk for said in this_round(conversation)
    )
