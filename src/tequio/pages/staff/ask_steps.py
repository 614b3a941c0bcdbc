"""What happened with an ask, step by step, in words: never what was written, nor why."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.records.asks import Ask, AskState
from tequio.records.audit import AuditEvent

SENT: Final = "asks.send"
REMINDED: Final = "asks.remind"
ASKED_BACK: Final = "asks.ask_back"
STEPS: Final[dict[str, Promise]] = {
    SENT: _("Sent"),
    REMINDED: _("The mentor was reminded"),
    "asks.remind_again": _("The coordination reminded the mentor"),
    ASKED_BACK: _("The mentor asked something back; the clock stopped"),
    "asks.answer_back": _("The question back was answered; the clock went on"),
    "asks.accept": _("Accepted"),
    "asks.decline": _("Declined"),
    "asks.mentor_left": _("The mentor left"),
    "asks.withdraw": _("Taken back by the one who asked"),
    "asks.end": _("Ended: an account was closed, blocked or reported"),
    "asks.expire": _("The time was over"),
    "asks.release": _("The coordination gave it back to the one who asked"),
    "asks.read": _("The coordination read what was asked"),
}
ON_THE_SITE_ONLY: Final[dict[str, Promise]] = {
    REMINDED: _("The mentor was reminded on the site only: no mail is wanted"),
    "asks.remind_again": _(
        "The coordination reminded the mentor on the site only: no mail is wanted"
    ),
}
BY_THE_TEAM: Final = ("asks.remind_again", "asks.release", "asks.read")
ENDS: Final = {AskState.ACCEPTED: "asks.accept", AskState.DECLINED: "asks.decline"}


class Step(NamedTuple):
    """What, when, and who of the team where it was one of them."""

    words: Promise
    at: datetime
    who: str


def of(ask: Ask) -> list[Step]:
    """From the trail; what is older than the trail goes by the times of the ask itself.

    An action and its time are one moment, so that the time tells what the trail knows already.
    """
    events = AuditEvent.objects.filter(
        subject_type="ask", subject_id=ask.pk, action__in=STEPS
    ).select_related("actor")
    found = [Step(_words(event), event.happened_at, _who(event)) for event in events]
    known = {event.happened_at for event in events}
    found += [Step(STEPS[action], at, "") for action, at in _by_times(ask) if at not in known]
    return sorted(found, key=lambda step: step.at)


def _words(event: AuditEvent) -> Promise:
    """What happened; of a reminder also that no mail went out with it."""
    words = STEPS[event.action]
    return ON_THE_SITE_ONLY.get(event.action, words) if event.detail.get("by_mail") == 0 else words


def _who(event: AuditEvent) -> str:
    return event.actor.called if event.actor and event.action in BY_THE_TEAM else ""


def _by_times(ask: Ask) -> Iterator[tuple[str, datetime]]:
    yield SENT, ask.sent_at
    if ask.reminded_at:
        yield REMINDED, ask.reminded_at
    if ask.paused_at:
        yield ASKED_BACK, ask.paused_at
    if ask.answered_at and ask.state in ENDS:
        yield ENDS[AskState(ask.state)], ask.answered_at
