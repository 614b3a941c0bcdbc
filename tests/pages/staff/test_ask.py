"""One ask for the coordinators: enough to decide, nothing of the text until somebody says so."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tequio.delivery.letters import Letter
from tequio.domain.asks import actions, reminders
from tequio.domain.mails import actions as mails
from tequio.domain.notifications import actions as notifications
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask, AskState
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail, NotificationKind
from tequio.records.people import MentorLoad
from tests import cast as people
from tests.asks import CONTEXT, QUESTION, send

BACK = "¿Cuánto gasta en maíz?"


@pytest.fixture
def ask(cast, now) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


@pytest.fixture
def carla(client: Client, cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def page(ask: Ask, what: str = "") -> str:
    return f"/staff/asks/{ask.public_id}{what}"


def give_back(client: Client, ask: Ask, number: int = 1) -> int:
    posted = {"idempotency_key": str(people.key(number))}
    return client.post(page(ask, "/release"), posted).status_code


@pytest.mark.parametrize("who", ["manager", "maria", "luis"])
def test_only_coordinators_look_at_it(client: Client, cast, ask, who) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(page(ask)).status_code == 403
    assert client.post(page(ask, "/read")).status_code == 403
    assert give_back(client, ask) == 403
    assert not AuditEvent.objects.filter(action="asks.read").exists()


def test_an_unknown_ask_is_not_found(carla) -> None:
    assert carla.get("/staff/asks/nothing").status_code == 404
    assert carla.post("/staff/asks/nothing/read").status_code == 404
    posted = {"idempotency_key": str(people.key(1))}
    assert carla.post("/staff/asks/nothing/release", posted).status_code == 404


def test_reading_needs_a_press_of_its_own(carla, ask) -> None:
    assert carla.get(page(ask, "/read")).status_code == 405


def test_what_was_asked_is_shown_to_nobody_who_only_looks(carla, cast, ask, now) -> None:
    actions.ask_back(ask=ask, by=cast.luis, question=BACK, now=now)
    html = carla.get(page(ask)).content.decode()
    for text in (QUESTION, CONTEXT, BACK):
        assert text not in html
    assert not AuditEvent.objects.filter(action="asks.read").exists()


def test_each_reading_is_written_down(carla, cast, ask, now) -> None:
    actions.ask_back(ask=ask, by=cast.luis, question=BACK, now=now)
    for _ in range(2):
        html = carla.post(page(ask, "/read")).content.decode()
        assert QUESTION in html
        assert BACK in html
    events = AuditEvent.objects.filter(action="asks.read", subject_id=ask.pk)
    assert [event.actor for event in events] == [cast.coordinator] * 2
    assert "Carla Coy" in carla.get(page(ask)).content.decode()


def test_what_two_people_talk_about_is_theirs(carla, cast, ask, now) -> None:
    actions.accept(ask=ask, by=cast.luis, now=now)
    answer = carla.post(page(ask, "/read"))
    assert answer.status_code == 409
    assert QUESTION not in answer.content.decode()
    assert page(ask, "/read") not in carla.get(page(ask)).content.decode()


def test_why_a_mentor_said_no_stays_private(carla, cast, ask, now) -> None:
    actions.decline(ask=ask, by=cast.luis, reason="inappropriate", sentence="Hoy no.", now=now)
    html = carla.get(page(ask)).content.decode()
    assert "No aceptada" in html
    for told in ("inappropriate", "no es apropiada", "Hoy no."):
        assert told not in html


def test_who_holds_it_until_when_and_what_happened(carla, cast, ask, now) -> None:
    with time_machine.travel(now + timedelta(days=4), tick=False):
        reminders.remind(ask=ask, now=now + timedelta(days=4))
        html = carla.get(page(ask)).content.decode()
    for words in ("María Ajú Tzoc", "Luis Ortega", "Precios", "la tiene hasta", "Enviada"):
        assert words in html
    assert html.index("Enviada") < html.index("El mentor recibió un recordatorio")


def test_whoever_closed_an_account_ended_its_asks_and_not_the_one_who_asked(
    carla, cast, ask, now
) -> None:
    safety.suspend_account(person=cast.maria, by=cast.coordinator, now=now, reason="fake")
    html = carla.get(page(ask)).content.decode()
    assert "Terminó porque una cuenta se cerró" in html
    assert AuditEvent.objects.get(action="asks.end").actor == cast.coordinator


def test_a_reminder_of_the_coordination_is_told_once_and_with_its_name(carla, ask, now) -> None:
    with time_machine.travel(now + timedelta(days=1), tick=False):
        carla.post(page(ask, "/remind"), {"idempotency_key": str(people.key(1))})
        html = carla.get(page(ask)).content.decode()
    assert "La coordinación envió un recordatorio al mentor" in html
    assert "El mentor recibió un recordatorio" not in html


def mail(cast, about_ask: bool, now: datetime, state: str) -> Mail:
    made = mails.queue(
        letter=Letter(subject="SECRET", paragraphs=("SECRET",)),
        kind=NotificationKind.ASK_RECEIVED,
        to=cast.luis.email,
        language="es",
        person=cast.luis,
        about=cast.maria if about_ask else cast.pedro,
        now=now,
    )
    Mail.objects.filter(pk=made.pk).update(state=state, sent_at=now)
    return made


def test_the_mails_of_this_ask_and_what_became_of_them(carla, cast, ask, now) -> None:
    mail(cast, True, now - timedelta(days=9), "sent")
    mail(cast, False, now + timedelta(hours=1), "held")
    mail(cast, True, now + timedelta(hours=1), "sent")
    mail(cast, True, now + timedelta(hours=2), "held")
    with time_machine.travel(now + timedelta(days=1), tick=False):
        answer = carla.get(page(ask))
    assert [one.state for one in answer.context["mails"]] == ["sent", "held"]
    html = answer.content.decode()
    assert "Retenido hasta que alguien decida" in html
    assert "SECRET" not in html


def test_mails_of_the_next_ask_between_the_two_are_not_of_this_one(carla, cast, ask, now) -> None:
    actions.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="", now=now)
    later = now + timedelta(days=2)
    again = send(by=cast.maria, to=cast.luis, now=later)
    made = mail(cast, True, later, "sent")
    assert list(carla.get(page(ask)).context["mails"]) == []
    assert list(carla.get(page(again)).context["mails"]) == [made]


def test_a_mentor_who_wants_no_mail_is_told(carla, cast, ask) -> None:
    assert "no quiere correos" not in carla.get(page(ask)).content.decode()
    notifications.choose(by=cast.luis, kind="ask_received", by_mail=False, in_site=True)
    assert "Luis Ortega no quiere correos" in carla.get(page(ask)).content.decode()


def test_an_ask_whose_time_runs_is_not_given_back(carla, ask, now) -> None:
    with time_machine.travel(now + timedelta(days=6), tick=False):
        assert page(ask, "/release") not in carla.get(page(ask)).content.decode()
        assert give_back(carla, ask) == 409
    ask.refresh_from_db()
    assert ask.state == AskState.WAITING


def test_an_ask_past_its_time_goes_back_once(carla, cast, ask, now) -> None:
    with time_machine.travel(now + timedelta(days=8), tick=False):
        assert page(ask, "/release") in carla.get(page(ask)).content.decode()
        assert [give_back(carla, ask, number) for number in (1, 2)] == [302, 409]
        html = carla.get(page(ask)).content.decode()
    ask.refresh_from_db()
    assert ask.state == AskState.EXPIRED
    assert MentorLoad.objects.get(mentor_id=cast.luis.pk).waiting == 0
    assert "La coordinación la devolvió" in html


def test_lists_lead_to_it(carla, cast, ask) -> None:
    for path in ("/staff/asks", f"/staff/people/{cast.luis.public_id}"):
        assert f'href="{page(ask)}"' in carla.get(path).content.decode()
