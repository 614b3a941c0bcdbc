"""The copy of one's data for reading: whole, one's own, and in words."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tequio.delivery.letters import Letter
from tequio.domain.asks import actions as asks
from tequio.domain.mails.actions import queue
from tequio.domain.needs import actions as needs
from tequio.domain.privacy import data_map, queries
from tequio.domain.safety import actions as safety
from tequio.pages.people.own_data_words import FIELDS, ONLY_FOR_PROGRAMS, PARTS, TECHNICAL
from tequio.records.notifications import NotificationKind
from tests import cast as people
from tests.asks import QUESTION, send
from tests.cast import Cast
from tests.pages.people.test_settings import enter

ADDRESS = "/settings/my-data/page"
pytestmark = pytest.mark.django_db


def words(person: people.Person, language: str = "es") -> str:
    """The page as its owner reads it, just after the password."""
    person.language = language
    person.save(update_fields=["language"])
    client = Client()
    enter(client, person)
    return client.get(ADDRESS).content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_page_asks_again_who_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.maria)
    assert client.get(ADDRESS)["Location"].startswith("/account/reauthenticate/")


def test_every_model_and_field_of_a_person_has_words_or_is_named_as_technical() -> None:
    owned = {label: entry for label, entry in data_map.entries().items() if entry.seen_by()}
    assert set(owned) == set(PARTS) | ONLY_FOR_PROGRAMS
    assert not set(PARTS) & ONLY_FOR_PROGRAMS
    shown = {
        field.name
        for label in PARTS
        for field in owned[label].fields(*queries.SHOWN)
        if not field.is_relation and owned[label].owner_of(field.name) in owned[label].seen_by()
    }
    assert shown - set(FIELDS) - TECHNICAL == set()


def test_no_machine_between_keeps_it(client: Client, cast: Cast) -> None:
    enter(client, cast.maria)
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_ones_own_words_stand_in_it_and_those_of_others_do_not(cast: Cast, now: datetime) -> None:
    needs.tell_story(by=cast.maria, text="Mis clientes pagan tarde <b>siempre</b>.", now=now)
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asks.decline(ask=ask, by=cast.luis, reason="too_busy", sentence="Este mes no.", now=now)
    html = words(cast.maria)
    for own in (QUESTION, "pagan tarde &lt;b&gt;", cast.maria.email, "Luis Ortega", "Precios"):
        assert own in html
    for foreign in (cast.luis.email, "Este mes no.", "too_busy", "pbkdf2", "No tengo tiempo"):
        assert foreign not in html
    assert "Este mes no." in words(cast.luis)
    assert QUESTION not in words(cast.luis)


def test_dates_choices_and_codes_are_words_in_the_readers_language(cast: Cast) -> None:
    spanish, english = words(cast.maria), words(cast.maria, "en")
    assert "Guatemala" in spanish
    assert "Elaboración de productos de panadería" in spanish
    assert "Manufacture of bakery products" in english
    assert "What you look for" not in spanish
    assert "Guatemala (UTC−06:00)" in spanish
    assert not re.search(r"<dd[^>]*>(?:True|False|None|\d{4}-\d\d-\d\d)", spanish + english)


def test_letters_to_others_about_somebody_are_not_letters_to_them(
    cast: Cast, now: datetime
) -> None:
    letter = Letter(subject="Alguien pide", paragraphs=("Hola.",))
    queue(
        letter=letter, kind=NotificationKind.ASK_RECEIVED, to=cast.luis.email, language="es",
        now=now, person=cast.luis, about=cast.maria,
    )  # fmt: skip
    assert "Alguien me pide ayuda" not in words(cast.maria)
    of_luis = words(cast.luis)
    assert "Alguien me pide ayuda" in of_luis
    assert f">{cast.maria.pk}<" not in of_luis


def test_who_was_blocked_or_reported_reads_nothing_of_it(cast: Cast, now: datetime) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    before = queries.export_of(cast.luis)
    safety.report(by=cast.maria, person=cast.luis, reason="rude", text="Ay", now=now)
    safety.block(by=cast.maria, person=cast.luis, now=now + timedelta(hours=1))
    after = queries.export_of(cast.luis)
    assert set(after) - set(before) == set()
    html = words(cast.luis)
    assert "María" not in html
    assert "bloqueó" not in html
    assert {"block", "report"} <= set(queries.export_of(cast.maria))
    assert "Luis Ortega" not in words(cast.maria)


@pytest.mark.parametrize("what", ["blocked", "reported"])
def test_an_ask_that_ended_by_it_stands_in_no_copy_of_what_one_did(
    cast: Cast, now: datetime, what: str
) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    send(by=cast.maria, to=cast.ana, now=now)
    before = queries.export_of(cast.maria)["auditevent"]
    if what == "blocked":
        safety.block(by=cast.luis, person=cast.maria, now=now)
    else:
        safety.report(by=cast.luis, person=cast.maria, reason="money", text="Ay", now=now)
        of_luis = queries.export_of(cast.luis)["auditevent"]
        assert "asks.end" not in [event["action"] for event in of_luis]
    assert queries.export_of(cast.maria)["auditevent"] == before
