"""A message is sent once, whatever happens on the way, and nothing that was typed is lost."""

import threading
import uuid
from datetime import datetime

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.domain.conversations import actions
from tequio.pages.shared import limits
from tequio.records.conversations import Conversation, Message
from tests.cast import Cast

A_DAY = 400
KEY = "6b1f7f8e-1111-4222-8333-444455556666"
pytestmark = pytest.mark.django_db
FRAGMENT = {"accept": "text/html-fragment"}


def url(talk: Conversation) -> str:
    return reverse("conversations:send", args=[talk.public_id])


def fields(text: str, key: str = KEY) -> dict[str, str]:
    return {"text": text, "idempotency_key": key}


def test_who_is_signed_out_signs_in_first_and_nothing_is_sent(
    client: Client, talk: Conversation
) -> None:
    response = client.post(url(talk), fields("Una frase larga"))
    assert response["Location"].startswith("/account/login/?next=")
    assert not Message.objects.filter(text="Una frase larga").exists()


def test_after_signing_in_the_text_is_in_the_box_again(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    client.force_login(cast.maria)
    session = client.session
    session["kept_form"] = {
        "path": url(talk),
        "fields": {"text": ["Una frase larga"]},
        "owner": cast.maria.public_id,
    }
    session.save()
    assert "Una frase larga</textarea>" in client.get(url(talk)).content.decode()


@pytest.mark.parametrize(
    "text", ["", "  \n ", "\u200f\u200e", "a\x00b", "x" * 5001, "x" * 1_000_000]
)
def test_what_is_no_message_is_refused_with_a_sentence(
    client: Client, cast: Cast, talk: Conversation, text: str
) -> None:
    client.force_login(cast.maria)
    page = client.post(url(talk), fields(text))
    part = client.post(url(talk), fields(text), headers=FRAGMENT)
    assert (page.status_code, part.status_code) == (422, 422)
    assert 'class="error"' in page.content.decode()
    assert 'class="stops"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert Message.objects.count() == 1


def test_a_text_that_is_too_long_is_kept(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.maria)
    page = client.post(url(talk), fields("maíz " * 1500)).content.decode()
    assert "maíz " * 1499 in page
    assert KEY not in page


@pytest.mark.parametrize("key", ["", "x", "1" * 5000])
def test_without_a_key_nothing_is_sent(
    client: Client, cast: Cast, talk: Conversation, key: str
) -> None:
    client.force_login(cast.maria)
    assert client.post(url(talk), fields("Hola", key)).status_code == 422
    assert Message.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    client.force_login(cast.maria)
    client.post(url(talk), fields("Hola"))
    assert client.post(url(talk), fields("Adiós")).status_code == 409
    assert Message.objects.count() == 2


def test_nothing_is_written_into_a_closed_conversation_and_the_text_is_kept(
    client: Client, cast: Cast, talk: Conversation, now: datetime
) -> None:
    client.force_login(cast.maria)
    actions.close(conversation=talk, by=cast.luis, now=now)
    response = client.post(url(talk), fields("Gracias por todo"))
    assert response.status_code == 409
    assert "Gracias por todo" in response.content.decode()
    assert client.post(url(talk), fields("x"), headers=FRAGMENT).status_code == 409
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "text", ["Buenas 👩‍🌾🫓", "עברית\u200f", '<b>sí</b> & "no"', "línea\r\ndos", "x" * 5000]
)
def test_any_words_arrive(client: Client, cast: Cast, talk: Conversation, text: str) -> None:
    client.force_login(cast.maria)
    response = client.post(url(talk), fields(text))
    assert (response.status_code, response["Location"][-7:]) == (302, "#latest")
    assert Message.objects.get(client_key=KEY).text == text.replace("\r\n", "\n")


def test_signs_that_turn_the_text_around_are_taken_out(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    client.force_login(cast.maria)
    client.post(url(talk), fields("\u202eעברית\u202c"))
    assert Message.objects.get(client_key=KEY).text == "עברית"


def test_a_double_click_sends_one_message(client: Client, cast: Cast, talk: Conversation) -> None:
    client.force_login(cast.maria)
    assert [client.post(url(talk), fields("Hola")).status_code for _ in range(2)] == [302, 302]
    part = client.post(url(talk), fields("Hola"), headers=FRAGMENT)
    assert (part.status_code, part.content) == (201, b"")
    assert Message.objects.filter(text="Hola").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_send_one_message(cast: Cast, talk: Conversation) -> None:
    client = Client()
    client.force_login(cast.maria)
    start, answers = threading.Barrier(10), []

    def press() -> None:
        each = Client()
        each.cookies = client.cookies
        start.wait()
        for _ in range(2):
            answers.append(each.post(url(talk), fields("Hola")).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 20
    assert Message.objects.filter(client_key=uuid.UUID(KEY)).count() == 1


class TestTooMany:
    """Of four hundred messages a day; the text of one more is not lost."""

    def test_one_more_is_shown_kept_and_leads_back(
        self, client: Client, cast: Cast, talk: Conversation
    ) -> None:
        client.force_login(cast.maria)
        client.get(reverse("conversations:show", args=[talk.public_id]))
        self._fill(cast, A_DAY)
        refused = client.post(url(talk), fields("La última pregunta", str(uuid.uuid4())))
        html = refused.content.decode()
        assert refused.status_code == 429
        assert "La última pregunta" in html
        assert f'href="{url(talk)}"' in html
        assert "La última pregunta</textarea>" in client.get(url(talk)).content.decode()

    def test_a_message_that_is_stored_is_answered_and_uses_nothing_up(
        self, client: Client, cast: Cast, talk: Conversation
    ) -> None:
        client.force_login(cast.maria)
        for _ in range(5):
            assert client.post(url(talk), fields("Hola, Luis")).status_code == 302
        self._fill(cast, A_DAY - 1)
        assert client.post(url(talk), fields("Otra", str(uuid.uuid4()))).status_code == 429
        assert client.post(url(talk), fields("Hola, Luis")).status_code == 302
        assert Message.objects.filter(text="Hola, Luis").count() == 1

    def _fill(self, cast: Cast, times: int) -> None:
        name = f"limit:conversations:send:{cast.maria.public_id}"
        for _ in range(times):
            limits.take(name, most=A_DAY, seconds=86_400, now=timezone.now().timestamp())
