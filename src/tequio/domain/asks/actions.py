"""Asks: sent, accepted, declined, questioned back, withdrawn, expired."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from tequio.domain.asks import ends, quality, queries, rules
from tequio.domain.asks import load as loads
from tequio.domain.audit import actions as audit
from tequio.domain.conversations import actions as conversations
from tequio.domain.notifications import actions as notifications
from tequio.domain.safety import texts
from tequio.records.asks import Ask, AskQuerySet, AskState
from tequio.records.conversations import Conversation
from tequio.records.notifications import NotificationKind
from tequio.records.people import Mentor, Person


class AskRefused(Exception):
    """The ask cannot be sent; `reason` is a code of `rules.why_not_sendable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AskUnclear(Exception):
    """The ask has to change before it is sent; `problems` say where and why."""

    def __init__(self, problems: tuple[texts.Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class AskClosed(Exception):
    """Somebody was first, or time ran out; `reason` says which: already_accepted and so on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def send(
    *,
    by: Person,
    to: Person,
    area: str,
    context: str,
    question: str,
    tried: str,
    minutes: int,
    now: datetime,
) -> Ask:
    """Sends an ask to a mentor who has room; raises AskUnclear or AskRefused.

    The asker's row and the mentor's counter stay locked until the end, so that neither limit can
    be passed by pressing twice or by many people at once.
    """
    problems = quality.problems(context=context, question=question, tried=tried)
    if problems:
        raise AskUnclear(problems)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    mentor = Mentor.objects.select_related("person").filter(person=to).first()
    if mentor is None:
        raise AskRefused("not_found")
    load = loads.lock(mentor, today=today_of(to, now), now=now)
    room = loads.room_of(mentor, load, today=today_of(to, now))
    reason = rules.why_not_sendable(**queries.obstacles(by, mentor, room, today_of(to, now)))
    if reason:
        raise AskRefused(reason)
    ask = Ask.objects.create(
        asker=by,
        mentor=to,
        area=area,
        context=context,
        question=question,
        tried=tried,
        minutes=minutes,
        language=by.language,
        sent_at=now,
        due_at=now + timedelta(days=settings.DAYS_TO_ANSWER),
    )
    loads.take(load)
    audit.record(action="asks.send", subject=ask, by=by, now=now, area=area)
    notifications.notify(person=to, kind=NotificationKind.ASK_RECEIVED, about=ask, now=now)
    return ask


@transaction.atomic
def accept(*, ask: Ask, by: Person, now: datetime) -> Conversation:
    """Opens the conversation, with the ask as its first message; raises AskClosed."""
    held = _held_by(ask, by, now)
    load = loads.lock(Mentor.objects.get(person=by), today=today_of(by, now), now=now)
    _settle(held, AskState.ACCEPTED, now)
    loads.use(load)
    audit.record(action="asks.accept", subject=held, by=by, now=now)
    conversation = conversations.open_from(ask=held, now=now)
    _tell_asker(held, now)
    return conversation


@transaction.atomic
def decline(*, ask: Ask, by: Person, reason: str, sentence: str, now: datetime) -> Ask:
    """Says no; the reason stays private, the sentence goes to the asker.

    Raises TextRefused or AskClosed.
    """
    texts.refuse(texts.OF_A_MENTOR, sentence=sentence)
    held = _held_by(ask, by, now)
    held.decline_reason, held.decline_sentence = reason, sentence
    _let_go(held, AskState.DECLINED, now)
    audit.record(action="asks.decline", subject=held, by=by, now=now, reason=reason)
    _tell_asker(held, now)
    return held


@transaction.atomic
def ask_back(*, ask: Ask, by: Person, question: str, now: datetime) -> Ask:
    """Asks one question back and stops the clock; raises TextRefused or AskClosed."""
    texts.refuse(texts.OF_A_MENTOR, question=question)
    held = queries.locked(ask)
    reason = rules.why_no_question_back(state=held.state, asked_before=bool(held.question_back))
    if reason or held.mentor_id != by.pk:
        raise AskClosed(reason or "not_yours")
    held.state, held.paused_at, held.question_back = AskState.QUESTION_BACK, now, question
    held.save()
    audit.record(action="asks.ask_back", subject=held, by=by, now=now)
    _tell_asker(held, now)
    return held


@transaction.atomic
def answer_back(*, ask: Ask, by: Person, answer: str, now: datetime) -> Ask:
    """Answers the mentor's question; the clock goes on. Raises TextRefused or AskClosed."""
    texts.refuse(texts.OF_AN_ASKER, answer=answer)
    held = queries.locked(ask)
    if held.state != AskState.QUESTION_BACK or held.asker_id != by.pk or held.paused_at is None:
        raise AskClosed(f"already_{held.state}")
    held.due_at = rules.due_after_pause(due_at=held.due_at, paused_at=held.paused_at, now=now)
    held.state, held.paused_at, held.question_back_answer = AskState.WAITING, None, answer
    held.save()
    audit.record(action="asks.answer_back", subject=held, by=by, now=now)
    notifications.notify(
        person=held.mentor, kind=NotificationKind.ASK_RECEIVED, about=held, now=now
    )
    return held


@transaction.atomic
def withdraw(*, ask: Ask, by: Person, now: datetime) -> Ask:
    """Takes an unanswered ask back; raises AskClosed."""
    held = queries.locked(ask)
    reason = rules.why_not_answerable(state=held.state)
    if reason or held.asker_id != by.pk:
        raise AskClosed(reason or "not_yours")
    _let_go(held, AskState.WITHDRAWN, now)
    audit.record(action="asks.withdraw", subject=held, by=by, now=now)
    return held


@transaction.atomic
def expire(*, ask: Ask, now: datetime) -> Ask:
    """Ends an ask whose time is over, and tells the asker what next; raises AskClosed."""
    held = queries.locked(ask)
    if not queries.is_over(held, now):
        raise AskClosed(f"already_{held.state}")
    _end_unanswered(held, AskState.EXPIRED, now)
    audit.record(action="asks.expire", subject=held, by=None, now=now)
    return held


@transaction.atomic
def release(*, ask: Ask, by: Person, now: datetime) -> Ask:
    """A coordinator gives an ask past its time back to its asker; raises AskClosed."""
    held = queries.locked(ask)
    reason = rules.why_not_releasable(state=held.state, is_over=queries.is_over(held, now))
    if reason:
        raise AskClosed(reason)
    _end_unanswered(held, AskState.EXPIRED, now)
    audit.record(action="asks.release", subject=held, by=by, now=now)
    return held


@transaction.atomic
def end(*, asks: AskQuerySet, by: Person | None, now: datetime, cause: str) -> None:
    """Ends those of these asks that are open, for something that their asker did not press.

    They count as taken back, and nobody is told; `cause` is a code for the file of changes. One
    that somebody answered meanwhile stays. `by` is nobody where a rule ends them.
    """
    for held in queries.open_and_locked(asks):
        _let_go(held, AskState.WITHDRAWN, now)
        audit.record(action="asks.end", subject=held, by=by, now=now, cause=cause)


@transaction.atomic
def end_all(*, of: Person, by: Person | None, now: datetime) -> None:
    """Ends the open asks of somebody whose account closes: nobody waits for who is not there.

    That a mentor left is no answer: those asks count as unanswered.
    """
    end(asks=Ask.objects.filter(asker=of), by=by, now=now, cause=ends.ACCOUNT_CLOSED)
    for held in queries.open_and_locked(Ask.objects.filter(mentor=of)):
        _end_unanswered(held, AskState.MENTOR_LEFT, now)
        audit.record(action="asks.mentor_left", subject=held, by=by, now=now)


@transaction.atomic
def read(*, ask: Ask, by: Person, now: datetime) -> Ask:
    """A coordinator reads what was asked: each reading is written down; raises AskClosed."""
    shown = queries.locked(ask)
    reason = rules.why_not_readable(state=shown.state)
    if reason:
        raise AskClosed(reason)
    audit.record(action="asks.read", subject=shown, by=by, now=now)
    return shown


def today_of(person: Person, now: datetime) -> date:
    """The day it is where this person lives."""
    return now.astimezone(ZoneInfo(person.time_zone)).date()


def _held_by(ask: Ask, by: Person, now: datetime) -> Ask:
    held = queries.locked(ask)
    reason = rules.why_not_answerable(state=held.state)
    if reason or held.mentor_id != by.pk:
        raise AskClosed(reason or "not_yours")
    return held


def _settle(ask: Ask, state: AskState, now: datetime) -> None:
    _note_answered(ask, now)
    ask.state, ask.paused_at = state, None
    ask.save()


def _note_answered(ask: Ask, now: datetime) -> None:
    """An answer before that to the question back: the time that the clock stood is added."""
    ask.answered_at = now
    if ask.paused_at:
        ask.due_at = rules.due_after_pause(due_at=ask.due_at, paused_at=ask.paused_at, now=now)


def _let_go(ask: Ask, state: AskState, now: datetime) -> None:
    mentor = Mentor.objects.get(person=ask.mentor_id)
    load = loads.lock(mentor, today=today_of(ask.mentor, now), now=now)
    if state == AskState.DECLINED:
        _note_answered(ask, now)
    ask.state, ask.paused_at = state, None
    ask.save()
    loads.release(load)


def _end_unanswered(ask: Ask, state: AskState, now: datetime) -> None:
    _let_go(ask, state, now)
    notifications.notify(person=ask.asker, kind=NotificationKind.ASK_EXPIRED, about=ask, now=now)


def _tell_asker(ask: Ask, now: datetime) -> None:
    notifications.notify(person=ask.asker, kind=NotificationKind.ASK_ANSWERED, about=ask, now=now)
