"""Strangers who guess at a password keep nobody out, and never get many guesses."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from tequio.pages.people import known_device
from tequio.records.notifications import Mail
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def enter(
    client: Client, cast: Cast, password: str = PASSWORD, *, address: str = "198.51.100.7"
) -> int:
    said = {"login": cast.maria.email, "password": password}
    return client.post("/account/login/", said, REMOTE_ADDR=address).status_code


def ask_for(client: Client, path: str, cast: Cast, *, address: str = "198.51.100.7") -> int:
    return client.post(path, {"email": cast.maria.email}, REMOTE_ADDR=address).status_code


def guess(times: int, cast: Cast, *, address: str) -> list[int]:
    return [enter(Client(), cast, f"wrong {n}", address=address) for n in range(times)]


def test_ten_guesses_from_one_place_and_then_no_more(cast: Cast) -> None:
    assert guess(11, cast, address="203.0.113.5") == [422] * 10 + [429]
    assert enter(Client(), cast, address="203.0.113.5") == 429


def test_from_all_places_together_sixty_an_hour(cast: Cast, clock) -> None:
    told = [guess(10, cast, address=f"203.0.113.{n}") for n in range(6)]
    assert told == [[422] * 10] * 6
    assert guess(1, cast, address="203.0.113.200") == [429]
    clock.shift(3601)
    assert guess(1, cast, address="203.0.113.200") == [422]


def test_many_accounts_from_one_place_share_thirty_guesses(client: Client, cast: Cast) -> None:
    told = [
        client.post("/account/login/", {"login": f"{n}@example.org", "password": "x"}).status_code
        for n in range(31)
    ]
    assert told == [422] * 30 + [429]


def test_guesses_from_elsewhere_do_not_keep_the_right_person_out(cast: Cast) -> None:
    guess(11, cast, address="203.0.113.5")
    assert enter(Client(), cast) == 302


def test_a_known_device_is_let_in_though_the_account_is_under_attack(cast: Cast) -> None:
    own = Client()
    assert enter(own, cast) == 302
    own.post("/account/logout/")
    for place in range(8):
        guess(10, cast, address=f"203.0.113.{place}")
    guess(10, cast, address="198.51.100.7")  # even through the same address as hers
    assert enter(Client(), cast) == 429
    assert enter(own, cast) == 302


def test_a_known_device_has_ten_guesses_as_well(cast: Cast) -> None:
    own = Client()
    enter(own, cast)
    own.post("/account/logout/")
    assert [enter(own, cast, "wrong") for _ in range(11)] == [422] * 10 + [429]


def test_a_device_is_known_for_its_own_account_only(cast: Cast) -> None:
    other = Client()
    other.post("/account/login/", {"login": cast.luis.email, "password": PASSWORD})
    other.post("/account/logout/")
    assert [enter(other, cast, "wrong") for _ in range(11)] == [422] * 10 + [429]


@pytest.mark.parametrize("cookie", ["", "x", "W10:1:abc", "ñ", "a" * 4000])
def test_a_made_up_cookie_is_a_strange_device(cast: Cast, cookie: str) -> None:
    forged = Client()
    forged.cookies[known_device.COOKIE] = cookie
    assert [enter(forged, cast, "wrong") for _ in range(11)] == [422] * 10 + [429]


def test_the_cookie_names_nobody_and_scripts_cannot_read_it(client: Client, cast: Cast) -> None:
    enter(client, cast)
    cookie = client.cookies[known_device.COOKIE]
    assert cookie["httponly"]
    assert "maria" not in known_device.signing.loads(cookie.value, salt=known_device.SALT)[1][0]


def test_who_has_no_more_tries_is_shown_the_way_by_mail(cast: Cast) -> None:
    guess(10, cast, address="198.51.100.7")
    stuck = Client()
    said = {"login": cast.maria.email, "password": PASSWORD}
    answer = stuck.post("/account/login/", said, REMOTE_ADDR="198.51.100.7")
    assert answer["Retry-After"] == "300"
    assert 'href="/account/login/code/"' in answer.content.decode()
    assert ask_for(stuck, "/account/login/code/", cast) == 302
    assert Mail.objects.filter(to=cast.maria.email).exists()


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
def test_who_uses_up_the_mails_of_somebody_uses_up_the_own(cast: Cast, path: str) -> None:
    own = Client()
    enter(own, cast)
    own.post("/account/logout/")
    stranger = [ask_for(Client(), path, cast, address="203.0.113.5") for _ in range(6)]
    assert stranger == [302] * 5 + [429]
    for place in range(6):
        for _ in range(5):
            ask_for(Client(), path, cast, address=f"203.0.113.{place}")
    assert Mail.objects.filter(to=cast.maria.email).count() == 20
    assert ask_for(Client(), path, cast) == 429
    assert ask_for(own, path, cast) == 302
