"""A conversation in a real browser: nothing lost, nothing twice, in order."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route

CONVERSATION = """
<div data-conversation data-conversation-id="7" data-stream-url="/events" data-messages-url="/news"
 data-post-url="/say" data-last-sequence="1" data-offline-text="No connection">
<p role="status" data-connection></p>
<ol class="messages" data-messages><li data-sequence="1">Hola</li></ol>
<template data-waiting><li data-state="waiting"><p class="user-text"></p></li></template>
<form method="post" action="/say" data-composer><textarea name="text" aria-label="t"></textarea>
<input type="hidden" name="idempotency_key" value="x"><div data-check-result></div>
<button>Send</button></form></div>
"""
SCRIPT = '<script type="module" src="/static/tequio/conversation.js"></script>'


class Server:
    """A conversation of two, as far as HTTP can see it."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.messages = ["<li data-sequence='1'>Hola</li>"]
        self.keys: list[str] = []
        self.is_away = False
        self.refuses = False
        self.tells = ""

    def __call__(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if self.is_away and path != "/":
            route.abort()
        elif path == "/events":
            route.fulfill(body="retry: 200\n\n", content_type="text/event-stream")
        elif path == "/news":
            after = int(parse_qs(urlsplit(route.request.url).query)["after"][0])
            repeated = max(0, after - 1)  # a careless server: the page must not show it twice
            route.fulfill(body="".join(self.messages[repeated:]))
        elif path == "/say":
            self.store(route)
        else:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")

    def store(self, route: Route) -> None:
        if self.refuses:
            route.fulfill(status=422, body="<p>Please leave out numbers</p>")
            return
        sent = route.request.post_data or ""
        key = re.search(r'name="idempotency_key"\r\n\r\n(\S+)', sent)[1]
        text = re.search(r'name="text"\r\n\r\n([^\r]*)', sent)[1]
        if key not in self.keys:
            self.keys.append(key)
            self.add(f"data-key='{key}'", text)
        route.fulfill(status=201, body=self.tells)

    def add(self, attribute: str, text: str) -> None:
        sequence = len(self.messages) + 1
        self.messages.append(f"<li data-sequence='{sequence}' {attribute}>{text}</li>")


@pytest.fixture
def server(page_of: Callable[..., str]) -> Server:
    return Server(page_of(CONVERSATION).replace("</head>", SCRIPT + "</head>"))


def texts(page: Page) -> list[str]:
    return page.locator("[data-messages] li").all_inner_texts()


def write(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("form[data-composer] button").click()


def test_a_refused_message_comes_back_to_be_changed(server, show) -> None:
    page = show(server)
    server.refuses = True
    write(page, "Llámeme al 5555")
    page.wait_for_selector("text=Please leave out numbers")
    assert page.locator("textarea").input_value() == "Llámeme al 5555"
    assert texts(page) == ["Hola"]


def test_a_written_message_appears_once_and_the_box_is_empty(server, show) -> None:
    page = show(server)
    write(page, "Buenas tardes")
    page.wait_for_selector("li[data-sequence='2']")
    assert texts(page) == ["Hola", "Buenas tardes"]
    assert page.locator("textarea").input_value() == ""


def test_messages_of_a_break_arrive_in_order_when_the_stream_returns(server, show) -> None:
    page = show(server)
    server.is_away = True
    page.wait_for_selector("text=No connection")
    for text in ("uno", "dos", "tres"):
        server.add("", text)
    server.is_away = False
    page.wait_for_selector("li[data-sequence='4']")
    assert texts(page) == ["Hola", "uno", "dos", "tres"]


def test_what_was_written_without_a_connection_goes_out_once_even_after_a_reload(
    server, show
) -> None:
    page = show(server)
    server.is_away = True
    write(page, "primero")
    page.wait_for_selector("li[data-state=waiting]")
    write(page, "segundo")
    page.wait_for_timeout(200)
    assert server.keys == []
    server.is_away = False
    page.reload()
    page.wait_for_selector("li[data-sequence='3']")
    assert texts(page) == ["Hola", "primero", "segundo"]
    assert len(server.keys) == 2


def test_what_the_server_tells_the_writer_stays_until_the_next_message(server, show) -> None:
    page = show(server)
    server.tells = "<p>Please call 110</p>"
    write(page, "Me extorsionan")
    page.wait_for_selector("text=Please call 110")
    server.tells = ""
    write(page, "Gracias")
    page.wait_for_selector("li[data-sequence='3']")
    assert page.locator("text=Please call 110").count() == 0
