"""Suggested mentors: up to five, each with reasons as sentences; nobody is explained and noted."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tequio.domain.asks import actions as asks
from tequio.domain.matching.index import in_memory
from tequio.domain.needs import actions
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.needs import UnmetSearch
from tequio.records.people import Mentor, Person
from tests import cast as people
from tests.asks import send


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """The index of this process knows the people of another test."""
    in_memory.forget()
    yield
    in_memory.forget()


@pytest.fixture
def maria(client: Client, cast) -> Client:
    client.force_login(cast.maria)
    return client


def test_without_needs_the_story_comes_first(maria) -> None:
    assert maria.get("/mentors/suggested/")["Location"] == "/what-is-on-your-mind/"


def test_a_blocked_mentor_is_not_suggested(maria, cast, now) -> None:
    actions.choose(by=cast.maria, areas=["pricing"], now=now)
    safety.block(by=cast.maria, person=cast.luis, now=now)
    assert "Luis Ortega" not in maria.get("/mentors/suggested/").content.decode()


def test_nobody_is_explained_and_noted(maria, cast, now) -> None:
    actions.choose(by=cast.maria, areas=["taxes"], now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert "/mentors/" in html
    assert UnmetSearch.objects.get().area == "taxes"


def test_a_need_nobody_covers_is_named_and_noted_beside_those_found(maria, cast, now) -> None:
    full = people.mentor("Fausto", country="GT", areas=["taxes"], places=0, now=now)
    actions.choose(by=cast.maria, areas=["cashflow", "taxes"], now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert "Todavía nadie con lugar ofrece esto en sus idiomas: Impuestos" in html
    assert [unmet.area for unmet in UnmetSearch.objects.all()] == ["taxes"]
    Mentor.objects.filter(person=full).update(places_a_month=3)
    in_memory.forget()
    assert "en sus idiomas" not in maria.get("/mentors/suggested/").content.decode()


def test_whom_one_has_asked_already_is_no_gap(maria, cast, now) -> None:
    asked = people.mentor("Fausto", country="GT", areas=["taxes"], places=1, now=now)
    send(by=cast.maria, to=asked, now=now)
    for areas in (["cashflow", "taxes"], ["taxes"]):
        actions.choose(by=cast.maria, areas=areas, now=now)
        html = maria.get("/mentors/suggested/").content.decode()
        assert "en sus idiomas" not in html
        assert "Todavía nadie ofrece esto" not in html
    assert "Ya le consultó a quien ofrece esto" in html
    assert not UnmetSearch.objects.exists()


def test_where_the_only_one_who_offers_it_said_no_somebody_else_is_promised(
    maria, cast, now
) -> None:
    asked = people.mentor("Fausto", country="GT", areas=["taxes"], places=1, now=now)
    ask = send(by=cast.maria, to=asked, area="taxes", now=now)
    asks.decline(ask=ask, by=asked, reason="too_busy", sentence="", now=now)
    actions.choose(by=cast.maria, areas=["taxes"], now=now)
    html = maria.get(f"/mentors/suggested/?again={ask.public_id}").content.decode()
    assert "Le escribiremos" in html
    assert [unmet.area for unmet in UnmetSearch.objects.all()] == ["taxes"]


def test_who_offers_it_in_another_language_is_somebody(maria, cast, now) -> None:
    Person.objects.filter(pk=cast.maria.pk).update(languages=["yua"])
    actions.choose(by=cast.maria, areas=["pricing"], now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert "no hablan ninguno de sus idiomas" in html
    assert "Agregar un idioma" in html
    assert UnmetSearch.objects.get().language == "yua"


def test_reasons_are_sentences(maria, cast, now) -> None:
    actions.choose(by=cast.maria, areas=["cashflow"], now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert "Luis Ortega" in html
    assert "Flujo de caja" in html
    assert "3 de 3 lugares libres este mes" in html
    assert "Todavía no sabemos cómo responde" in html


def test_at_most_five(maria, cast, now) -> None:
    for letter in "ABCDEFG":
        people.mentor(f"Rosa {letter}", country="GT", areas=["taxes"], now=now)
    actions.choose(by=cast.maria, areas=["taxes"], now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert html.count('class="card person"') == 5


def test_the_first_need_is_covered_though_others_cover_more_needs(maria, cast, now) -> None:
    for letter in "ABCDEF":
        others = ["accounting", "cashflow", "credit"]
        people.mentor(f"Rosa {letter}", country="GT", areas=others, now=now)
    needs = ["pricing", "accounting", "cashflow", "sales", "credit"]
    actions.choose(by=cast.maria, areas=needs, now=now)
    html = maria.get("/mentors/suggested/").content.decode()
    assert html.count('class="card person"') == 5
    assert html.index("Ana Castillo") < html.index("Rosa ")


def declined(cast, now) -> Ask:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    return asks.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="", now=now)


@pytest.mark.parametrize("page", ["/mentors/suggested/?again={}", "/asks/{}/"])
def test_after_a_no_others_are_suggested_and_not_the_same(maria, cast, now, page) -> None:
    actions.choose(by=cast.maria, areas=["cashflow"], now=now)
    ask = declined(cast, now)
    html = maria.get(page.format(ask.public_id)).content.decode()
    again = f"/ask/?again={ask.public_id}"
    assert f"/mentors/{cast.ana.public_id}{again}" in html
    assert f"/mentors/{cast.luis.public_id}{again}" not in html


def test_others_are_suggested_to_the_one_who_asked_alone(client: Client, cast, now) -> None:
    ask = declined(cast, now)
    client.force_login(cast.luis)
    assert "/ask/?again=" not in client.get(f"/asks/{ask.public_id}/").content.decode()


@pytest.mark.parametrize("again", ["nothing", "%00", "x" * 40])
def test_an_unknown_ask_to_go_on_from_is_left_out(maria, cast, now, again) -> None:
    actions.choose(by=cast.maria, areas=["pricing"], now=now)
    html = maria.get(f"/mentors/suggested/?again={again}").content.decode()
    assert "Luis Ortega" in html
    assert "/ask/?again=" not in html
