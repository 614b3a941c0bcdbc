"""How an ask ended: each of the two reads what happened, and nothing that did not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.links import actions as links
from tequio.domain.safety import actions as safety
from tequio.pages.asks.words import closed_sentence
from tequio.records.asks import Ask, AskState
from tests import cast as people
from tests.asks import QUESTION, send
from tests.cast import Cast

BLOCK, REPORT, ACCOUNT, HERSELF, MENTOR = "block", "report", "account", "herself", "mentor"


@pytest.fixture
def ask(cast: Cast, now: datetime) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


@pytest.fixture
def end(cast: Cast, ask: Ask, now: datetime) -> Callable[[str], None]:
    def because(how: str) -> None:
        if how == HERSELF:
            asks.withdraw(ask=ask, by=cast.maria, now=now)
        elif how == BLOCK:
            safety.block(by=cast.maria, person=cast.luis, now=now)
            safety.unblock(by=cast.maria, person=cast.luis, now=now)
        elif how == REPORT:
            safety.report(by=cast.pedro, person=cast.maria, reason="money", text="", now=now)
        else:
            closed = cast.maria if how == ACCOUNT else cast.luis
            safety.suspend_account(person=closed, by=cast.coordinator, now=now)
            safety.readmit(person=closed, by=cast.coordinator, now=now)

    return because


def page(client: Client, person: people.Person, address: str) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("how", "to_asker", "to_mentor"),
    [
        (HERSELF, "Usted retiró esta consulta.", "María Ajú Tzoc retiró esta consulta"),
        (BLOCK, "Esta consulta se cerró antes de tener", "Esta consulta está cerrada"),
        (REPORT, "Esta consulta se cerró antes de tener", "Esta consulta está cerrada"),
        (ACCOUNT, "se cerró cuando se suspendió su cuenta", "Esta consulta está cerrada"),
        (MENTOR, "ya no está en el sitio", "se cerró cuando se suspendió su cuenta"),
    ],
)
def test_each_reads_what_ended_it(
    client: Client, cast: Cast, ask: Ask, end, how: str, to_asker: str, to_mentor: str
) -> None:
    end(how)
    address = f"/asks/{ask.public_id}/"
    html = page(client, cast.maria, address)
    assert to_asker in html
    assert ("Usted retiró" in html) == (how == HERSELF)
    assert QUESTION in html
    html = page(client, cast.luis, address)
    assert to_mentor in html
    assert ("retiró esta consulta" in html) == (how == HERSELF)
    assert (QUESTION in html) == (how == MENTOR)


@pytest.mark.parametrize("state", [one for one in AskState if one is not AskState.WAITING])
def test_pressing_too_late_is_explained_however_it_ended(state: AskState) -> None:
    assert closed_sentence(f"already_{state}")


def test_a_link_to_an_ask_taken_back_says_so_first_and_shows_no_text(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    token = links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=now)
    asks.withdraw(ask=ask, by=cast.maria, now=now)
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        html = client.get(f"/answer/{token}").content.decode()
    assert "María Ajú Tzoc retiró esta consulta: ya no necesita respuesta." in html
    for gone in (QUESTION, ask.context, "<form method"):
        assert gone not in html[html.index("<main") : html.index("</main>")]


def test_a_link_to_an_ask_accepted_elsewhere_leads_to_the_conversation(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    token = links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=now)
    talk = asks.accept(ask=ask, by=cast.luis, now=now)
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        html = client.get(f"/answer/{token}").content.decode()
    assert "Usted aceptó esta consulta." in html
    assert f'href="/conversations/{talk.public_id}/"' in html
    assert QUESTION not in html


def test_a_mentor_learns_among_the_asks_that_one_was_taken_back(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    other = send(by=cast.pedro, to=cast.luis, now=now)
    asks.withdraw(ask=ask, by=cast.maria, now=now)
    safety.report(by=cast.ana, person=cast.pedro, reason="money", text="", now=now)
    with time_machine.travel(now + timedelta(days=1), tick=False):
        html = page(client, cast.luis, "/asks/waiting/")
        assert "María Ajú Tzoc retiró la consulta del viernes 20 de noviembre" in html
        assert other.asker.name not in html
        assert QUESTION not in html
        assert "retiró la consulta" not in page(client, cast.ana, "/asks/waiting/")
    with time_machine.travel(now + timedelta(days=8), tick=False):
        assert "retiró la consulta" not in page(client, cast.luis, "/asks/waiting/")
