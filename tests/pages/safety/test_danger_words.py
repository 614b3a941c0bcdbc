"""Whoever writes of danger reads at once whom to call; nobody else does, and nothing is kept."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tequio.domain.asks import actions as asks
from tequio.domain.links import actions as links
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation, Message
from tests import cast as people
from tests.asks import CONTEXT, QUESTION, send
from tests.cast import Cast

DANGER = "Los mareros me cobran la cuota cada semana y me amenazan."
SAID = '<a href="tel:1574">1574</a> (extorsión)'
KEY = str(people.key(0))


@pytest.fixture
def maria(client: Client, cast: Cast) -> Client:
    client.force_login(cast.maria)
    return client


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/mentors/{cast.luis.public_id}/ask/"


def form(step: str, **changed: str) -> dict[str, str]:
    return {
        "area": "pricing",
        "context": f"{CONTEXT} {DANGER}",
        "question": QUESTION,
        "tried": "",
        "minutes": "30",
        "step": step,
        "idempotency_key": KEY,
        **changed,
    }


def html(of: Callable[..., object], *args: object, **kwargs: object) -> str:
    return of(*args, **kwargs).content.decode()  # type: ignore[attr-defined]


def test_business_talk_is_answered_with_no_numbers(maria: Client, page: str) -> None:
    said = form("preview", context=f"{CONTEXT} El banco me cobra la cuota del préstamo.")
    assert SAID not in html(maria.post, page, said)
    assert SAID not in html(maria.post, page + "check", said)


@pytest.mark.parametrize("step", ["preview", "change"])
def test_an_ask_shows_them_before_it_is_sent(maria: Client, page: str, step: str) -> None:
    assert SAID in html(maria.post, page, form(step))


def test_an_ask_shows_them_while_it_is_written_and_with_its_errors(
    maria: Client, page: str
) -> None:
    part = html(maria.post, page + "check", form("")).split('data-check-for="danger"')[1]
    assert SAID in part.split("data-check-for")[0]
    refused = maria.post(page, form("preview", question="Precio"))
    assert refused.status_code == 422
    assert SAID in refused.content.decode()


def test_the_ask_is_sent_all_the_same_and_its_mentor_reads_no_numbers(
    maria: Client, cast: Cast, page: str
) -> None:
    sent = maria.post(page, form("send"))
    assert sent.status_code == 302
    maria.force_login(cast.luis)
    assert DANGER in html(maria.get, f"/asks/{Ask.objects.get().public_id}/")
    assert SAID not in html(maria.get, f"/asks/{Ask.objects.get().public_id}/")


def test_an_answer_to_a_question_back_shows_them(maria: Client, cast: Cast, now: datetime) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.ask_back(ask=ask, by=cast.luis, question="¿Qué le cuesta más?", now=now)
    address = f"/asks/{ask.public_id}/answer-back"
    answer = {"answer": DANGER, "idempotency_key": KEY}
    assert SAID in html(maria.post, address, answer, follow=True)
    assert SAID not in html(maria.get, f"/asks/{ask.public_id}/")


def test_a_message_shows_them_to_its_writer_once_and_never_to_the_other(
    maria: Client, cast: Cast, talk: Conversation
) -> None:
    address = f"/conversations/{talk.public_id}/"
    sent = maria.post(address + "send", {"text": DANGER, "idempotency_key": KEY})
    assert sent["Location"].endswith("/#main")
    assert SAID in html(maria.get, address)
    assert SAID not in html(maria.get, address)
    maria.force_login(cast.luis)
    assert DANGER in html(maria.get, address)
    assert SAID not in html(maria.get, address)
    assert SAID not in html(maria.get, address + "messages?after=0")


def test_an_open_page_is_answered_with_the_notice_alone(maria: Client, talk: Conversation) -> None:
    send_to = f"/conversations/{talk.public_id}/send"
    answer = maria.post(
        send_to, {"text": DANGER, "idempotency_key": KEY}, headers={"accept": "text/html-fragment"}
    )
    assert answer.status_code == 201
    assert SAID in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_reply_from_a_mail_shows_them_in_that_browser_alone(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    token = links.make(person=cast.maria, purpose="reply", conversation=talk, now=timezone.now())
    sent = {"text": DANGER, "idempotency_key": KEY}
    assert SAID in html(client.post, f"/reply/{token}", sent, follow=True)
    assert SAID not in html(Client().get, f"/reply/{token}/sent", follow=True)


def test_nothing_stored_says_that_somebody_read_them(
    maria: Client, talk: Conversation, page: str
) -> None:
    maria.post(page, form("preview"))
    maria.post(f"/conversations/{talk.public_id}/send", {"text": DANGER, "idempotency_key": KEY})
    assert not any("1574" in str(one.get_decoded()) for one in Session.objects.all())
    assert Message.objects.filter(text=DANGER).count() == 1


def test_where_no_line_is_confirmed_this_is_said(maria: Client, page: str) -> None:
    said = html(maria.post, page, form("preview", context=f"{CONTEXT} Ya no quiero vivir."))
    assert "no conocemos ninguna línea de ayuda psicológica confirmada" in said
    assert "1574" not in said
