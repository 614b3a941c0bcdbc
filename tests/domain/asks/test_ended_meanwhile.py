"""An ask ends in the moment in which one of the two leaves or is reported: both are kept."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction

from tequio.domain.asks import actions
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent
from tequio.records.conversations import Conversation
from tequio.records.people import MentorLoad, Person
from tequio.records.safety import Block, Report
from tests.asks import send
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def meanwhile(first: Act, other: Act) -> list[Exception]:
    """What fails where the other begins while the first holds the only ask, and goes on then."""
    holds, may_go_on, failed = threading.Event(), threading.Event(), list[Exception]()

    def one() -> None:
        with transaction.atomic():
            Ask.objects.select_for_update().get()
            holds.set()
            may_go_on.wait(60)
            first()

    def close(act: Act) -> None:
        try:
            act()
        except Exception as failure:  # noqa: BLE001 - of whatever kind, the test names it
            failed.append(failure)
        connection.close()

    threads = [threading.Thread(target=close, args=(act,)) for act in (one, other)]
    threads[0].start()
    assert holds.wait(60)
    threads[1].start()
    threads[1].join(0.3)
    assert threads[1].is_alive()
    may_go_on.set()
    for thread in threads:
        thread.join(60)
    return failed


def test_what_was_taken_back_stays_so_where_its_mentor_leaves(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    failed = meanwhile(
        lambda: actions.withdraw(ask=ask, by=cast.maria, now=now),
        lambda: safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now),
    )
    ask.refresh_from_db()
    assert (failed, ask.state) == ([], "withdrawn")
    assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 0
    assert not AuditEvent.objects.filter(action="asks.mentor_left").exists()


def test_what_was_accepted_keeps_nobody_from_leaving(cast: Cast, now: datetime) -> None:
    """Nor do the two wait for one another: the yes needs the asker, who goes."""
    ask = send(by=cast.maria, to=cast.luis, now=now)
    failed = meanwhile(
        lambda: actions.accept(ask=ask, by=cast.luis, now=now),
        lambda: privacy.erase(person=cast.maria, by=cast.maria, now=now),
    )
    ask.refresh_from_db()
    assert (failed, ask.state) == ([], "accepted")
    assert Conversation.objects.get().closed_at == now
    assert Person.objects.get(pk=cast.maria.pk).erased_at == now


def test_what_was_accepted_loses_no_report_and_no_block(cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    report = {"reason": "money", "text": "Pide dinero.", "also_block": True}
    failed = meanwhile(
        lambda: actions.accept(ask=ask, by=cast.luis, now=now),
        lambda: safety.report(by=cast.luis, person=cast.maria, now=now, **report),
    )
    assert failed == []
    assert Report.objects.get().text == "Pide dinero."
    assert Block.objects.exists()
