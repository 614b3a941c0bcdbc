"""Answering from a mail: a link opens a page, a button acts, once, in time."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tequio.domain.links import actions as links
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tests import cast as people
from tests.asks import QUESTION, send
from tests.pages.hostile import NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS, TEXTS


@pytest.fixture
def ask(cast, now) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


@pytest.fixture
def token(cast, ask, now):
    with time_machine.travel(now, tick=False):
        yield links.make(person=cast.luis, purpose="answer_ask", ask=ask, now=now)


def key(number: int = 0) -> dict[str, str]:
    return {"idempotency_key": str(people.key(number))}


def test_an_unknown_link_says_so(client: Client, db) -> None:
    for token in ("unknown", "x" * 5000, SURROGATE_IN_ADDRESS):
        answer = client.get(f"/answer/{token}")
        assert answer.status_code == 410
        assert "no funciona" in answer.content.decode()
    assert client.get(f"/answer/{NUL_IN_ADDRESS}").status_code == 404


def test_a_link_of_another_purpose_opens_nothing(client: Client, cast, ask, now) -> None:
    reply = links.make(person=cast.luis, purpose="reply", conversation=None, now=now)
    assert client.get(f"/answer/{reply}").status_code == 410


def test_a_link_past_its_time_says_so(client: Client, token, now) -> None:
    with time_machine.travel(now + timedelta(days=90), tick=False):
        answer = client.get(f"/answer/{token}")
        assert answer.status_code == 410
        assert "venció" in answer.content.decode() or "tiempo" in answer.content.decode()
        assert client.post(f"/answer/{token}/accept", key()).status_code == 410


def test_the_link_of_a_closed_account_says_that_and_leads_nowhere(
    client: Client, cast, ask, token, now
) -> None:
    safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now, reason="fake")
    answer = client.get(f"/answer/{token}")
    page = answer.content.decode()
    assert (answer.status_code, "La coordinación cerró la cuenta" in page) == (410, True)
    assert "Quizá se perdió" not in page
    assert ask.public_id not in page


def test_what_was_typed_is_shown_where_the_link_went_past_its_time(
    client: Client, token, now
) -> None:
    said = {"reason": "too_busy", "sentence": "Este mes no puedo, lo siento.", **key()}
    with time_machine.travel(now + timedelta(days=90), tick=False):
        answer = client.post(f"/answer/{token}/decline", said)
    assert answer.status_code == 410
    assert "Este mes no puedo, lo siento." in answer.content.decode()


def test_opening_the_link_changes_nothing(client: Client, token) -> None:
    for _ in range(3):
        answer = client.get(f"/answer/{token}")
        assert QUESTION in answer.content.decode()
        assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert Ask.objects.get().state == "waiting"
    assert client.get("/asks/waiting/").status_code == 302


def test_the_link_works_once(client: Client, token) -> None:
    assert client.post(f"/answer/{token}/accept", key()).status_code == 200
    again = client.post(f"/answer/{token}/accept", key(1))
    assert again.status_code == 410
    assert "ya se usó" in again.content.decode()
    assert client.get(f"/answer/{token}").status_code == 410
    assert Conversation.objects.count() == 1


def test_two_mentors_browsers_with_one_link_answer_once(token) -> None:
    statuses = [
        Client().post(f"/answer/{token}/accept", key(number)).status_code for number in range(2)
    ]
    assert statuses == [200, 410]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_it_and_a_refused_form_leaves_the_link_whole(
    client: Client, token, text
) -> None:
    answer = client.post(f"/answer/{token}/decline", {"reason": text, "sentence": text, **key()})
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert client.get(f"/answer/{token}").status_code == 200


def test_a_question_back_stops_the_clock(client: Client, token) -> None:
    client.post(f"/answer/{token}/ask-back", {"question": "¿Por docena?", **key()})
    ask = Ask.objects.get()
    assert (ask.state, ask.question_back) == ("question_back", "¿Por docena?")


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("ask-back", {"question": "¿Me escribe a luis@example.com?"}),
        ("decline", {"reason": "too_busy", "sentence": "Llámeme al 5512-3456"}),
    ],
)
def test_contacts_by_the_mail_are_refused_and_the_link_stays_good(
    client: Client, token, act, fields
) -> None:
    answer = client.post(f"/answer/{token}/{act}", {**fields, **key()})
    assert answer.status_code == 422
    assert list(fields.values())[-1] in answer.content.decode()
    assert Ask.objects.get().state == "waiting"
    assert client.get(f"/answer/{token}").status_code == 200
