"""What people write is shown as they wrote it, and never runs: in a real Chromium."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import actions as conversations
from tequio.domain.mentors import actions as mentors
from tequio.domain.people import actions as members
from tequio.domain.safety import actions as safety
from tequio.records.notifications import Mail
from tequio.records.people import Person
from tests import cast as people

pytestmark = [pytest.mark.django_db(transaction=True)]

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg onload=alert(3)>",
    "javascript:alert(4)//",
    "<iframe srcdoc='<script>alert(5)</script>'>",
    "</textarea></title><script>alert(6)</script>",
    "{{7*7}}{% now 'Y' %}${7*7}",
    "<a href=javascript:alert(8)>x</a>",
    "<style>*{background:url(//evil.example/9)}</style>",
    "<base href=//evil.example><form action=//evil.example>",
)
ALL = " ".join(PAYLOADS)
NAME = '"><img src=x onerror=alert(2)><script>alert(1)</script>'
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.blockedURI));
"""


class Watched:
    """A page of the browser that remembers everything that should not have happened."""

    def __init__(self, page: Page) -> None:
        self.page, self.dialogs, self.strangers = page, [], []
        page.add_init_script(WATCH)
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def _request(self, request: object) -> None:
        if "evil.example" in request.url:  # type: ignore[attr-defined]
            self.strangers.append(request.url)  # type: ignore[attr-defined]

    def wrongs(self) -> list[str]:
        return [*self.dialogs, *self.strangers, *self.page.evaluate("window.violations")]


@pytest.fixture(autouse=True)
def _database_calls_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's loop makes Django think that the test itself is asynchronous."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def addresses(cast: people.Cast, now: datetime) -> dict[str, list[str]]:
    """Everybody wrote payloads into every field; who reads which page of it."""
    maria, luis = poisoned(cast.maria, now), poisoned(cast.luis, now)
    mentors.offer(
        by=luis,
        headline=NAME,
        about=ALL,
        employer=NAME,
        areas=["pricing"],
        industries=["1071"],
        stages=["earning"],
        places_a_month=5,
        good_ask=ALL,
        now=now,
    )
    members.describe_business(
        by=maria, name=NAME, trade=ALL[:190], industry="1071", stage="earning", now=now
    )
    told = {"context": ALL, "question": f"{ALL}?", "tried": ALL, "area": "pricing", "minutes": 30}
    talked = asks.send(by=maria, to=luis, now=now, **told)  # type: ignore[arg-type]
    waiting = asks.send(by=maria, to=cast.ana, now=now, **told)  # type: ignore[arg-type]
    asks.ask_back(ask=waiting, by=cast.ana, question=ALL, now=now)
    talk = asks.accept(ask=talked, by=luis, now=now)
    message = conversations.send_message(
        conversation=talk, by=luis, text=ALL, client_key=people.key(1), now=now
    )
    report = safety.report(by=maria, person=luis, reason="rude", text=ALL, message=message, now=now)
    Mail.objects.create(
        message_id="x",
        to="x@example.org",
        kind="message",
        language="es",
        subject=NAME,
        text=ALL,
        not_before=now,
        made_at=now,
    )
    profile = reverse("needs:mentor", kwargs={"public_id": luis.public_id})
    return {
        maria.email: [
            "/me/",
            "/asks/",
            "/mentors/",
            profile,
            reverse("asks:send", kwargs={"public_id": luis.public_id}),
            reverse("asks:show", kwargs={"public_id": waiting.public_id}),
            reverse("conversations:show", kwargs={"public_id": talk.public_id}),
            "/conversations/",
            "/settings/about-me",
            "/my-business/",
            "/demo/mailbox",
            f"/demo/mailbox/{Mail.objects.get(message_id='x').pk}",
        ],
        luis.email: ["/me/", "/asks/waiting/", "/my-offer/", "/conversations/"],
        cast.coordinator.email: [
            reverse("staff:report", kwargs={"public_id": report.public_id}),
            reverse("staff:person", kwargs={"public_id": luis.public_id}),
            "/staff/asks",
            "/staff/reports",
            "/staff/people",
        ],
    }


def poisoned(person: Person, now: datetime) -> Person:
    return members.describe_oneself(
        by=person,
        name=NAME,
        country="GT",
        region=NAME,
        town=NAME,
        languages=["es"],
        time_zone="America/Guatemala",
        now=now,
    )


def signed_in(watched: Watched, site: str, email: str) -> None:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    watched.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}]
    )


def test_nothing_that_anybody_wrote_runs_anywhere(
    live_server: LiveServer, watched: Watched, addresses: dict[str, list[str]]
) -> None:
    shown = 0
    for email, paths in addresses.items():
        signed_in(watched, live_server.url, email)
        for path in paths:
            answer = watched.page.goto(live_server.url + path)
            assert answer is not None
            assert answer.status < 500, path
            assert watched.wrongs() == [], path
            shown += "onerror=alert(2)" in watched.page.inner_text("body")
    assert shown >= 10


def test_the_watch_would_see_it(watched: Watched) -> None:
    def raw(route: Route) -> None:
        route.fulfill(body=f"<p>{ALL}", content_type="text/html")

    watched.page.route("http://control.test/**", raw)
    watched.page.goto("http://control.test/")
    watched.page.wait_for_timeout(200)
    assert {"1", "2"} <= set(watched.wrongs())
