"""Held mails: decided about by coordinators, once, without reading them."""

from datetime import timedelta

import pytest
from django.test import Client

from tequio.delivery.letters import Letter
from tequio.domain.mails import actions
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail, NotificationKind
from tests import cast as people


@pytest.fixture
def held(cast, now) -> Mail:
    letter = Letter(subject="SECRET", paragraphs=("SECRET",))
    mail = actions.queue(
        letter=letter, kind=NotificationKind.ACCOUNT, to="x@example.org", language="es", now=now
    )
    actions.hold_unsent(now=now + timedelta(hours=1))
    return mail


def answered(client: Client, mail: Mail, answer: str, number: int = 1) -> int:
    posted = {"answer": answer, "idempotency_key": str(people.key(number))}
    return client.post(f"/staff/mails/{mail.pk}", posted).status_code


def test_a_programme_manager_does_not_decide(client: Client, cast, held) -> None:
    client.force_login(cast.manager)
    assert client.get("/staff/mails").status_code == 403
    assert answered(client, held, "send") == 403
    assert "/staff/mails" not in client.get("/staff/").content.decode()


def test_nonsense_decides_nothing(client: Client, cast, held) -> None:
    client.force_login(cast.coordinator)
    assert answered(client, held, "perhaps") == 400
    held.refresh_from_db()
    assert held.state == Mail.State.HELD


@pytest.mark.parametrize(("answer", "state"), [("send", "queued"), ("drop", "cancelled")])
def test_a_held_mail_is_decided_once(client: Client, cast, held, answer, state) -> None:
    client.force_login(cast.coordinator)
    assert "/staff/mails" in client.get("/staff/").content.decode()
    html = client.get("/staff/mails").content.decode()
    assert "x@example.org" in html
    assert "SECRET" not in html
    assert answered(client, held, answer) == 302
    assert answered(client, held, answer, number=2) == 409
    held.refresh_from_db()
    assert held.state == state
    assert AuditEvent.objects.filter(action__startswith="mails.").count() == 1
