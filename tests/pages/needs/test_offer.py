"""What a mentor offers, and when not."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from mentor_matching import industries, vocabulary
from tequio.pages.needs import trades
from tests import cast as people
from tests.pages.ended import seen_and_ended
from tests.pages.hostile import LONG_NAME, TEXTS

FIELDS = {
    "headline": "Veinte años en panaderías",
    "about": "Ayudo con precios.",
    "areas": ["pricing", "taxes"],
    "trades": "panadería",
    "stages": ["idea", "earning"],
    "languages": ["es"],
    "country": "GT",
    "town": "Antigua",
    "places_a_month": "2",
    "good_ask": "Con números.",
}


@pytest.fixture
def luis(client: Client, cast) -> Client:
    client.force_login(cast.luis)
    return client


@pytest.mark.parametrize("text", [*TEXTS.values(), LONG_NAME], ids=[*TEXTS, "a long name"])
def test_no_text_breaks_it(luis, text) -> None:
    for field in FIELDS:
        answer = luis.post("/my-offer/", {**FIELDS, field: text})
        assert answer.status_code in (302, 422), field
        assert b"<script>alert" not in answer.content
    assert luis.post("/my-offer/pause", {"until": text}).status_code == 422


@pytest.mark.parametrize("places", ["-1", "51", "99999999999999999999", "two"])
def test_impossible_places_are_refused(luis, cast, places) -> None:
    assert luis.post("/my-offer/", {**FIELDS, "places_a_month": places}).status_code == 422
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.places_a_month == 3


def test_nine_areas_are_too_many_and_it_says_so(luis) -> None:
    many = [
        "pricing", "cashflow", "taxes", "accounting", "hiring",
        "logistics", "inventory", "packaging", "branding",
    ]  # fmt: skip
    answer = luis.post("/my-offer/", {**FIELDS, "areas": many})
    assert answer.status_code == 422


def test_an_unknown_trade_is_named(luis) -> None:
    answer = luis.post("/my-offer/", {**FIELDS, "trades": "panadería, zzqqx"})
    assert answer.status_code == 422
    assert "zzqqx" in answer.content.decode()


def test_seven_trades_are_too_many_and_none_is_lost(luis, cast) -> None:
    many = "panadería, textiles, peluquería, carpintería, zapatería, tortillería, farmacia"
    answer = luis.post("/my-offer/", {**FIELDS, "trades": many})
    assert answer.status_code == 422
    assert many in answer.content.decode()
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.industries == ["1071"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_trade_is_shown_in_plain_words_and_read_unchanged(language) -> None:
    codes = [industry.code for industry in industries.all_industries()]
    with translation.override(language):
        for start in range(0, len(codes), 60):
            shown = trades.as_text(codes[start : start + 60])
            read = trades.codes_of(trades.named_in(shown))
            assert list(read.values()) == codes[start : start + 60]
            assert not re.search(r"n\.(c\.p|e\.c)", shown)


def test_the_form_saved_as_it_came_changes_no_trade(luis, cast) -> None:
    cast.luis.mentor.industries = ["6499", "0111", "2029"]
    cast.luis.mentor.save()
    html = luis.get("/my-offer/").content.decode()
    shown = html.split('name="trades"')[1].split(">", 1)[1].split("</textarea>")[0].strip()
    assert "n.c.p." not in shown
    luis.post("/my-offer/", {**FIELDS, "trades": shown})
    cast.luis.mentor.refresh_from_db()
    assert set(cast.luis.mentor.industries) == {"6499", "0111", "2029"}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-400, "todavía no haya pasado"),
        (0, "todavía no haya pasado"),
        (367, "un año"),
        (2_900_000, "un año"),
    ],
)
def test_a_pause_ends_within_a_year_from_tomorrow(luis, cast, days: int, said: str) -> None:
    until = timezone.localdate() + timedelta(days=days)
    answer = luis.post("/my-offer/pause", {"until": until.isoformat()})
    html = answer.content.decode()
    assert (answer.status_code, said in html, f'value="{until}"' in html) == (422, True, True)
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.paused_until is None


def test_a_session_that_ended_keeps_the_offer(client: Client, cast) -> None:
    client.force_login(cast.luis)
    seen_and_ended(client, "/my-offer/")
    answer = client.post("/my-offer/", FIELDS)
    client.post(answer["Location"], {"login": cast.luis.email, "password": people.PASSWORD})
    assert "Veinte años en panaderías" in client.get("/my-offer/").content.decode()


def test_the_offer_is_saved_and_found(luis, cast) -> None:
    answer = luis.post("/my-offer/", FIELDS)
    assert answer["Location"] == f"/mentors/{cast.luis.public_id}/"
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.areas == ["pricing", "taxes"]
    assert cast.luis.mentor.places_a_month == 2


def test_a_pause_begins_and_ends(luis, cast) -> None:
    until = timezone.localdate() + timedelta(days=9)
    luis.post("/my-offer/pause", {"until": until.isoformat()})
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.paused_until == until
    luis.post("/my-offer/pause", {"step": "end"})
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.paused_until is None


def test_an_area_sent_twenty_times_is_one(luis, cast) -> None:
    assert luis.post("/my-offer/", {**FIELDS, "areas": ["pricing"] * 20}).status_code == 302
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.areas == ["pricing"]


def test_areas_stand_under_headings_and_a_fault_leads_to_them(luis) -> None:
    html = luis.get("/my-offer/").content.decode()
    groups = html.split('<fieldset class="chip-group"')[1:]
    assert len(groups) == len(vocabulary.groups())
    assert "<legend>Dinero y cuentas</legend>" in groups[0]
    assert 'value="pricing" id="id_areas_0_0" checked' in groups[0]
    refused = luis.post("/my-offer/", {**FIELDS, "areas": []}).content.decode()
    assert 'href="#id_areas_0"' in refused
    assert 'class="chip-group" id="id_areas_0"' in refused


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("headline", "Llámeme al 5512-3456", "5512-3456"),
        ("about", "Escríbame: luis@example.com", "luis@example.com"),
        ("employer", "paypal.me/luis", "paypal.me/luis"),
        ("good_ask", "Cobro Q500 por consulta", "Cobro Q500"),
        ("town", "@luisortega", "@luisortega"),
    ],
)
def test_contacts_and_prices_are_refused_and_the_text_is_kept(
    luis, cast, field, text, said
) -> None:
    answer = luis.post("/my-offer/", {**FIELDS, field: text})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert text in html
    assert f"«{said}»" in html
    cast.luis.mentor.refresh_from_db()
    assert cast.luis.mentor.headline == "Veinte años en tiendas de barrio"
