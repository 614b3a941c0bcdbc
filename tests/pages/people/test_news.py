"""What happened stands on the own page until it is put away."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.notifications import actions as notifications
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions as safety
from tequio.records.notifications import Notification
from tests.asks import send
from tests.cast import Cast
from tests.pages import many

pytestmark = pytest.mark.django_db
HEADING = "Qué pasó"


def own_page(client: Client) -> str:
    answer = client.get("/me/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("until", ["", "yesterday", "2026-13-40T00:00:00Z", "2026-11-20T15:00:00"])
def test_what_is_no_moment_puts_nothing_away(
    client: Client, cast: Cast, now: datetime, until: str
) -> None:
    asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    client.force_login(cast.maria)
    assert client.post("/me/seen", {"until": until})["Location"] == "/me/"
    assert HEADING in own_page(client)


def test_nobody_reads_of_whom_a_block_parts_from_them(
    client: Client, cast: Cast, now: datetime
) -> None:
    asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    safety.block(by=cast.luis, person=cast.maria, now=now)
    client.force_login(cast.maria)
    assert HEADING not in own_page(client)


def test_what_was_switched_off_on_the_site_does_not_stand_there(
    client: Client, cast: Cast, now: datetime
) -> None:
    notifications.choose(by=cast.maria, kind="ask_answered", by_mail=True, in_site=False)
    asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    client.force_login(cast.maria)
    assert HEADING not in own_page(client)


def test_each_kind_says_what_happened_and_leads_there(
    client: Client, cast: Cast, now: datetime
) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    conversations.close(conversation=talk, by=cast.luis, now=now)
    no = send(by=cast.maria, to=cast.ana, now=now)
    asks.decline(ask=no, by=cast.ana, reason="too_busy", sentence="", now=now)
    notifications.notify(person=cast.maria, kind="mentor_joined", about=cast.ana, now=now)
    report = safety.report(by=cast.maria, person=cast.pedro, reason="rude", text="x", now=now)
    safety.close_report(report=report, by=cast.coordinator, state="upheld", outcome="x", now=now)
    client.force_login(cast.maria)
    html = own_page(client)
    for words, href in (
        ("Luis Ortega aceptó", f"/asks/{talk.ask.public_id}/"),
        ("Ana Castillo no puede", f"/asks/{no.public_id}/"),
        ("¿Cómo le fue con Luis Ortega?", f"/conversations/{talk.public_id}/how-it-went/"),
        ("Ana Castillo puede ayudar", f"/mentors/{cast.ana.public_id}/"),
        ("Revisamos lo que usted denunció", "/report/"),
    ):
        line = next(part for part in html.split("<li>") if words in part)
        assert f'href="{href}"' in line


def told(client: Client) -> list[str]:
    return [item.words for item in client.get("/me/").context["news"]]


def test_a_question_back_is_told_until_it_is_answered_and_then_only_what_became_of_it(
    client: Client, cast: Cast, now: datetime
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuántos clientes tiene?", now=now)
    client.force_login(cast.maria)
    assert told(client) == ["Luis Ortega le pregunta algo antes de responder"]
    asks.answer_back(ask=ask, by=cast.maria, answer="Unos treinta", now=now)
    assert told(client) == []
    asks.accept(ask=ask, by=cast.luis, now=now)
    assert told(client) == ["Luis Ortega aceptó su consulta"]


def test_a_mentor_who_left_is_not_said_to_have_been_late(
    client: Client, cast: Cast, now: datetime
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    privacy.erase(person=cast.luis, by=cast.luis, now=now)
    Notification.objects.all().delete()
    notifications.notify(person=cast.maria, kind="ask_expired", about=ask, now=now)
    client.force_login(cast.maria)
    assert told(client) == [
        "El mentor o la mentora ya no está en el sitio. Eso no dice nada de su pregunta."
    ]


def test_how_it_went_is_asked_once_and_no_more_after_the_answer(
    client: Client, cast: Cast, now: datetime
) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    asked = ["¿Cómo le fue con María Ajú Tzoc?"]
    client.force_login(cast.luis)
    for expected in (asked, [], asked):
        if expected:
            conversations.close(conversation=talk, by=cast.maria, now=now)
        else:
            conversations.reopen(conversation=talk, by=cast.luis, now=now)
        assert told(client) == expected
    said = {"talked": "yes", "useful": "yes", "goal_reached": "no", "thanks": ""}
    conversations.check_in(conversation=talk, by=cast.luis, now=now, **said)
    assert told(client) == []


def test_what_is_put_away_is_gone_and_what_came_since_stays(
    client: Client, cast: Cast, now: datetime
) -> None:
    asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    client.force_login(cast.maria)
    seen = client.get("/me/").context["news"][0].at.isoformat()
    later = send(by=cast.maria, to=cast.ana, now=now)
    asks.decline(
        ask=later, by=cast.ana, reason="too_busy", sentence="", now=now + timedelta(seconds=1)
    )
    client.post("/me/seen", {"until": seen})
    html = own_page(client)
    assert "Luis Ortega aceptó" not in html
    assert "Ana Castillo no puede" in html


def test_three_lines_cost_the_same_queries_as_one(
    client: Client, cast: Cast, now: datetime
) -> None:
    sent = send(by=cast.maria, to=cast.luis, now=now)
    ask = asks.accept(ask=sent, by=cast.luis, now=now).ask
    line = Notification.objects.get(person=cast.maria)
    client.force_login(cast.maria)
    costs = []
    for more in (0, 2):
        others = many.copies(ask, more)
        many.copies(line, more, subject_public_id=lambda n, of=others: of[n].public_id)
        assert len(client.get("/me/").context["news"]) == 1 + more
        with CaptureQueriesContext(connection) as captured:
            own_page(client)
        costs.append(len(captured))
    assert costs[0] == costs[1]
