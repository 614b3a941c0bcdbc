"""One ask, for the two it concerns: who holds it, what it says, and what each can do."""

from datetime import date

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tequio.domain.asks import actions, rules
from tequio.domain.vocabulary.words import area as area_of
from tequio.pages.asks import asker, ended
from tequio.pages.asks.answer_forms import AnswerBackForm, AskBackForm, DeclineForm
from tequio.pages.needs import suggested
from tequio.pages.shared import kept_form
from tequio.records.asks import Ask, AskState
from tequio.records.people import Mentor, Person


def ask_of(person: Person, public_id: str) -> Ask:
    """The ask, for its asker and its mentor; for anybody else there is none."""
    return get_object_or_404(_asks_of(person), public_id=public_id)


def _asks_of(person: Person) -> QuerySet[Ask]:
    return Ask.objects.of(person).select_related("asker", "mentor", "conversation")


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    ask = _asks_of(request.user).filter(public_id=public_id).first()
    if ask is None:
        return _own_text(request, public_id)
    return page(request, ask, request.user, **_kept(request, ask))


def _own_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the writer wrote, where a block stands between the two: no name, nothing to press."""
    ask = get_object_or_404(Ask, asker=request.user, public_id=public_id)
    label = area_of(ask.area).label(str(get_language())[:2])
    context = {"ask": ask, "facts": asker.facts(request.user), "area_label": label}
    return render(request, "asks/show_apart.html", context)


def _kept(request: HttpRequest, ask: Ask) -> dict[str, Form]:
    """The form that was on its way when the session ended, with what was typed."""
    forms = (
        ("decline", "asks:decline", DeclineForm),
        ("ask_back", "asks:ask-back", AskBackForm),
        ("answer_back", "asks:answer-back", AnswerBackForm),
    )
    typed = {
        name: (form, kept_form.take(request, reverse(address, args=[ask.public_id])))
        for name, address, form in forms
    }
    return {name: form(initial=kept.dict()) for name, (form, kept) in typed.items() if kept}


def page(
    request: HttpRequest, ask: Ask, person: Person, *, token: str = "", **forms: Form
) -> HttpResponse:
    """What this person sees of the ask; `forms` are those to show again with their errors.

    `token` is the link's where somebody came from a mail without signing in. What was asked is
    shown there while it can be answered; a mentor who did not read it before it was taken back
    does not read it after.
    """
    is_mentor = person.pk == ask.mentor_id
    area = area_of(ask.area)
    return render(
        request,
        "asks/show_mentor.html" if is_mentor else "asks/show_asker.html",
        {
            "ask": ask,
            "facts": asker.facts(ask.asker),
            "area_label": area.label(str(get_language())[:2]),
            "can_ask_back": ask.state == "waiting" and not ask.question_back,
            "decline": DeclineForm(),
            "ask_back": AskBackForm(),
            "answer_back": AnswerBackForm(),
            "pause_until": None if is_mentor else _pause_until(ask),
            "answer_until": rules.answer_back_until(ask.paused_at) if ask.paused_at else None,
            "token": token,
            "how_it_ended": "" if ask.is_open else _how_it_ended(ask, is_mentor=is_mentor),
            "shows_text": ask.is_open or not (token or ask.state == AskState.WITHDRAWN),
            "others": _others(ask, is_mentor=is_mentor),
            "form": next(iter(forms.values()), None),  # its errors are told in the title
            **forms,
        },
        status=422 if forms and request.method == "POST" else 200,
    )


def _how_it_ended(ask: Ask, *, is_mentor: bool) -> str:
    return ended.for_mentor(ask) if is_mentor else ended.for_asker(ask)


def _pause_until(ask: Ask) -> date | None:
    """Until when the mentor who holds an open ask takes a pause."""
    if ask.state != AskState.WAITING:
        return None
    today = actions.today_of(ask.mentor, timezone.now())
    until = Mentor.objects.values_list("paused_until", flat=True).get(person=ask.mentor)
    return until if rules.is_paused(paused_until=until, today=today) else None


def _others(ask: Ask, *, is_mentor: bool) -> SafeString:
    """Who else could take an ask that its mentor did not take, for the one who asked."""
    is_not_taken = ask.state in (AskState.DECLINED, *rules.UNANSWERED)
    if is_mentor or not is_not_taken:
        return SafeString()
    return suggested.others(ask, timezone.now())
