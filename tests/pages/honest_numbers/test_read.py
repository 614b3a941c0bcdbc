"""Honest numbers: bad counts are explained, the seed's counts say what they must."""

import re

import pytest
from django.test import Client

from tests.pages.hostile import TEXTS

pytestmark = pytest.mark.django_db
SEED = {"sampled": "4000", "answered": "900", "yes": "238"}


def shown(client: Client, language: str = "en", **query: str) -> str:
    answer = client.get("/honest-numbers", query, headers={"accept-language": language})
    assert answer.status_code == 200
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (("400", "900", "238"), "900 cannot have answered when 400 were asked"),
        (("4000", "900", "901"), "901 cannot have said yes when 900 answered"),
        (("0", "0", "0"), "Nobody was asked"),
        (("many", "900", "238"), "Write a whole number in digits"),
        (("4000.5", "900", "238"), "Write a whole number in digits"),
        (("4000", "-900", "238"), "This is below zero"),
        (("9" * 15, "900", "238"), "more people than there are"),
        (("1000000000000", "900", "238"), "more people than there are"),
        (("1e12", "900", "238"), "Write a whole number in digits"),
        (("4,00", "900", "238"), "Write a whole number in digits"),
        (("4000", "900", "−3"), "This is below zero"),
        (("4000", "", "238"), "This field is required"),
    ],
)
def test_what_cannot_be_is_explained_and_kept(client, counts, message) -> None:
    query = dict(zip(SEED, counts, strict=True))
    answer = client.get("/honest-numbers", query, headers={"accept-language": "en"})
    html = answer.content.decode()
    assert message in html
    assert f'value="{counts[0][:20]}"' in html or not counts[0]
    assert 'id="results"' not in html


@pytest.mark.parametrize("text", [*TEXTS.values(), "9" * 9000, "٤٠٠٠"])
@pytest.mark.parametrize("name", [*SEED, "threshold"])
def test_no_address_breaks_it(client, name, text) -> None:
    query = {**SEED, name: text[:9000]}
    assert client.get("/honest-numbers", query).status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_counts_of_the_seed_say_what_they_must(client, language) -> None:
    text = shown(client, language, **SEED)
    for figure in (
        "22.5% (21.2-23.8)",
        "26.4% (23.7-29.4)",
        "5.95% (5.3-6.7)",
        "5.95%",
        "83.45%",
        "5.33-84.42",
    ):
        assert figure in text
    assert ("between 5.95% and 83.45%" if language == "en" else "entre 5.95% y 83.45%") in text


@pytest.mark.parametrize("typed", ["4,000", "4.000", "4 000", " 4000 ", "4\u00a0000", "4’000"])
def test_thousands_are_read_as_people_write_them(client, typed) -> None:
    assert "22.5% (21.2-23.8)" in shown(client, sampled=typed, answered="900", yes="238")


def test_a_threshold_has_its_tipping_point(client) -> None:
    assert "reaches 10% when k is 0.2" in shown(client, **SEED, threshold="10")
    assert "No k leads to 5%" in shown(client, **SEED, threshold="5%")
    assert "percentage from 0 to 100" in shown(client, **SEED, threshold="101")


def test_nobody_or_everybody_answered(client) -> None:
    nobody = shown(client, sampled="4000", answered="0", yes="0")
    assert "Nobody answered" in nobody
    assert "between 0.00% and 100.00%" in nobody
    everybody = shown(client, sampled="900", answered="900", yes="238")
    assert "Everybody answered" in everybody
    assert "between 26.44% and 26.44%" in everybody


def test_a_page_without_counts_shows_the_form_alone(client) -> None:
    text = shown(client)
    assert "See an example" in text
    assert "There is a problem" not in text
    assert client.post("/honest-numbers").status_code == 405


def test_a_small_share_is_told_from_nothing(client) -> None:
    text = shown(client, sampled="100000", answered="37", yes="36")
    assert "0.0360% (0.026-0.050)" in text
    assert "0.0370% (0.027-0.051)" in text
    assert "(0.0-0.0)" not in text
    assert "99.999%" in text


def test_nothing_and_all_have_the_decimals_of_their_interval(client) -> None:
    nothing = shown(client, sampled="4000", answered="900", yes="0")
    assert "0.000% (0.000-0.096)" in nothing
    assert "0.00% (0.00-0.43)" in nothing
    one = shown(client, sampled="1", answered="1", yes="1")
    assert "100.0% (20.7-100.0)" in one
    assert "100.00% (" not in one


def test_one_number_has_the_same_digits_everywhere(client) -> None:
    text = shown(client, sampled="4000", answered="4000", yes="238")
    assert "5.95% (5.3-6.7)" in text
    assert not re.search(r"\b6\.0%", text)
    assert "5.26" not in text


@pytest.mark.parametrize(
    ("typed", "echo"), [("5.95", "5.95%"), ("6", "6%"), ("5,950 %", "5.950%"), ("10.0", "10.0%")]
)
def test_a_threshold_is_said_as_it_was_typed(client, typed, echo) -> None:
    assert f" {echo} " in shown(client, **SEED, threshold=typed)
