"""What outsiders put into requests: other hosts, other places to go, foreign forms, huge bodies."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.test import Client
from pytest_django import Settings

from tequio.records.notifications import Mail
from tests.cast import PASSWORD, Cast
from tests.pages.people.test_account_pages import JOINING

HOSTS: list[dict[str, str]] = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8000"},
    {"X-Forwarded-Host": "evil.example"},
    {"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Server": "evil.example"},
    {"Forwarded": "host=evil.example"},
    {"Origin": "http://evil.example"},
    {"X-Host": "evil.example"},
    {"X-Forwarded-Port": "666"},
    {"X-Original-Url": "http://evil.example/"},
]
ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "http:evil.example",
    "http:/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/%2e%2e",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "https://evil.example#testserver",
    "//evil。example",
    " //evil.example",
    "\x00//evil.example",
    "\n//evil.example",
    "ftp://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "http://[::1]@evil.example",
]


@pytest.mark.django_db
def test_links_in_mails_name_our_own_host(cast: Cast, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for number, headers in enumerate(HOSTS):  # each from a place of its own: tries are limited
        client = Client(headers=headers, REMOTE_ADDR=f"192.0.2.{number}")
        client.post("/account/password/reset/", {"email": cast.maria.email})
        client.post("/account/login/code/", {"email": "nadie@example.org"})
        client.post("/account/signup/", {**JOINING, "email": cast.maria.email})
    texts = list(Mail.objects.values_list("text", "html"))
    assert len(texts) == 3 * len(HOSTS)
    for text in (part for mail in texts for part in mail):
        assert "evil.example" not in text
        for link in re.findall(r"https?://[^\s\"<]+", text):
            assert link.startswith(site.SITE_URL)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/login/", "/language", "/account/logout/"])
def test_nobody_is_sent_elsewhere(cast: Cast, settings: Settings, path: str) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    said = {"login": cast.maria.email, "password": PASSWORD, "language": "en"}
    for target in ELSEWHERE:
        response = Client().post(path, {**said, "next": target})
        assert response.status_code in (302, 303), (path, target)
        assert stays_here(response["Location"]), (path, target)


def stays_here(where: str) -> bool:
    """A path of this site, which no browser reads as another host."""
    return where.startswith("/") and not re.match(r"/[/\\\s]", where)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/signup/", "/account/logout/", "/settings/told"]
)
def test_a_form_from_elsewhere_is_refused(cast: Cast, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.maria)
    assert strict.post(path, {}).status_code == 403
    strict.get("/settings/told")
    token = strict.cookies[site.CSRF_COOKIE_NAME].value
    foreign = strict.post(
        path, {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 403


STRANGE = {
    "a megabyte": "ñ" * 1_000_000,
    "more than is read": "x" * 3_000_000,
    "NUL": "Ana\x00",
    "a lone surrogate": "Ana\ud800",
    "right to left": "\u202eAna",
    "emoji": "👩🏽‍🌾" * 50,
    "markup": "<script>alert(1)</script>",
}
FORMS = [
    ("/account/signup/", ("name", "email", "password1", "role", "time_zone")),
    ("/account/login/", ("login", "password")),
    ("/account/login/code/", ("email",)),
    ("/account/password/reset/", ("email",)),
    ("/settings/about-me", ("name", "region", "town", "time_zone", "languages", "country")),
    ("/settings/told", ("quiet_from", "quiet_until")),
]


@pytest.mark.django_db
@pytest.mark.parametrize("what", STRANGE)
def test_strange_text_is_answered_with_words(cast: Cast, what: str) -> None:
    said = encoded(STRANGE[what])
    for path, fields in FORMS:
        client = Client()
        if path.startswith("/settings"):
            client.force_login(cast.maria)
        for field in fields if len(STRANGE[what]) < 1000 else fields[:1]:
            body = f"{field}={said}"
            response = client.post(path, body, content_type="application/x-www-form-urlencoded")
            assert response.status_code in (200, 302, 303, 400, 413, 422, 429), (path, field)


def encoded(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_the_check_before_going_public_finds_nothing() -> None:
    environment = {
        **os.environ,
        "TEQUIO_ENVIRONMENT": "production",
        "TEQUIO_SITE_URL": "https://tequio.example",
        "TEQUIO_SECRET_KEY": "k3jx9-"
        + "".join(chr(97 + (7 * n) % 26) + str(n % 10) for n in range(40)),
        "TEQUIO_ALLOWED_HOSTS": "tequio.example",
        "DATABASE_URL": "postgres:///none",
        "DJANGO_SETTINGS_MODULE": "tequio.settings",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # of the browser tests, never of a site
    words = ["-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_production_does_not_start_without_its_own_secret() -> None:
    environment = {**os.environ, "TEQUIO_ENVIRONMENT": "production"}
    environment.pop("TEQUIO_SECRET_KEY", None)
    done = subprocess.run(
        [sys.executable, "-c", "import tequio.settings"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "TEQUIO_SECRET_KEY" in done.stderr
