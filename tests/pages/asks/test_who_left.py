"""Where the other is not there, or takes nobody: each page says so and names a next step."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from tequio.delivery.letters import as_text
from tequio.domain.asks import actions as asks
from tequio.domain.asks import queries
from tequio.domain.links import actions as links
from tequio.domain.matching.index import in_memory
from tequio.domain.mentors import actions as mentors
from tequio.domain.notifications import letters
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.notifications import Notification
from tests import cast as people
from tests.asks import QUESTION, send
from tests.cast import Cast


@pytest.fixture(autouse=True)
def others_as_they_are(cast: Cast) -> Iterator[None]:
    """Suggestions come from the database, not from what another test left in memory."""
    in_memory.forget()
    yield
    in_memory.forget()


@pytest.fixture
def ask(cast: Cast, now: datetime) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


def page(client: Client, person: people.Person, address: str) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def staff_page(ask: Ask) -> str:
    return f"/staff/asks/{ask.public_id}"


def letter(person: people.Person, now: datetime) -> str:
    told = Notification.objects.filter(person=person).latest("pk")
    with translation.override(person.language):
        written = letters.for_notification(told, now=now)
        assert written is not None
        return f"{written.subject}\n{as_text(written)}"


@pytest.mark.parametrize("how", ["erased", "suspended"])
def test_an_ask_whose_mentor_left_is_free_at_once_and_others_are_named(
    client: Client, cast: Cast, ask: Ask, now: datetime, how: str
) -> None:
    if how == "erased":
        privacy.erase(person=cast.luis, by=cast.luis, now=now)
    else:
        safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now, reason="fake")
    html = page(client, cast.maria, f"/asks/{ask.public_id}/")
    assert "ya no está en el sitio" in html
    assert "Ana Castillo" in html
    assert f"?again={ask.public_id}" in html
    share = queries.answer_share(area="pricing", now=now + timedelta(days=8))
    assert (share.answered, share.asked) == (0, 1)
    seen = (page(client, cast.maria, "/asks/"), page(client, cast.coordinator, staff_page(ask)))
    for each in seen:
        assert "El mentor o la mentora dejó el sitio" in each
        assert "No aceptada" not in each
    assert "lugares libres" not in seen[1]
    text = letter(cast.maria, now)
    assert "Su consulta está libre para otra persona" in text
    assert "/settings/told" in text
    assert ("Mi consulta a (cuenta borrada)" in html) == (how == "erased")
    assert ("(cuenta borrada)" in page(client, cast.maria, "/asks/")) == (how == "erased")


def test_a_mentor_of_an_asker_who_left_reads_that_it_is_over(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    privacy.erase(person=cast.maria, by=cast.maria, now=now)
    html = page(client, cast.luis, f"/asks/{ask.public_id}/")
    assert "(cuenta borrada)" in html
    assert QUESTION not in html
    assert "borró su cuenta, y el texto de la consulta se borró con ella" in html
    form = page(client, cast.luis, f"/report/ask/{ask.public_id}")
    assert "also_block" not in form
    assert "also_block" in page(client, cast.luis, f"/report/person/{cast.ana.public_id}")
    assert "Nadie espera su respuesta" in page(client, cast.luis, "/asks/waiting/")
    cast.luis.mentor.load.refresh_from_db()
    assert cast.luis.mentor.load.waiting == 0


def test_nobody_writes_into_the_conversation_of_a_closed_account(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    talk = asks.accept(ask=ask, by=cast.luis, now=now)
    address = f"/conversations/{talk.public_id}/"
    assert "data-composer" in page(client, cast.maria, address)
    privacy.erase(person=cast.luis, by=cast.luis, now=now)
    html = page(client, cast.maria, address)
    assert "La otra persona borró su cuenta: nadie leería lo que usted escriba" in html
    assert QUESTION in html
    assert 'href="/mentors/suggested/"' in html
    assert "<h1" in html
    assert "(cuenta borrada) · Tequio</title>" in html
    for gone in ("data-composer", "/leave", "/close", "/reopen", "/block", "/report/person"):
        assert gone not in html
    assert "(cuenta borrada)" in page(client, cast.maria, "/conversations/")


def test_a_pause_that_began_after_the_ask_is_said_with_its_end(
    client: Client, cast: Cast, ask: Ask, now: datetime
) -> None:
    with time_machine.travel(now, tick=False):
        assert "está en pausa hasta" not in page(client, cast.maria, f"/asks/{ask.public_id}/")
        mentors.pause(by=cast.luis, until=(now + timedelta(days=20)).date(), now=now)
        html = page(client, cast.maria, f"/asks/{ask.public_id}/")
    assert "Luis está en pausa hasta el jueves 10 de diciembre" in html
    assert f"/asks/{ask.public_id}/withdraw" in html


def test_a_mentor_whom_nobody_can_ask_reads_why_nobody_waits(
    client: Client, cast: Cast, now: datetime
) -> None:
    nobody = people.mentor("Nora", country="GT", areas=["pricing"], places=0, now=now)
    assert "No tiene lugares" in page(client, nobody, "/asks/waiting/")
    assert "No tiene lugares" in page(client, nobody, "/my-offer/")
    html = page(client, cast.maria, f"/mentors/{nobody.public_id}/")
    assert "no recibe a nadie por ahora" in html
    assert "0 de 0" not in html
    people.pause(cast.luis)
    assert "Está en pausa hasta" in page(client, cast.luis, "/asks/waiting/")


@pytest.mark.parametrize("state", ["used", "expired"])
def test_a_link_that_is_over_leads_to_its_ask(
    client: Client, cast: Cast, ask: Ask, now: datetime, state: str
) -> None:
    sent = now if state == "used" else now - timedelta(days=15)
    token = links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=sent)
    with time_machine.travel(now, tick=False):
        if state == "used":
            said = {"idempotency_key": str(people.key(0))}
            assert client.post(f"/answer/{token}/accept", said).status_code == 200
        answer = client.get(f"/answer/{token}")
    assert answer.status_code == 410
    assert f'href="/asks/{ask.public_id}/"' in answer.content.decode()
    assert QUESTION not in answer.content.decode()
