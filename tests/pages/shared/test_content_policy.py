"""The policy of a page is that of the settings, unless the page itself changes it."""

import pytest
from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_update
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tequio.pages.shared.content_policy import ContentPolicy


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def policy_of(view) -> str | None:
    return ContentPolicy(view)(RequestFactory().get("/")).headers.get(HEADER)


def test_a_page_that_opens_more_says_so_and_the_next_one_does_not() -> None:
    more = policy_of(csp_update({"connect-src": ["https://live.example.org"]})(plain))
    assert "https://live.example.org" in str(more)
    assert "https://live.example.org" not in str(policy_of(plain))


def test_a_policy_that_the_page_wrote_itself_stays() -> None:
    own = HttpResponse("here", headers={HEADER: "default-src 'self'"})
    assert policy_of(lambda _request: own) == "default-src 'self'"


def test_an_exempt_page_has_none() -> None:
    assert policy_of(csp_exempt()(plain)) is None


@pytest.mark.parametrize("rule", ["default-src 'none'", "script-src 'self'", "base-uri 'none'"])
def test_every_other_page_has_the_policy_of_the_settings(rule: str) -> None:
    assert rule in str(policy_of(plain))
