"""Passkeys in a real browser with a virtual authenticator: join, sign in, lose it."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, CDPSession, Page
from pytest_django.live_server_helper import LiveServer

from tequio.records.people import Person
from tests.pages.people.test_account_pages import code_in_the_last_mail

pytestmark = [pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
MAIL = "rosa.xol@example.org"


@pytest.fixture(autouse=True)
def _database_calls_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop makes Django think that the test itself is asynchronous."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """Passkeys belong to a name, never to a number: localhost, not 127.0.0.1."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Without a service worker: what it fetches by itself could bring a cookie back."""
    context = browser.new_context(
        locale="en", viewport={"width": 360, "height": 740}, service_workers="block"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def authenticator(page: Page) -> tuple[CDPSession, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def join(page: Page, site: str) -> None:
    page.goto(f"{site}/account/signup/passkey/")
    assert page.get_by_label("Password").count() == 0
    page.get_by_label("Your name").fill("Rosa Xol")
    page.get_by_text("I want to be a mentor").click()
    page.get_by_label("E-mail address").fill(MAIL)
    page.get_by_label("I am 18 or older").check()
    page.get_by_label(re.compile("I accept the rules")).check()
    page.locator("main").get_by_role("button", name="Join").click()
    page.wait_for_url(re.compile("confirm-email"))
    page.get_by_label("Code").fill(code_in_the_last_mail(MAIL))
    page.get_by_role("button", name="Confirm").click()
    # The button is there before the scripts that answer it: only a loaded page hears the press.
    page.wait_for_url(f"{site}{reverse('mfa_signup_webauthn')}*")
    page.get_by_role("button", name="Create the passkey").click()
    page.wait_for_url(f"{site}/my-offer/")


@pytest.mark.usefixtures("authenticator")
def test_a_mentor_joins_and_signs_in_with_a_passkey_alone(page: Page, site: str) -> None:
    join(page, site)
    rosa = Person.objects.get(email=MAIL)
    assert (rosa.name, rosa.is_mentor, rosa.is_entrepreneur) == ("Rosa Xol", True, False)
    assert rosa.adult_confirmed_at
    assert rosa.rules_accepted_at
    assert not rosa.has_usable_password()
    page.context.clear_cookies()
    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site}/my-offer/")


def test_without_the_persons_finger_nothing_opens(
    page: Page, site: str, authenticator: tuple[CDPSession, str]
) -> None:
    join(page, site)
    page.context.clear_cookies()
    session, key = authenticator
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_timeout(700)
    page.goto(f"{site}/me/")
    assert "/account/login/" in page.url


def test_whoever_loses_it_enters_with_a_mailed_code(
    page: Page, site: str, authenticator: tuple[CDPSession, str]
) -> None:
    join(page, site)
    page.context.clear_cookies()
    session, key = authenticator
    session.send("WebAuthn.clearCredentials", {"authenticatorId": key})
    page.goto(f"{site}/account/login/code/")
    page.get_by_label("E-mail address").fill(MAIL)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url(re.compile("code/confirm"))
    page.get_by_label("Code").fill(code_in_the_last_mail(MAIL))
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"{site}/my-offer/")
