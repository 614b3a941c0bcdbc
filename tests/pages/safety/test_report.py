"""Reporting: only what one can see, kept as it was seen, read by a coordinator, done once."""

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.safety import actions as safety
from tequio.records.safety import Block, Report
from tests import cast as people
from tests.asks import QUESTION, send
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS, TEXTS


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def said(number: int = 0, **changed: str) -> dict[str, str]:
    fields = {"reason": "rude", "text": "Me insultó.", **changed}
    return {**fields, "idempotency_key": str(people.key(number))}


def test_oneself_cannot_be_reported(maria, cast) -> None:
    page = f"/report/person/{cast.maria.public_id}"
    assert maria.get(page).status_code == 404
    assert maria.post(page, said()).status_code == 404


def test_a_strangers_ask_or_message_cannot_be_reported(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    talk = asks.accept(ask=ask, by=cast.luis, now=now)
    client.force_login(cast.pedro)
    for page in (
        f"/report/ask/{ask.public_id}",
        f"/report/message/{talk.messages.get().public_id}",
    ):
        assert client.get(page).status_code == 404
        assert client.post(page, said()).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", ["person", "ask", "message"])
@pytest.mark.parametrize("name", ["nothing", NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS])
def test_what_does_not_exist_cannot_be_reported(maria, kind, name) -> None:
    assert maria.get(f"/report/{kind}/{name}").status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_it(maria, cast, text) -> None:
    page = f"/report/person/{cast.luis.public_id}"
    assert maria.post(page, said(reason=text)).status_code == 422
    answer = maria.post(page, said(1, text=text))
    assert answer.status_code in (302, 422)
    assert b"<script>alert" not in answer.content


def test_a_session_that_ended_keeps_what_was_written(client: Client, cast) -> None:
    page = f"/report/person/{cast.luis.public_id}"
    client.force_login(cast.maria)
    seen_and_ended(client, page)
    answer = client.post(page, said())
    client.post(answer["Location"], {"login": cast.maria.email, "password": people.PASSWORD})
    assert "Me insultó." in client.get(page).content.decode()


def test_an_ask_is_kept_as_it_was_seen(client: Client, cast, now) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.luis)
    page = f"/report/ask/{ask.public_id}"
    assert QUESTION in client.get(page).content.decode()
    assert client.post(page, said()).status_code == 302
    report = Report.objects.get()
    assert (report.reporter, report.reported) == (cast.luis, cast.maria)
    assert QUESTION in report.evidence


def test_of_ones_own_ask_the_mentor_is_reported_and_the_words_say_so(maria, cast, now) -> None:
    """What one wrote oneself is no evidence: the mentor's own words are."""
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.ask_back(ask=ask, by=cast.luis, question="¿Le gustaría cenar?", now=now)
    html = maria.get(f"/asks/{ask.public_id}/").content.decode()
    assert "Denunciar a Luis" in html
    assert "Denunciar esta consulta" not in html
    page = f"/report/ask/{ask.public_id}"
    form = maria.get(page).content.decode()
    assert "¿Le gustaría cenar?" in form
    assert QUESTION not in form
    maria.post(page, said())
    report = Report.objects.get()
    assert (report.reported, report.evidence) == (cast.luis, "¿Le gustaría cenar?")


def test_taking_an_ask_back_saves_nobody_from_a_report(client: Client, cast, now) -> None:
    """The mentor has read it, in the mail if not here."""
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.withdraw(ask=ask, by=cast.maria, now=now)
    client.force_login(cast.luis)
    assert "Denunciar esta consulta" in client.get(f"/asks/{ask.public_id}/").content.decode()
    client.post(f"/report/ask/{ask.public_id}", said())
    assert QUESTION in Report.objects.get().evidence


def test_the_same_report_twice_is_one_and_can_block(maria, cast) -> None:
    for _ in range(2):
        maria.post(f"/report/person/{cast.luis.public_id}", said(also_block="on"))
    assert Report.objects.count() == 1
    assert Block.objects.filter(blocker=cast.maria, blocked=cast.luis).count() == 1


def test_after_a_block_what_was_written_can_still_be_reported(client: Client, cast, now) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    client.force_login(cast.luis)
    said_by_maria = conversations.send_message(
        conversation=talk,
        by=cast.maria,
        text="Present\u00e9 mi tarjeta",
        client_key=people.key(9),
        now=now,
    )
    safety.block(by=cast.luis, person=cast.maria, now=now)
    blocked = client.get("/blocked/").content.decode()
    for number, page in enumerate(
        (f"/report/ask/{talk.ask.public_id}", f"/report/message/{said_by_maria.public_id}")
    ):
        assert page in blocked
        assert client.get(page).status_code == 200
        assert client.post(page, said(number)).status_code == 302
    assert Report.objects.filter(reported=cast.maria, reporter=cast.luis).count() == 2


def test_who_blocks_first_does_not_escape_a_report(client: Client, cast, now) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    safety.block(by=cast.luis, person=cast.maria, now=now)
    client.force_login(cast.maria)
    assert client.post(f"/report/ask/{talk.ask.public_id}", said()).status_code == 302
    assert Report.objects.get().reported == cast.luis


def test_the_same_message_again_adds_to_the_first_report_until_somebody_decides(
    maria, cast, now
) -> None:
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    word = conversations.send_message(
        conversation=talk, by=cast.luis, text="Págueme", client_key=people.key(90), now=now
    )
    page = f"/report/message/{word.public_id}"
    assert maria.post(page, said()).status_code == 302
    assert maria.post(page, said(1, text="Y me pidió dinero.", reason="money")).status_code == 302
    report = Report.objects.get()
    assert report.text == "Me insultó.\n\nY me pidió dinero."
    assert report.reason == "money"
    safety.close_report(report=report, by=cast.coordinator, state="upheld", outcome="Sí", now=now)
    assert maria.post(page, said(2)).status_code == 302
    assert Report.objects.count() == 2
