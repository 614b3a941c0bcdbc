"""Every page that opens for somebody: axe, both themes, right to left at 320 px, and its weight."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route

from tequio.pages.shared import access, access_table
from tequio.pages.studies import access as study_access
from tests.pages.world import World, address, our_pages

pytestmark = pytest.mark.django_db

MOST_BYTES = 50_000
NO_PAGES = {
    "account_confirm_login_code", "account_email_verification_sent", "account_set_password",
    "alive", "conversations:check-in", "conversations:check-in-by-link", "conversations:checked-in",
    "conversations:messages", "conversations:replied", "metrics", "mfa_activate_totp",
    "mfa_add_webauthn", "mfa_authenticate", "mfa_deactivate_totp", "mfa_download_recovery_codes",
    "mfa_edit_webauthn", "mfa_generate_recovery_codes", "mfa_login_webauthn",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_signup_webauthn", "mfa_view_recovery_codes", "people:after-sign-in", "people:delete",
    "people:download", "people:readable", "ready", "robots", "service-worker",
}  # fmt: skip
"""Files, redirects, and pages that open only amid something begun or just after a password."""
AXE = Axe().axe_script
RUN_AXE = """options => axe.run({resultTypes: ["violations"], ...options})
    .then(found => found.violations)"""
COLOURS_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
ASSET = re.compile(r'(?:href|src)="/static/([^"#?]+)')
WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility() && !e.closest('.table, .visually-hidden, dialog'))
    .filter(e => e.getBoundingClientRect().left < -1)
    .slice(0, 3).map(e => e.outerHTML.slice(0, 160))"""

SCROLLING_TABLES = """() => [...document.querySelectorAll('.table')]
    .filter(e => e.scrollWidth > e.clientWidth).map(e => e.ariaLabel)"""
ONE_LINE = 60


def shown(name: str, world: World, language: str) -> list[str]:
    """The page as the first role sees it for whom it opens; nothing where it opens for nobody."""
    rule = access_table.rule_for(name) or {}
    for person in world.people.values():
        roles = access.roles_of(person) if person else {"anyone"}
        if not rule.get("GET", frozenset()) & roles:
            continue
        client = Client(headers={"accept-language": language})
        if person is not None:
            person.language = language
            person.save()
            client.force_login(person)
        answer = client.get(address(name, world))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            return [answer.content.decode()]
    return []


@pytest.fixture(scope="module")
def seen(world: World) -> Callable[[str, str], list[str]]:
    """What `shown` says of a page and a language, asked once: the world stands still."""
    return cache(lambda name, language: shown(name, world, language))


@pytest.fixture(scope="module")
def tab(browser) -> Iterator[Callable[..., Page]]:
    """One tab for all pages; a context each would cost a second a page."""
    context = browser.new_context()
    page = context.new_page()
    current = {"html": ""}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://site.test/")
        if path.startswith("static/"):
            file = Path(str(finders.find(path.removeprefix("static/"))))
            kind = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
            route.fulfill(body=file.read_bytes(), content_type=kind.get(file.suffix, "text/plain"))
        else:
            route.fulfill(body=current["html"], content_type="text/html; charset=utf-8")

    page.route("**/*", answer)

    def show(html: str, width: int = 1280) -> Page:
        current["html"] = html
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto("http://site.test/")
        return page

    yield show
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds in the light theme, and in the dark one of its colours."""
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, {})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += page.evaluate(RUN_AXE, COLOURS_ONLY)
    return [
        f"{one['id']}: {json.dumps(node['target'])} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.usefixtures("browser")  # the browser's loop moves Django to another connection
def test_no_page_is_passed_over(seen: Callable[[str, str], list[str]]) -> None:
    """A page that opened for nobody here would be found faultless by every test below."""
    readable = {name for name in our_pages() if "GET" in (access_table.rule_for(name) or {})}
    readable -= set(study_access.table())  # tests/pages/studies/test_looks.py
    unseen = {name for name in readable if not seen(name, "es")}
    assert unseen == NO_PAGES


@pytest.mark.parametrize("name", list(our_pages()))
def test_axe_finds_nothing_in_either_theme(name: str, seen, tab) -> None:
    for html in seen(name, "es"):
        assert violations(tab(html)) == []


@pytest.mark.parametrize("name", list(our_pages()))
def test_nothing_overflows_right_to_left_at_320_pixels(name: str, seen, tab) -> None:
    for html in seen(name, "ar-xb"):
        page = tab(html, width=320)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDER)


@pytest.mark.parametrize("name", [name for name in our_pages() if name.startswith("staff:")])
def test_staff_read_on_a_phone_with_one_line_of_navigation_and_no_scrolling_sideways(
    name: str, seen, tab
) -> None:
    for html in seen(name, "es"):
        page = tab(html, width=320)
        assert page.evaluate(SCROLLING_TABLES) == []
        assert page.locator(".subnav").is_hidden()
        assert page.locator(".subnav-menu").evaluate("menu => menu.offsetHeight") <= ONE_LINE
        page.locator(".subnav-menu summary").click()
        assert page.locator(".subnav-menu a").first.is_visible()


@pytest.mark.parametrize("name", list(our_pages()))
def test_the_first_load_is_light(name: str, seen) -> None:
    for html in seen(name, "es"):
        files = {Path(str(finders.find(path))) for path in ASSET.findall(html)}
        parts = [html.encode(), *(file.read_bytes() for file in files if file.suffix != ".png")]
        size = sum(len(gzip.compress(part)) for part in parts)
        assert size <= MOST_BYTES, f"{size} bytes: {sorted(file.name for file in files)}"
