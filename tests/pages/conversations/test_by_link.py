"""Replying and checking in from a mail: opening changes nothing, a button acts once."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from tequio.domain.conversations import actions
from tequio.domain.links import actions as links
from tequio.domain.safety import actions as safety
from tequio.records.asks import ActionLink
from tequio.records.conversations import CheckIn, Conversation, Message
from tests.asks import QUESTION
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEY = "6b1f7f8e-1111-4222-8333-444455556666"
OTHER_KEY = "6b1f7f8e-1111-4222-8333-444455556667"
ANSWERS = {"talked": "yes", "useful": "yes", "goal_reached": "yes"}


@pytest.fixture
def reply(cast: Cast, talk: Conversation) -> str:
    token = links.make(person=cast.luis, purpose="reply", conversation=talk, now=timezone.now())
    return f"/reply/{token}"


@pytest.fixture
def check_in(cast: Cast, talk: Conversation, now: datetime) -> str:
    actions.close(conversation=talk, by=cast.maria, now=now)
    token = links.make(person=cast.luis, purpose="check_in", conversation=talk, now=timezone.now())
    return f"/how-it-went/{token}"


@pytest.mark.parametrize("path", ["/reply/", "/how-it-went/"])
@pytest.mark.parametrize("token", ["x", "ñ" * 50, "a" * 300])
def test_a_token_that_is_none_opens_nothing(client: Client, path: str, token: str) -> None:
    for response in (client.get(path + token), client.post(path + token, {"text": "x"})):
        assert response.status_code == 410
        assert "El enlace ya no funciona" in response.content.decode()


def test_a_link_of_another_purpose_opens_nothing(client: Client, reply: str, check_in: str) -> None:
    assert client.get(reply.replace("reply", "how-it-went")).status_code == 410
    assert client.get(check_in.replace("how-it-went", "reply")).status_code == 410


def test_a_link_past_its_time_opens_nothing_and_shows_what_was_typed(
    client: Client, reply: str
) -> None:
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(reply).status_code == 410
    answer = client.post(reply, {"text": "Hágalo por docena", "idempotency_key": KEY})
    assert answer.status_code == 410
    assert "Hágalo por docena" in answer.content.decode()


def test_after_a_block_the_link_opens_nothing(
    client: Client, cast: Cast, reply: str, now: datetime
) -> None:
    safety.block(by=cast.maria, person=cast.luis, now=now)
    assert client.get(reply).status_code == 410
    assert client.post(reply, {"text": "Hola", "idempotency_key": KEY}).status_code == 410
    assert Message.objects.count() == 1


def test_the_link_of_a_closed_account_says_that_and_whom_to_write_to(
    client: Client, cast: Cast, talk: Conversation, reply: str, now: datetime, settings: object
) -> None:
    settings.CONTACT_ADDRESS = "hola@sitio.example"  # type: ignore[attr-defined]
    safety.suspend_account(person=cast.luis, by=cast.coordinator, now=now, reason="fake")
    answer = client.post(reply, {"text": "Lo que escribí", "idempotency_key": KEY})
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "La coordinación cerró la cuenta" in page
    assert "mailto:hola@sitio.example" in page
    assert "Lo que escribí" in page
    for unsaid in ("Quizá se perdió", cast.luis.given_name, talk.public_id, "perfil falso"):
        assert unsaid not in page


def test_opening_it_changes_nothing(client: Client, reply: str) -> None:
    for _ in range(2):
        assert QUESTION in client.get(reply).content.decode()
    assert ActionLink.objects.get(purpose="reply").used_at is None


def test_what_is_no_message_is_refused_and_the_link_still_works(client: Client, reply: str) -> None:
    for text in ("", "a\x00b", "x" * 6000):
        response = client.post(reply, {"text": text, "idempotency_key": KEY})
        assert response.status_code == 422
    assert client.get(reply).status_code == 200


def test_a_link_that_does_not_work_leads_nobody_else_to_the_conversation(
    client: Client, cast: Cast, talk: Conversation, reply: str, now: datetime
) -> None:
    client.post(reply, {"text": "Con gusto", "idempotency_key": KEY})
    client.force_login(cast.pedro)
    assert client.get(reply).status_code == 410
    assert client.get(f"/conversations/{talk.public_id}/").status_code == 404
    safety.block(by=cast.maria, person=cast.luis, now=now)
    client.force_login(cast.luis)
    answer = client.get(reply)
    assert (answer.status_code, talk.public_id in answer.content.decode()) == (410, False)


@pytest.mark.parametrize("ended", ["used", "expired"])
def test_a_link_that_has_ended_leads_to_its_conversation(
    client: Client, cast: Cast, talk: Conversation, check_in: str, ended: str
) -> None:
    if ended == "used":
        client.post(check_in, ANSWERS)
    else:
        ActionLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = f"/conversations/{talk.public_id}/"
    before = list(ActionLink.objects.values_list())
    assert f'href="{page}"' in client.get(check_in).content.decode()
    assert client.get(page)["Location"] == f"/account/login/?{urlencode({'next': page})}"
    client.force_login(cast.luis)
    assert client.get(check_in)["Location"] == page
    assert list(ActionLink.objects.values_list()) == before


def test_a_closed_conversation_takes_no_reply_and_keeps_the_text(
    client: Client, cast: Cast, talk: Conversation, reply: str, now: datetime
) -> None:
    actions.close(conversation=talk, by=cast.maria, now=now)
    response = client.post(reply, {"text": "Tarde pero seguro", "idempotency_key": KEY})
    assert response.status_code == 422
    assert "Tarde pero seguro" in response.content.decode()
    assert ActionLink.objects.get(purpose="reply").used_at is None


def test_it_sends_once_without_signing_in_also_on_a_double_click(
    client: Client, cast: Cast, reply: str
) -> None:
    for _ in range(2):
        response = client.post(reply, {"text": "Con gusto", "idempotency_key": KEY})
        assert response["Location"] == f"{reply}/sent"
    assert Message.objects.get(text="Con gusto").author == cast.luis
    assert client.get(f"{reply}/sent").status_code == 200
    assert client.get(reply).status_code == 410
    again = client.post(reply, {"text": "Otra cosa", "idempotency_key": OTHER_KEY})
    assert again.status_code == 410
    assert Message.objects.count() == 2


def test_the_page_after_sending_needs_a_link_that_was_used(client: Client, reply: str) -> None:
    assert client.get(f"{reply}/sent").status_code == 410


def test_checking_in_by_link_is_refused_while_the_conversation_is_open(
    client: Client, cast: Cast, talk: Conversation, check_in: str, now: datetime
) -> None:
    actions.reopen(conversation=talk, by=cast.maria, now=now)
    assert client.get(check_in).status_code == 410
    assert client.post(check_in, ANSWERS).status_code == 410


def test_incomplete_answers_are_refused_and_the_link_still_works(
    client: Client, check_in: str
) -> None:
    assert client.post(check_in, {"talked": "yes"}).status_code == 422
    assert client.get(check_in).status_code == 200


def test_checking_in_by_link_works_once_without_signing_in(
    client: Client, cast: Cast, check_in: str
) -> None:
    for _ in range(2):
        assert client.post(check_in, ANSWERS)["Location"] == f"{check_in}/thanks"
    assert client.get(f"{check_in}/thanks").status_code == 200
    assert CheckIn.objects.get(person=cast.luis).useful == "yes"
    assert client.get(check_in).status_code == 410


def test_the_link_shows_nothing_of_what_the_other_said(
    client: Client, cast: Cast, talk: Conversation, check_in: str, now: datetime
) -> None:
    talk.refresh_from_db()
    actions.check_in(conversation=talk, by=cast.maria, thanks="Mil gracias", now=now, **ANSWERS)
    assert "Mil gracias" not in client.get(check_in).content.decode()
    client.post(check_in, ANSWERS)
    assert "Mil gracias" not in client.get(f"{check_in}/thanks").content.decode()
