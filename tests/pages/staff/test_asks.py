"""Waiting asks for the coordinators: who, whom, until when, and nothing of the text."""

from datetime import timedelta

import time_machine
from django.test import Client

from tequio.domain.asks import actions, queries, reminders
from tequio.domain.notifications import actions as notifications
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


def test_a_mentor_whom_nothing_reaches_is_not_reminded(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    notifications.choose(by=cast.luis, kind="ask_received", by_mail=False, in_site=False)
    later = now + timedelta(days=5)
    assert not queries.to_remind(later).exists()
    reminders.remind(ask=ask, now=later)
    client.force_login(cast.coordinator)
    page = f"/staff/asks/{ask.public_id}"
    answer = client.post(f"{page}/remind", {"idempotency_key": str(people.key(1))})
    assert (answer.status_code, "no llegaría a nadie" in answer.content.decode()) == (409, True)
    ask.refresh_from_db()
    assert ask.reminded_at is None
    for shown in (page, "/staff/asks"):
        html = client.get(shown).content.decode()
        assert "/remind" not in html
        assert "le llega" in html


def test_a_reminder_without_a_mail_is_told_as_that(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    notifications.choose(by=cast.luis, kind="ask_received", by_mail=False, in_site=True)
    reminders.remind(ask=ask, now=now + timedelta(days=4))
    reminders.remind_again(ask=ask, by=cast.coordinator, now=now + timedelta(days=6))
    client.force_login(cast.coordinator)
    assert (
        client.get(f"/staff/asks/{ask.public_id}").content.decode().count("solo en el sitio") == 2
    )
    assert "no recibe correos" in client.get("/staff/asks").content.decode()


def test_the_number_of_the_overview_leads_to_as_many_asks(client: Client, cast, now) -> None:
    hours = timedelta(hours=1)
    dues = (-50 * hours, 23 * hours, 25 * hours)
    mentors = (cast.luis, cast.ana, cast.luis)
    askers = (cast.maria, cast.maria, cast.pedro)
    sent = [send(by=by, to=to, now=now) for by, to in zip(askers, mentors, strict=True)]
    for ask, due in zip(sent, dues, strict=True):
        Ask.objects.filter(pk=ask.pk).update(due_at=now + due)
    client.force_login(cast.coordinator)
    with time_machine.travel(now, tick=False):
        overview = client.get("/staff/")
        assert overview.context["soon"] == 2
        page = overview.context["links"]["soon"]
        assert list(client.get(page).context["page"]) == sent[:2]


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
