"""One ask: nobody else's exists, it is answered once, and each answer is shown to the other."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tequio.domain import dates
from tequio.domain.asks import actions as asks
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation
from tests import cast as people
from tests.asks import QUESTION, send
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS, TEXTS

ACTS = ("accept", "decline", "ask-back", "answer-back", "withdraw")


@pytest.fixture
def ask(cast, now) -> Ask:
    return send(by=cast.maria, to=cast.luis, now=now)


def key(number: int = 0) -> dict[str, str]:
    return {"idempotency_key": str(people.key(number))}


def test_a_strangers_ask_does_not_exist(client: Client, cast, ask) -> None:
    for stranger in (cast.pedro, cast.ana, cast.administrator):
        client.force_login(stranger)
        assert client.get(f"/asks/{ask.public_id}/").status_code == 404
    for act in ACTS:
        client.force_login(cast.pedro if act in ("answer-back", "withdraw") else cast.ana)
        assert client.post(f"/asks/{ask.public_id}/{act}", key()).status_code == 404, act
    assert Ask.objects.get().state == "waiting"


@pytest.mark.parametrize("blocker", ["maria", "luis"])
def test_after_a_block_the_writer_keeps_her_text_and_the_mentor_has_none(
    client: Client, cast, ask, now, blocker
) -> None:
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuántas docenas vende al día?", now=now)
    other = cast.luis if blocker == "maria" else cast.maria
    safety.report(
        by=getattr(cast, blocker), person=other, reason="rude", text="", now=now, also_block=True
    )
    client.force_login(cast.luis)
    assert client.get(f"/asks/{ask.public_id}/").status_code == 404
    client.force_login(cast.maria)
    answer = client.get(f"/asks/{ask.public_id}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert QUESTION in html
    assert "Esta consulta está cerrada" in html
    for trace in ("Luis", cast.luis.public_id, "docenas vende al día", "tomó de vuelta"):
        assert trace not in html, trace
    for number, act in enumerate(("answer-back", "withdraw")):
        said = {"answer": "Cinco", **key(number)}
        assert client.post(f"/asks/{ask.public_id}/{act}", said).status_code == 404
    listed = client.get("/asks/").content.decode()
    assert "me quede ganancia" in listed
    assert "Luis" not in listed


@pytest.mark.parametrize("name", ["nothing", NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS])
def test_an_unknown_ask_is_not_found(client: Client, cast, name) -> None:
    client.force_login(cast.maria)
    assert client.get(f"/asks/{name}/").status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_an_answer(client: Client, cast, ask, text) -> None:
    client.force_login(cast.luis)
    for number, (act, fields) in enumerate(
        (
            ("decline", {"reason": text, "sentence": "No puedo"}),
            ("ask-back", {"question": text}),
            ("decline", {"reason": "too_busy", "sentence": text}),
        )
    ):
        answer = client.post(f"/asks/{ask.public_id}/{act}", {**fields, **key(number)})
        assert answer.status_code in (302, 422)
        assert b"<script>alert" not in answer.content
    client.force_login(cast.maria)
    assert b"<script>alert" not in client.get(f"/asks/{ask.public_id}/").content


def test_a_text_in_another_language_than_the_page_says_so(client: Client, cast, ask) -> None:
    client.force_login(cast.luis)
    assert (
        'lang="en"' not in client.get(f"/asks/{ask.public_id}/").content.decode().split("<main")[1]
    )
    Ask.objects.update(language="en")
    html = client.get(f"/asks/{ask.public_id}/").content.decode()
    assert f'<p class="user-text lead" lang="en">{QUESTION}' in html


def test_an_answer_that_came_too_late_says_who_was_first(client: Client, cast, ask) -> None:
    client.force_login(cast.maria)
    client.post(f"/asks/{ask.public_id}/withdraw", key())
    client.force_login(cast.luis)
    answer = client.post(f"/asks/{ask.public_id}/accept", key(1))
    assert answer.status_code == 409
    assert "retir" in answer.content.decode()


@pytest.mark.parametrize("page", ["/me/", "/asks/"])
def test_a_question_back_has_its_button_where_asks_are_listed(
    client: Client, cast, ask, now, page
) -> None:
    button = f'<a class="button" href="/asks/{ask.public_id}/">'
    client.force_login(cast.maria)
    assert button not in client.get(page).content.decode()
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuántas docenas vende al día?", now=now)
    assert button in client.get(page).content.decode()


def test_a_second_question_back_is_refused(client: Client, cast, ask) -> None:
    client.force_login(cast.luis)
    client.post(f"/asks/{ask.public_id}/ask-back", {"question": "¿Por docena?", **key()})
    client.force_login(cast.maria)
    client.post(f"/asks/{ask.public_id}/answer-back", {"answer": "Sí, por docena.", **key(1)})
    client.force_login(cast.luis)
    again = client.post(f"/asks/{ask.public_id}/ask-back", {"question": "¿Y?", **key(2)})
    assert again.status_code == 409
    assert "Sí, por docena." in client.get(f"/asks/{ask.public_id}/").content.decode()


def test_a_session_that_ended_keeps_the_sentence(client: Client, cast, ask) -> None:
    page = f"/asks/{ask.public_id}/"
    client.force_login(cast.luis)
    seen_and_ended(client, page)
    answer = client.post(
        page + "decline",
        {"reason": "too_busy", "sentence": "Este mes viajo.", **key()},
        headers={"referer": f"http://testserver{page}"},
    )
    client.post(answer["Location"], {"login": cast.luis.email, "password": people.PASSWORD})
    assert answer["Location"].endswith(f"?next={page.replace('/', '%2F')}")
    assert "Este mes viajo." in client.get(page).content.decode()
    assert Ask.objects.get().state == "waiting"


def test_another_site_cannot_choose_where_the_sign_in_leads(client: Client, ask) -> None:
    for elsewhere in ("https://evil.example/x", "http://testserver@evil.example/", "//evil/"):
        answer = client.post(f"/asks/{ask.public_id}/accept", key(), headers={"referer": elsewhere})
        assert "evil" not in answer["Location"]


def test_accepting_opens_the_conversation(client: Client, cast, ask) -> None:
    client.force_login(cast.luis)
    answer = client.post(f"/asks/{ask.public_id}/accept", key())
    talk = Conversation.objects.get()
    assert answer["Location"] == f"/conversations/{talk.public_id}/"
    assert QUESTION in talk.messages.get().text


def test_the_asker_reads_the_sentence_and_never_the_reason(client: Client, cast, ask) -> None:
    client.force_login(cast.luis)
    fields = {"reason": "unclear", "sentence": "Este mes viajo.", **key()}
    assert client.post(f"/asks/{ask.public_id}/decline", fields).status_code == 302
    client.force_login(cast.maria)
    html = client.get(f"/asks/{ask.public_id}/").content.decode()
    assert "Este mes viajo." in html
    assert "No entiendo" not in html
    assert f"again={ask.public_id}" in html


@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_at_once_open_one_conversation(cast, ask) -> None:
    client = Client()
    client.force_login(cast.luis)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    statuses: list[int] = []

    def accept(number: int) -> None:
        own = Client(headers={"cookie": cookies})
        statuses.append(own.post(f"/asks/{ask.public_id}/accept", key(number)).status_code)
        connection.close()

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Conversation.objects.count() == 1
    assert statuses.count(302) == 1
    assert set(statuses) <= {302, 409, 429}


@pytest.mark.parametrize(
    ("act", "field", "text"),
    [
        ("ask-back", "question", "¿Me llama al 5512-3456?"),
        ("ask-back", "question", "Cobro Q200 por sesión, ¿le parece?"),
        ("decline", "sentence", "Mejor escríbame a luis@example.com"),
        ("answer-back", "answer", "¿Me deposita Q800 a mi cuenta de Banrural?"),
        ("answer-back", "answer", "me hallas en insta como petronatamales"),
    ],
)
def test_contacts_and_money_before_a_yes_are_refused_and_the_text_is_kept(
    client: Client, cast, ask, now, act, field, text
) -> None:
    if act == "answer-back":
        asks.ask_back(ask=ask, by=cast.luis, question="¿Cuántas docenas vende al día?", now=now)
    state = Ask.objects.get().state
    client.force_login(cast.maria if act == "answer-back" else cast.luis)
    fields = {field: text, "reason": "too_busy", **key()}
    answer = client.post(f"/asks/{ask.public_id}/{act}", fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert text in html
    assert "Quite" in html or "dinero" in html or "cobrara" in html
    assert Ask.objects.get().state == state


def test_a_question_that_came_too_late_is_shown_and_leads_to_the_conversation(
    client: Client, cast, ask, now
) -> None:
    talk = asks.accept(ask=ask, by=cast.luis, now=now)
    client.force_login(cast.luis)
    late = {"question": "¿Cuántas docenas vende <al> día?", **key()}
    answer = client.post(f"/asks/{ask.public_id}/ask-back", late)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "¿Cuántas docenas vende &lt;al&gt; día?" in html
    assert f'href="/conversations/{talk.public_id}/"' in html
    assert late["idempotency_key"] not in html


def test_an_answer_to_an_ask_taken_back_is_shown_and_leads_to_the_ask(
    client: Client, cast, ask, now
) -> None:
    asks.withdraw(ask=ask, by=cast.maria, now=now)
    client.force_login(cast.luis)
    said = {"reason": "too_busy", "sentence": "Este mes no alcanzo", **key()}
    answer = client.post(f"/asks/{ask.public_id}/decline", said)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Este mes no alcanzo" in html
    assert "too_busy" not in html
    assert f'href="/asks/{ask.public_id}/"' in html


def test_while_the_clock_stands_both_read_until_when(client: Client, cast, ask, now) -> None:
    asks.ask_back(ask=ask, by=cast.luis, question="¿Cuántas docenas vende al día?", now=now)
    ends = now + timedelta(days=14)
    day = dates.day_in_words(ends, time_zone=cast.maria.time_zone)
    client.force_login(cast.maria)
    shown = client.get(f"/asks/{ask.public_id}/").content.decode()
    assert f"Responda a más tardar el {day}" in text_of(shown)
    assert "Si para entonces" not in shown
    client.force_login(cast.luis)
    shown = client.get(f"/asks/{ask.public_id}/").content.decode()
    assert f"la respuesta hasta el {day}" in text_of(shown)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())
