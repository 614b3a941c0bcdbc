"""Every page that can be opened carries the same strict headers, and nothing inline."""

import re
from collections.abc import Iterator
from http.cookies import Morsel

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.cast import PASSWORD, Cast
from tests.repository.test_access_table import names

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
}
SHARED = ("/offline", "/service-worker.js", "/healthz", "/readyz")
"""Pages that are the same for everybody: they name nobody, and may be kept."""
INLINE = re.compile(r"<[^>]+\s(?:on[a-z]+|style)\s*=|<style[\s>]|javascript:", re.I)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>[^<]*)", re.I)


def addresses() -> Iterator[str]:
    """Every page of ours without a parameter."""
    for name in sorted(set(names(get_resolver(settings.ROOT_URLCONF)))):
        if name.startswith("admin:"):
            continue
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def policy_of(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


def test_every_page_of_every_role_is_strict(cast: Cast) -> None:
    seen = set()
    for person in (None, cast.maria, cast.luis, cast.administrator):
        client = Client()
        if person:
            client.force_login(person)
        for path in addresses():
            response = client.get(path)
            where = f"{path} as {person}: {response.status_code}"
            assert policy_of(response["Content-Security-Policy"]) == POLICY, where
            assert response["X-Content-Type-Options"] == "nosniff", where
            assert response["Referrer-Policy"] == "same-origin", where
            assert response["Cross-Origin-Opener-Policy"] == "same-origin", where
            assert response["X-Frame-Options"] == "DENY", where
            assert "Server" not in response, where
            if person and response.status_code == 200 and path not in SHARED:
                assert re.search("no-store|max-age=0", response["Cache-Control"]), where
            if path in SHARED and person:
                assert person.public_id not in response.content.decode(), where
            if response["Content-Type"].startswith("text/html"):
                assert inline_in(response.content.decode()) == [], where
                seen.add(path)
    assert len(seen) >= 30


def inline_in(html: str) -> list[str]:
    """What a policy without 'unsafe-inline' would refuse; data blocks are no scripts."""
    found = INLINE.findall(re.sub(r"<svg.*?</svg>", "", html, flags=re.S))
    for script in SCRIPT.finditer(html):
        is_data = "application/json" in script["attributes"]
        if script["body"].strip() and not is_data:
            found.append(script[0])
    return found


@pytest.mark.parametrize(
    "html",
    ["<p onclick='x()'>", '<p style="color:red">', "<script>x()</script>", "<style>p{}</style>"],
)
def test_the_look_for_inline_code_would_find_it(html: str) -> None:
    assert inline_in(html)


def test_the_session_cookie_is_strict(client: Client, cast: Cast) -> None:
    client.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    session: Morsel[str] = client.cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert session["path"] == "/"
    assert not session["domain"]


def test_signing_in_gives_another_session_and_signing_out_ends_it(
    client: Client, cast: Cast
) -> None:
    client.post("/settings/told", {"quiet_from": "22:00"})
    before = client.session.session_key
    client.post("/account/login/", {"login": cast.maria.email, "password": PASSWORD})
    during = client.session.session_key
    assert during != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = str(during)
    assert thief.get("/me/").status_code == 200
    client.post("/account/logout/")
    assert thief.get("/me/").status_code == 302
