"""Letters about asks."""

from datetime import datetime

from django.utils.translation import gettext as _

from tequio.delivery.letters import Letter
from tequio.domain import dates
from tequio.domain.asks import rules
from tequio.domain.links import actions as links
from tequio.domain.site import address
from tequio.records.asks import ActionLink, Ask, AskState
from tequio.records.notifications import Notification


def received(told: Notification, now: datetime) -> Letter | None:
    """To a mentor: somebody asks; answering needs no sign-in."""
    ask = _ask_of(told)
    if ask is None or ask.state != AskState.WAITING:
        return None
    token = links.make(person=told.person, purpose=ActionLink.Purpose.ANSWER_ASK, ask=ask, now=now)
    until = dates.day_in_words(ask.due_at, time_zone=told.person.time_zone)
    if ask.question_back_answer:
        return _answered_back(ask, token=token, until=until)
    return Letter(
        subject=_("%(name)s asks for %(minutes)d minutes of your advice")
        % {"name": ask.asker.called, "minutes": ask.minutes},
        paragraphs=(
            _("Good day, %(name)s.") % {"name": told.person.given_name},
            _("%(name)s wrote to you. The ask waits for you until %(day)s.")
            % {"name": ask.asker.called, "day": until},
            _("You can accept, decline or ask one question back. A no is also an answer."),
        ),
        quote=ask.question,
        action_label=_("Read the whole ask and answer"),
        action_url=address(f"/answer/{token}"),
        footer=_("This link is yours alone: please do not forward this mail."),
    )


def _answered_back(ask: Ask, *, token: str, until: str) -> Letter:
    """The same ask a second time: what was asked back, and the answer to it."""
    asker = {"name": ask.asker.called, "day": until, "question": ask.question_back}
    return Letter(
        subject=_("%(name)s answered your question") % asker,
        paragraphs=(
            _("Good day, %(name)s.") % {"name": ask.mentor.given_name},
            _("You asked: “%(question)s”") % asker,
            _("%(name)s has answered. The clock goes on: the ask waits for you until %(day)s.")
            % asker,
            _("You can accept or decline. A no is also an answer."),
        ),
        quote=ask.question_back_answer,
        action_label=_("Read the whole ask and answer"),
        action_url=address(f"/answer/{token}"),
        footer=_("This link is yours alone: please do not forward this mail."),
    )


def answered(told: Notification, now: datetime) -> Letter | None:
    """To the asker: accepted, declined, or asked something back."""
    ask = _ask_of(told)
    writers = {
        AskState.ACCEPTED: _accepted,
        AskState.DECLINED: _declined,
        AskState.QUESTION_BACK: _questioned,
    }
    return writers[AskState(ask.state)](ask) if ask and ask.state in writers else None


def _accepted(ask: Ask) -> Letter:
    return _to_asker(
        ask,
        _("%(name)s accepted your ask"),
        _("%(name)s accepted your ask. The conversation is open."),
        quote=ask.question,
        action_label=_("Go to the conversation"),
    )


def _declined(ask: Ask) -> Letter:
    if not ask.mentor.is_active:
        return _left(ask)
    return _to_asker(
        ask,
        _("%(name)s cannot help this time"),
        _("%(name)s cannot take your ask this time. Others can: your text is kept."),
        quote=ask.decline_sentence,
        action_label=_("See who else can help"),
    )


def _left(ask: Ask) -> Letter:
    return _to_asker(
        ask,
        _("Your ask is free for another mentor"),
        _("The mentor whom you asked is not here any more. It says nothing about your question."),
        _("Your text is kept, and others can help with the same: send it on in two minutes."),
        quote=ask.question,
        action_label=_("See who else can help"),
    )


def _questioned(ask: Ask) -> Letter:
    until = rules.answer_back_until(ask.paused_at) if ask.paused_at else ask.due_at
    day = dates.day_in_words(until, time_zone=ask.asker.time_zone)
    until_day = _("Without your answer the ask ends on %(day)s. Your text is kept.") % {"day": day}
    return _to_asker(
        ask,
        _("%(name)s asks you something before answering"),
        _("%(name)s has a question. The clock stands still until you answer."),
        until_day,
        quote=ask.question_back,
        action_label=_("Answer the question"),
    )


def expired(told: Notification, now: datetime) -> Letter | None:
    """To the asker: time is over or the mentor left, and who could be asked next."""
    ask = _ask_of(told)
    if ask is None or ask.state not in rules.UNANSWERED:
        return None
    if ask.state == AskState.MENTOR_LEFT:
        return _left(ask)
    return _to_asker(
        ask,
        _("%(name)s did not answer in time"),
        _("%(name)s did not answer within the time. It says nothing about your question."),
        _("Your text is kept, and others can help with the same: send it on in two minutes."),
        quote=ask.question,
        action_label=_("See who else can help"),
    )


def _to_asker(ask: Ask, subject: str, *says: str, quote: str, action_label: str) -> Letter:
    """Every `%(name)s` is the mentor; the button leads to the ask."""
    mentor = {"name": ask.mentor.called}
    greeting = _("Good day, %(name)s.") % {"name": ask.asker.given_name}
    return Letter(
        subject=subject % mentor,
        paragraphs=(greeting, *(sentence % mentor for sentence in says)),
        quote=quote,
        action_label=action_label,
        action_url=address(f"/asks/{ask.public_id}/"),
    )


def _ask_of(told: Notification) -> Ask | None:
    return (
        Ask.objects.of(told.person)
        .select_related("asker", "mentor")
        .filter(public_id=told.subject_public_id)
        .first()
    )
