"""Waiting asks for the coordinators: who, whom, until when, and nothing of the text."""

from datetime import timedelta

import time_machine
from django.test import Client

from tequio.domain.asks import actions
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Notification
from tests import cast as people
from tests.asks import CONTEXT, QUESTION, send


def test_a_programme_manager_does_not_see_who_asks_whom(client: Client, cast) -> None:
    client.force_login(cast.manager)
    assert client.get("/staff/asks").status_code == 403


def test_odd_pages_show_a_page(client: Client, cast) -> None:
    client.force_login(cast.coordinator)
    for page in ("x", "-1", "9999999999", "%00"):
        assert client.get(f"/staff/asks?page={page}").status_code == 200


def test_late_ones_are_marked_and_no_text_is_shown(client: Client, cast, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    with time_machine.travel(now + timedelta(days=8), tick=False):
        client.force_login(cast.coordinator)
        html = client.get("/staff/asks").content.decode()
    assert "<strong>" in html
    assert "María Ajú Tzoc" in html
    assert QUESTION not in html
    assert CONTEXT not in html


def test_a_mentor_is_reminded_once_a_day_and_it_is_written_down(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    before = Notification.objects.filter(person=cast.luis).count()
    client.force_login(cast.coordinator)
    page = f"/staff/asks/{ask.public_id}/remind"
    with time_machine.travel(now + timedelta(hours=30), tick=False):
        statuses = [
            client.post(page, {"idempotency_key": str(people.key(number))}).status_code
            for number in (1, 2)
        ]
    assert statuses == [302, 409]
    assert Notification.objects.filter(person=cast.luis).count() == before + 1
    assert AuditEvent.objects.filter(action="asks.remind_again").count() == 1


def test_nobody_is_reminded_of_an_ask_that_is_not_waiting(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    actions.ask_back(ask=ask, by=cast.luis, question="¿Cuánto gasta?", now=now)
    client.force_login(cast.coordinator)
    posted = {"idempotency_key": str(people.key(1))}
    page = f"/staff/asks/{ask.public_id}/remind"
    assert client.post(page, posted).status_code == 409
    assert client.post("/staff/asks/nothing/remind", posted).status_code == 404
    actions.withdraw(ask=ask, by=cast.maria, now=now)
    assert client.post(page, posted).status_code == 409


def test_after_a_reminder_the_page_stands_where_the_button_did(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.coordinator)
    answer = client.post(
        f"/staff/asks/{ask.public_id}/remind",
        {"idempotency_key": str(people.key(1))},
        headers={"referer": f"http://testserver/staff/asks/{ask.public_id}"},
    )
    assert answer.url == f"/staff/asks/{ask.public_id}"


def test_late_ones_stand_first_and_stopped_clocks_last(client: Client, cast, now) -> None:
    stopped = send(by=cast.maria, to=cast.luis, now=now)
    actions.ask_back(ask=stopped, by=cast.luis, question="¿Cuánto gasta?", now=now)
    late = send(by=cast.pedro, to=cast.luis, now=now)
    Ask.objects.filter(pk=late.pk).update(due_at=now - timedelta(days=2))
    client.force_login(cast.coordinator)
    with time_machine.travel(now, tick=False):
        everything = list(client.get("/staff/asks").context["page"])
        only_late = list(client.get("/staff/asks?show=late").context["page"])
    assert everything == [late, stopped]
    assert only_late == [late]
