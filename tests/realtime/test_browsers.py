"""Two real browsers, the real web and realtime processes: live, after kills, without JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tequio.domain.asks import actions as asks
from tequio.domain.conversations import queries
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Person
from tests.asks import send
from tests.cast import Cast
from tests.realtime.processes import Process, address_of_database, realtime, web

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]
SOON = 20_000


@dataclass(frozen=True)
class Site:
    """The two processes under test."""

    web: Process
    realtime: Process


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Conversation:
    return asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)


@pytest.fixture
def site(talk: Conversation) -> Iterator[Site]:
    database = address_of_database(connection.settings_dict["NAME"])
    with realtime(database) as events, web(database, events.port) as pages:
        yield Site(pages, events)


@pytest.fixture
def show(browser: Browser, site: Site, talk: Conversation) -> Iterator[Open]:
    """The conversation in a browser of this person."""
    contexts = []

    def open_page(person: Person, **options: object) -> Page:
        client = Client()
        client.force_login(person)
        context = browser.new_context(**options)
        contexts.append(context)
        address = f"http://127.0.0.1:{site.web.port}"
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}]
        )
        page = context.new_page()
        page.goto(f"{address}/conversations/{talk.public_id}/", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def write(page: Page, text: str) -> None:
    page.locator("textarea[name=text]").fill(text)
    page.locator("form[data-composer] button").click()


def texts(page: Page) -> list[str]:
    ask = "[data-sequence='1']"
    return page.locator(f"[data-messages] .message:not({ask}) .user-text").all_inner_texts()


def arrived(page: Page, count: int) -> list[str]:
    """The words after the ask, once the last of them has its number from the server."""
    expect(page.locator(f"[data-sequence='{count + 1}']")).to_be_visible(timeout=SOON)
    return texts(page)


def test_without_javascript_a_message_is_sent_and_the_box_is_empty_again(
    show: Open, cast: Cast
) -> None:
    page = show(cast.maria, java_script_enabled=False, viewport={"width": 320, "height": 640})
    write(page, "Buenas tardes, Luis")
    assert texts(page) == ["Buenas tardes, Luis"]
    assert page.locator("textarea[name=text]").input_value() == ""


def test_a_message_arrives_live_and_its_reading_too(show: Open, cast: Cast) -> None:
    maria, luis = show(cast.maria), show(cast.luis)
    write(maria, "¿Cuánto cobro por docena?")
    assert arrived(luis, 1) == ["¿Cuánto cobro por docena?"]
    expect(maria.locator(".mine[data-sequence='2'][data-state=read]")).to_be_visible(timeout=SOON)
    assert queries.unread(cast.luis) == 0
    write(luis, "Primero sume sus costos.")
    assert arrived(maria, 2) == ["¿Cuánto cobro por docena?", "Primero sume sus costos."]


def test_a_closing_is_seen_live(show: Open, cast: Cast) -> None:
    maria, luis = show(cast.maria), show(cast.luis)
    maria.locator("form[action$='/close'] button").click()
    maria.wait_for_url("**/how-it-went/")
    expect(luis.locator("form[action$='/reopen']")).to_be_visible(timeout=SOON)


def test_after_kill_and_start_of_the_realtime_process_all_arrive_in_order(
    show: Open, cast: Cast, site: Site
) -> None:
    maria, luis = show(cast.maria), show(cast.luis)
    write(maria, "uno")
    assert arrived(luis, 1) == ["uno"]
    site.realtime.kill()
    for text in ("dos", "tres", "cuatro"):
        write(maria, text)
    arrived(maria, 4)
    site.realtime.start()
    assert arrived(luis, 4) == ["uno", "dos", "tres", "cuatro"]
    write(maria, "cinco")
    assert arrived(luis, 5) == ["uno", "dos", "tres", "cuatro", "cinco"]


def test_what_is_written_while_the_site_is_away_is_sent_once_and_in_order(
    show: Open, cast: Cast, site: Site
) -> None:
    maria = show(cast.maria)
    site.web.kill()
    for text in ("primero", "segundo"):
        write(maria, text)
    expect(maria.locator("[data-state=waiting]")).to_have_count(2)
    assert Message.objects.count() == 1
    site.web.start()
    assert arrived(maria, 2) == ["primero", "segundo"]
    maria.reload()
    assert texts(maria) == ["primero", "segundo"]
    assert list(Message.objects.values_list("text", flat=True))[1:] == ["primero", "segundo"]


def test_a_hasty_double_click_sends_one_message(show: Open, cast: Cast) -> None:
    page = show(cast.maria)
    page.locator("textarea[name=text]").fill("Una sola vez")
    page.locator("form[data-composer] button").dblclick()
    assert arrived(page, 1) == ["Una sola vez"]
    page.wait_for_timeout(300)
    assert Message.objects.filter(text="Una sola vez").count() == 1
