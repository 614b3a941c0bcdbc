"""Limits of one address count the address that our proxies saw, whatever the client wrote."""

import pytest
from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from tequio.pages.surveys.guard import address_of
from tests.cast import PASSWORD, Cast

PROXY = "127.0.0.1"
CHAINS = [
    (0, "203.0.113.7", PROXY),
    (1, "203.0.113.7", "203.0.113.7"),
    (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
    (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
    (2, "203.0.113.7", PROXY),
    (1, "", PROXY),
]
"""Proxies told, what the header says, and whose request it is."""


@pytest.mark.parametrize(("proxies", "header", "counted"), CHAINS)
def test_the_site_and_the_surveys_count_the_same_address(
    rf: RequestFactory, settings: Settings, proxies: int, header: str, counted: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": header}, REMOTE_ADDR=PROXY)
    assert get_adapter().get_client_ip(request) == counted
    assert address_of(request) == counted


def enter(cast: Cast, password: str, chain: str) -> HttpResponse:
    said = {"login": cast.maria.email, "password": password}
    return Client().post("/account/login/", said, headers={"X-Forwarded-For": chain})


@pytest.mark.django_db
def test_who_invents_addresses_gets_no_more_tries(cast: Cast, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        guess = enter(cast, "wrong", f"198.51.100.{number}, 203.0.113.7")
        assert guess.status_code == 422
    assert enter(cast, PASSWORD, "198.51.100.99, 203.0.113.7").status_code == 429
    assert enter(cast, PASSWORD, "203.0.113.8").status_code == 302


@pytest.mark.django_db
def test_without_proxies_told_the_header_changes_nothing(cast: Cast) -> None:
    for number in range(10):
        assert enter(cast, "wrong", f"198.51.100.{number}").status_code == 422
    assert enter(cast, PASSWORD, "198.51.100.99").status_code == 429
