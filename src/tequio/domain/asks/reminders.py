"""Reminding a mentor of an ask: half-way through its time, and when a coordinator wishes."""

from datetime import datetime

from django.db import transaction

from tequio.domain.asks import queries, rules
from tequio.domain.asks.actions import AskClosed
from tequio.domain.audit import actions as audit
from tequio.domain.notifications import actions as notifications
from tequio.domain.notifications.queries import choice_of
from tequio.records.asks import Ask, AskState
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person


class RemindedToday(Exception):
    """The mentor was reminded less than a day ago."""


class Untold(Exception):
    """The mentor wants to be told of asks neither by mail nor on the site."""


@transaction.atomic
def remind(*, ask: Ask, now: datetime) -> None:
    """Reminds the mentor once, half-way through the time; nothing where nothing would arrive."""
    wants = choice_of(ask.mentor, NotificationKind.ASK_RECEIVED)
    waiting = Ask.objects.filter(pk=ask.pk, state=AskState.WAITING, reminded_at=None)
    if not wants.is_nothing and waiting.update(reminded_at=now):
        _tell_mentor_again(ask, "asks.remind", None, now)


@transaction.atomic
def remind_again(*, ask: Ask, by: Person, now: datetime) -> None:
    """A coordinator reminds the mentor, once a day; raises AskClosed, RemindedToday or Untold."""
    held = queries.locked(ask)
    wants = choice_of(held.mentor, NotificationKind.ASK_RECEIVED)
    reason = rules.why_no_reminder(
        state=held.state, reminded_at=held.reminded_at, is_untold=wants.is_nothing, now=now
    )
    if reason:
        raise {"reminded_today": RemindedToday, "untold": Untold}.get(reason, AskClosed)(reason)
    held.reminded_at = now
    held.save(update_fields=["reminded_at"])
    _tell_mentor_again(held, "asks.remind_again", by, now)


def _tell_mentor_again(ask: Ask, action: str, by: Person | None, now: datetime) -> None:
    """The trail says whether a mail went out with it."""
    kind = NotificationKind.ASK_RECEIVED
    notifications.notify(person=ask.mentor, kind=kind, about=ask, now=now)
    by_mail = choice_of(ask.mentor, kind).by_mail
    audit.record(action=action, subject=ask, by=by, now=now, by_mail=int(by_mail))
