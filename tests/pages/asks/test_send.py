"""Sending an ask: refused where it should be, previewed, checked while writing, sent once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.needs import Story
from tests import cast as people
from tests.asks import QUESTION
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS, TEXTS


@pytest.fixture
def page(cast) -> str:
    return f"/mentors/{cast.luis.public_id}/ask/"


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def test_a_mentor_who_is_no_entrepreneur_is_refused(client: Client, cast, page) -> None:
    client.force_login(cast.luis)
    assert client.get(page).status_code == 403


def test_a_mentor_who_blocked_the_asker_does_not_exist(maria, cast, page, form, now) -> None:
    safety.block(by=cast.luis, person=cast.maria, now=now)
    assert maria.get(page).status_code == 404
    assert maria.post(page, form()).status_code == 404
    assert maria.post(page + "check", form()).status_code == 404


@pytest.mark.parametrize("who", ["nobody-here", NUL_IN_ADDRESS, SURROGATE_IN_ADDRESS])
def test_an_unknown_mentor_is_not_found(maria, who) -> None:
    assert maria.get(f"/mentors/{who}/ask/").status_code == 404


def test_without_a_key_nothing_is_sent(maria, page, form) -> None:
    fields = form()
    del fields["idempotency_key"]
    assert maria.post(page, fields).status_code == 400
    assert not Ask.objects.exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_the_form(maria, page, form, text) -> None:
    for number, field in enumerate(("context", "question", "tried", "area", "minutes", "step")):
        answer = maria.post(page, form(number, **{field: text}))
        assert answer.status_code in (200, 302, 422), field
        assert b"<script>alert" not in answer.content
    assert "\x00" not in "".join(Ask.objects.values_list("context", flat=True))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"question": "Precio"}, "¿qué quiere preguntarle"),
        (
            {"question": "¿Cómo pongo precio? Mi celular es 5555 1234"},
            "parece un número de teléfono",
        ),
        ({"question": "¿Cómo crezco? ¿Me puede prestar dinero para empezar?"}, "nunca dinero"),
        ({"context": "Pan"}, "Cuente un poco más"),
    ],
)
def test_what_a_mentor_could_not_answer_is_said_and_the_text_stays(
    maria, page, form, changed, sentence
) -> None:
    answer = maria.post(page, form(**changed))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert "<title>Error: " in html
    assert next(iter(changed.values())) in html
    assert not Ask.objects.exists()


ALL_AT_ONCE = (
    "¿Cómo crezco? Llámeme al 5555-1234 o tita@example.com, présteme Q500 y le puedo pagar"
)


@pytest.mark.parametrize("path", ["", "check"])
def test_everything_that_should_go_is_named_at_once(maria, page, form, path) -> None:
    html = maria.post(page + path, form(step="preview", question=ALL_AT_ONCE)).content.decode()
    said = html.replace(ALL_AT_ONCE, "")
    assert "Quite «5555-1234»: parece un número" in said
    assert "Quite «tita@example.com»: parece un correo" in said
    assert "si le pidiera dinero al mentor: «présteme»" in said
    assert "si le pagara al mentor: «le puedo pagar»" in said


VAGUE = "¿Me puede ayudar con mi negocio?"


def test_advice_on_a_general_question_is_shown_once_and_then_lets_pass(maria, page, form) -> None:
    advised = maria.post(page, form(step="preview", question=VAGUE))
    html = advised.content.decode()
    assert advised.status_code == 200
    assert "podría ser de cualquiera" in html
    assert 'name="advice_read"' in html
    read = maria.post(page, form(1, step="preview", question=VAGUE, advice_read="1"))
    assert "Lo que verá" in read.content.decode()


def test_advice_while_writing_counts_as_read(maria, page, form) -> None:
    html = maria.post(page + "check", form(question=VAGUE)).content.decode()
    assert "podría ser de cualquiera" in html
    assert 'name="advice_read"' in html
    assert "advice_read" not in maria.post(page + "check", form()).content.decode()


def test_a_text_that_is_too_long_is_looked_through_all_the_same(maria, page, form) -> None:
    long = "¿Cómo crezco con tita@example.com? " + "pan " * 200
    html = maria.post(page, form(step="preview", question=long)).content.decode()
    assert "Quite «tita@example.com»" in html


def test_the_live_reasons_are_told_field_by_field(maria, page, form) -> None:
    said = form(context="Vendo pan en la calle. Mi correo: tita@example.com", question="Precio")
    html = maria.post(page + "check", said).content.decode()
    parts = dict(part.split('">', 1) for part in html.split('data-check-for="')[1:])
    assert "tita@example.com" in parts["context"]
    assert "¿qué quiere preguntarle" in parts["question"]
    assert "reasons" not in parts["tried"]


def test_a_mentor_on_pause_is_named_and_the_text_stays(maria, cast, page, form, now) -> None:
    people.pause(cast.luis)
    answer = maria.post(page, form())
    assert answer.status_code == 422
    assert "Luis Ortega" in answer.content.decode()
    assert QUESTION in answer.content.decode()


def test_the_fourth_open_ask_is_refused(maria, mentors, form) -> None:
    for number, mentor in enumerate(mentors):
        answer = maria.post(f"/mentors/{mentor.public_id}/ask/", form(number))
    assert answer.status_code == 422
    assert "3 consultas abiertas" in answer.content.decode()
    assert Ask.objects.count() == 3


def test_a_session_that_ended_keeps_the_text(client: Client, cast, page, form) -> None:
    client.force_login(cast.maria)
    seen_and_ended(client, page)
    answer = client.post(page, form(question="¿Cuánto debo cobrar por docena de tortillas?"))
    assert answer["Location"].startswith("/account/login/?next=")
    client.post(answer["Location"], {"login": cast.maria.email, "password": people.PASSWORD})
    html = client.get(page).content.decode()
    assert "¿Cuánto debo cobrar por docena de tortillas?" in html
    assert not Ask.objects.exists()


def test_the_preview_shows_what_the_mentor_will_see_and_sends_nothing(maria, page, form) -> None:
    html = maria.post(page, form(step="preview")).content.decode()
    assert "Lo que verá" in html
    assert QUESTION in html
    assert not Ask.objects.exists()


def test_the_mentor_sees_exactly_what_the_preview_showed(
    client: Client, maria, cast, page, form
) -> None:
    preview = card(maria.post(page, form(step="preview")))
    for words in ("María Ajú Tzoc", "tortillas", "Vende", "Guatemala", "español", QUESTION):
        assert words in preview
    maria.post(page, form())
    ask = f"/asks/{Ask.objects.get().public_id}/"
    assert card(maria.get(ask)) == preview
    client.force_login(cast.luis)
    assert card(client.get(ask)) == preview


def card(answer) -> str:
    html = answer.content.decode()
    return html[html.index('<article class="card') : html.index("</article>")]


def test_from_the_preview_one_can_go_back_to_the_form(maria, page, form) -> None:
    html = maria.post(page, form(step="change", question="Precio")).content.decode()
    assert "<textarea" in html
    assert "Precio</textarea>" in html


def test_an_ask_is_sent_to_the_one_who_holds_it(maria, cast, page, form) -> None:
    answer = maria.post(page, form())
    ask = Ask.objects.get()
    assert answer["Location"] == f"/asks/{ask.public_id}/"
    assert (ask.asker, ask.mentor, ask.question) == (cast.maria, cast.luis, QUESTION)
    assert ask.due_at - ask.sent_at == timedelta(days=7)


def test_the_same_form_twice_sends_one_ask(maria, page, form) -> None:
    first, second = maria.post(page, form()), maria.post(page, form())
    assert first["Location"] == second["Location"]
    assert Ask.objects.count() == 1


def test_the_same_key_with_another_text_is_refused(maria, page, form) -> None:
    maria.post(page, form())
    assert maria.post(page, form(context="Otra cosa distinta")).status_code == 409


def test_the_form_begins_with_the_ask_that_got_no_answer(maria, cast, page, form) -> None:
    maria.post(page, form())
    earlier = Ask.objects.get()
    other = f"/mentors/{cast.ana.public_id}/ask/?again={earlier.public_id}"
    assert QUESTION in maria.get(other).content.decode()


def test_another_persons_ask_is_not_copied(client: Client, maria, cast, page, form) -> None:
    maria.post(page, form())
    client.force_login(cast.pedro)
    other = f"/mentors/{cast.ana.public_id}/ask/?again={Ask.objects.get().public_id}"
    assert QUESTION not in client.get(other).content.decode()


def test_the_live_check_answers_a_fragment_with_reasons(maria, page, form) -> None:
    answer = maria.post(page + "check", form(question="Precio", context="Pan"))
    html = answer.content.decode()
    assert "<html" not in html
    assert "¿qué quiere preguntarle" in html
    assert "Está claro" in maria.post(page + "check", form()).content.decode()
    assert not Ask.objects.exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_the_live_check(maria, page, form, text) -> None:
    answer = maria.post(page + "check", form(context=text, question=text, tried=text))
    assert answer.status_code in (200, 413)  # 413: three megabytes are more than a form may have
    assert b"<script>alert" not in answer.content


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", ["one key", "a key each"])
def test_twenty_clicks_at_once_send_one_ask(cast, page, form, keys) -> None:
    client = Client()
    client.force_login(cast.maria)
    statuses: list[int] = []

    def click(number: int) -> None:
        fields = form(number if keys == "a key each" else 0)
        statuses.append(Client(headers={"cookie": cookies}).post(page, fields).status_code)
        connection.close()

    cookies = "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())
    threads = [threading.Thread(target=click, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Ask.objects.count() == 1
    assert len(statuses) == 20
    assert set(statuses) <= {302, 422, 429}


def test_what_was_told_before_stands_there_and_says_that_it_can_be_changed(
    client: Client, cast, now
) -> None:
    Story.objects.create(person=cast.maria, text="Vendo tortillas y no gano.", told_at=now)
    client.force_login(cast.maria)
    page = client.get(f"/mentors/{cast.luis.public_id}/ask/").content.decode()
    assert "Vendo tortillas y no gano.</textarea>" in page
    assert "Esto es lo que usted nos contó antes." in page
