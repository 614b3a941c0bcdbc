"""Blocking and reporting."""

from datetime import datetime

from django.db import transaction

from tequio.domain.asks import actions as asks
from tequio.domain.audit import actions as audit
from tequio.domain.notifications import actions as notifications
from tequio.domain.people import staff
from tequio.domain.safety import letters, rules
from tequio.records.asks import Ask
from tequio.records.conversations import Message
from tequio.records.notifications import NotificationKind
from tequio.records.people import Mentor, Person
from tequio.records.safety import Block, Report, ReportReason

ENDS_ASKS_AT_ONCE = (ReportReason.MONEY, ReportReason.SEXUAL, ReportReason.MINOR)


class ReportClosed(Exception):
    """Another coordinator decided before."""


class NotOneself(Exception):
    """Nobody blocks or reports oneself, or decides on a report about oneself."""


class NotInCharge(Exception):
    """Another of the team decides about this account; `reason` is a code of `rules`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoGround(Exception):
    """Nobody is suspended by a decision that there is nothing to the report."""


@transaction.atomic
def block(*, by: Person, person: Person, now: datetime) -> Block:
    """From now on neither sees the other; open asks between them end. Raises NotOneself."""
    if by.pk == person.pk:
        raise NotOneself
    blocked, is_first = Block.objects.get_or_create(
        blocker=by, blocked=person, defaults={"blocked_at": now}
    )
    if is_first:
        between = Ask.objects.filter(asker__in=(by, person), mentor__in=(by, person))
        asks.end(asks=between, by=by, now=now, cause="block")
        audit.record(action="safety.block", subject=person, by=by, now=now)
    return blocked


@transaction.atomic
def unblock(*, by: Person, person: Person, now: datetime) -> None:
    """Ends one's own block."""
    if Block.objects.filter(blocker=by, blocked=person).delete()[0]:
        audit.record(action="safety.unblock", subject=person, by=by, now=now)


@transaction.atomic
def report(
    *,
    by: Person,
    person: Person,
    reason: str,
    text: str,
    now: datetime,
    also_block: bool = False,
    ask: Ask | None = None,
    message: Message | None = None,
) -> Report:
    """Tells the coordinators; what was seen is kept even if it is deleted later.

    Reports of money, sexual approaches or minors end the reported person's open asks at once.
    The same message again, before anybody decided, adds its words to the first report.
    Raises NotOneself.
    """
    if by.pk == person.pk:
        raise NotOneself
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    before = _open_report(by, message)
    if before is not None:
        made = _add_to(before, text=text, reason=reason)
    else:
        made = Report.objects.create(
            reporter=by,
            reported=person,
            ask=ask,
            message=message,
            reason=reason,
            text=text,
            evidence=rules.seen(of=person, ask=ask, message=message),
            made_at=now,
        )
    audit.record(action="safety.report", subject=made, by=by, now=now, reason=reason)
    if reason in ENDS_ASKS_AT_ONCE:
        # By nobody: a copy of their data would tell who reported of asks to others.
        asks.end(asks=Ask.objects.filter(asker=person), by=None, now=now, cause="report")
    if also_block:
        block(by=by, person=person, now=now)
    return made


def _open_report(by: Person, message: Message | None) -> Report | None:
    if message is None:
        return None
    return Report.objects.filter(reporter=by, message=message, state=Report.State.OPEN).first()


def _add_to(report: Report, *, text: str, reason: str) -> Report:
    """What is said the second time stands below the first, as far as there is room.

    A grave reason takes the place of a lesser one.
    """
    if text and text not in report.text:
        most = Report._meta.get_field("text").max_length
        report.text = f"{report.text}\n\n{text}".strip()[:most]
    if reason in ENDS_ASKS_AT_ONCE:
        report.reason = reason
    report.save(update_fields=["text", "reason"])
    return report


@transaction.atomic
def close_report(
    *,
    report: Report,
    by: Person,
    state: str,
    outcome: str,
    now: datetime,
    suspend_for: str = "",
) -> Report:
    """A coordinator decides; the outcome is a sentence for the file.

    Raises ReportClosed, and NotOneself for a report about who decides.

    Who reported hears that it was looked at, unless they want no such letters, and nothing of
    what was decided.
    `suspend_for`, a code of ReportReason, suspends the reported account for that reason; raises
    NoGround unless the report is upheld, and what `suspend_account` raises.
    """
    if suspend_for and state != Report.State.UPHELD:
        raise NoGround
    held = (
        Report.objects.select_for_update(of=("self",))
        .select_related("reporter", "reported")
        .get(pk=report.pk)
    )
    if held.state != Report.State.OPEN:
        raise ReportClosed
    if held.reported_id == by.pk:
        raise NotOneself
    held.state, held.outcome = state, outcome
    held.closed_at, held.closed_by = now, by
    held.save()
    audit.record(action="safety.close_report", subject=held, by=by, now=now, state=state)
    if held.reporter is not None and held.reporter.is_active:
        notifications.notify(
            person=held.reporter, kind=NotificationKind.REPORT, about=held, now=now
        )
    if suspend_for:
        suspend_account(person=held.reported, by=by, now=now, reason=suspend_for)
    return held


@transaction.atomic
def suspend_account(*, person: Person, by: Person, now: datetime, reason: str = "") -> None:
    """Closes the door to an account; a coordinator can open it again. `reason` is a code.

    Its open asks end, also for those who wait for its answer. Nothing happens to an account that
    is closed already. Raises NotInCharge, and LastAdministrator for who is the only one.
    """
    _refuse_who_is_not_in_charge(by, person)
    staff.refuse_without_administrator(person)
    open_one = Person.objects.present().filter(pk=person.pk)
    if not open_one.update(is_active=False, suspended_at=now):
        return
    asks.end_all(of=person, by=by, now=now)
    Mentor.objects.filter(person=person).update(updated_at=now)
    audit.record(action="safety.suspend", subject=person, by=by, now=now, reason=reason)
    letters.tell_suspended(person=person, reason=reason, now=now)


@transaction.atomic
def readmit(*, person: Person, by: Person | None, now: datetime) -> None:
    """Opens a suspended account again; `by` is nobody where an operator does it.

    Raises NotInCharge.
    """
    if by is not None:
        _refuse_who_is_not_in_charge(by, person)
    closed = Person.objects.filter(pk=person.pk, is_active=False, erased_at=None)
    if not closed.update(is_active=True, suspended_at=None):
        return
    Mentor.objects.filter(person=person).update(updated_at=now)
    audit.record(action="safety.readmit", subject=person, by=by, now=now)
    letters.tell_readmitted(person=person, now=now)


def _refuse_who_is_not_in_charge(by: Person, person: Person) -> None:
    reason = rules.why_not_in_charge(by=by, of=person)
    if reason:
        raise NotInCharge(reason)
