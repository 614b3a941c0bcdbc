"""Who does not know what they need is led there by plain questions, with reasons."""

import pytest
from django.test import Client

from tequio.domain.needs import actions
from tequio.records.needs import Need
from tequio.records.people import Business
from tests import cast as people
from tests.pages.hostile import TEXTS

PAGE = "/what-is-on-your-mind/questions"


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def test_no_answer_is_asked_again_and_takes_no_need_away(maria, cast, now) -> None:
    actions.choose(by=cast.maria, areas=["pricing"], now=now)
    answer = maria.post(PAGE, {})
    assert answer.status_code == 422
    assert "una respuesta basta" in answer.content.decode()
    assert Need.objects.get().area == "pricing"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_it(maria, text) -> None:
    answer = maria.post(PAGE, {"worry": text, "numbers": "no"})
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("es", "No sé qué necesito"), ("en", "I do not know what I need")]
)
def test_i_do_not_know_what_i_need_leads_to_needs_with_reasons(
    client: Client, cast, language: str, words: str
) -> None:
    person = cast.maria if language == "es" else cast.pedro
    client.force_login(person)
    told = {"worry": words, "idempotency_key": str(people.key(0))}
    where = client.post("/what-is-on-your-mind/", told)["Location"]
    assert where == PAGE
    asked = client.get(where).content.decode()
    assert words in asked
    answers = {"worry": "no_money_left", "wish": "calm", "numbers": "no"}
    assert client.post(where, answers)["Location"] == "/my-needs/"
    needs = list(person.needs.all())
    assert 3 <= len(needs) <= 5
    html = client.get("/my-needs/").content.decode()
    assert 1 <= html.count(" checked") <= 3
    chose = "Usted eligió «Vendo" if language == "es" else "You chose “I sell"
    assert chose in html


def test_twice_answered_is_answered_once(maria, cast) -> None:
    for _ in range(2):
        maria.post(PAGE, {"worry": "debts"})
    assert [need.area for need in cast.maria.needs.all()] == ["credit", "cashflow", "investors"]


def test_what_was_added_by_hand_stays(maria, cast, now) -> None:
    actions.choose(by=cast.maria, areas=["tourism", "credit"], now=now)
    maria.post(PAGE, {"worry": "debts"})
    areas = {need.area for need in cast.maria.needs.all()}
    assert areas == {"tourism", "credit", "cashflow", "investors"}


def test_an_idea_is_asked_what_suits_an_idea(maria, cast) -> None:
    assert "Hago todo y no me doy abasto" in maria.get(PAGE).content.decode()
    Business.objects.filter(person=cast.maria).update(stage="idea")
    html = maria.get(PAGE).content.decode()
    assert "Tengo una idea y no sé por dónde empezar" in html
    assert "Hago todo y no me doy abasto" not in html
