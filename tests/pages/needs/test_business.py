"""My business: found by what people call it, saved, and kept when the session ends."""

import pytest
from django.test import Client

from tequio.records.people import Business
from tests import cast as people
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import LONG_NAME, TEXTS

FIELDS = {
    "trade": "tortillería",
    "business_name": "La Esquina",
    "stage": "earning",
    "country": "GT",
    "region": "Quetzaltenango",
    "town": "Salcajá",
    "languages": ["es", "quc"],
}


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


@pytest.mark.parametrize("text", [*TEXTS.values(), LONG_NAME], ids=[*TEXTS, "a long name"])
def test_no_text_breaks_it(maria, text) -> None:
    for field in FIELDS:
        answer = maria.post("/my-business/", {**FIELDS, "industry": "1071", field: text})
        assert answer.status_code in (200, 302, 422), field
        assert b"<script>alert" not in answer.content


def test_a_name_too_long_is_said_and_nothing_is_saved(maria, cast) -> None:
    answer = maria.post("/my-business/", {**FIELDS, "business_name": LONG_NAME, "industry": ""})
    assert answer.status_code == 422
    assert 'href="#id_business_name"' in answer.content.decode()
    assert Business.objects.get(person=cast.maria).name == "La Esquina"


@pytest.mark.parametrize("field", ["trade", "business_name", "region", "town"])
def test_ways_to_reach_somebody_stand_in_nothing_that_a_mentor_sees(maria, cast, field) -> None:
    for text in ("tortillas 5555 1234", "tortillas maria@example.org", "www.example.org/pan"):
        answer = maria.post("/my-business/", {**FIELDS, "industry": "", field: text})
        assert answer.status_code == 422
        assert f'href="#id_{field}"' in answer.content.decode()
    assert Business.objects.get(person=cast.maria).name == "La Esquina"


def test_a_session_that_ended_keeps_what_was_typed(client: Client, cast) -> None:
    client.force_login(cast.maria)
    seen_and_ended(client, "/my-business/")
    answer = client.post("/my-business/", {**FIELDS, "business_name": "La Nueva Esquina"})
    client.post(answer["Location"], {"login": cast.maria.email, "password": people.PASSWORD})
    assert "La Nueva Esquina" in client.get("/my-business/").content.decode()


def test_before_the_trade_is_known_nothing_stands_for_it(client: Client, cast, now) -> None:
    """A hidden empty choice would count as an answer, and nobody would be asked."""
    rosa = people.person("Rosa Xol", country="GT", language="es", now=now)
    rosa.is_entrepreneur = True
    rosa.save()
    client.force_login(rosa)
    assert 'name="industry"' not in client.get("/my-business/").content.decode()


def test_the_nearest_trades_are_offered_before_saving(maria) -> None:
    answer = maria.post("/my-business/", FIELDS)
    assert answer.status_code == 200
    assert 'name="industry"' in answer.content.decode()


def test_it_is_saved_and_goes_on_to_the_story(maria, cast) -> None:
    answer = maria.post("/my-business/", {**FIELDS, "industry": ""})
    assert answer["Location"] == "/what-is-on-your-mind/"
    business = Business.objects.get(person=cast.maria)
    assert (business.trade, business.stage) == ("tortillería", "earning")
    cast.maria.refresh_from_db()
    assert (cast.maria.town, cast.maria.languages) == ("Salcajá", ["es", "quc"])
