"""A real browser that is given our pages and static files without a server."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route
from pytest_django import DjangoDbBlocker

from tests.conftest import NOW
from tests.pages.world import World, build

ADDRESS = "http://site.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)


@pytest.fixture
def visit() -> Callable[..., HttpRequest]:
    """A request of somebody who is not signed in."""

    def request(path: str = "/", **query: str) -> HttpRequest:
        made = RequestFactory().get(path, query)
        made.user = AnonymousUser()
        return made

    return request


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for a whole module, gone at its end; such a module never asks for `cast`."""
    with (
        time_machine.travel(NOW, tick=True),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield build(NOW)
        transaction.set_rollback(True)


@pytest.fixture
def page_of(visit: Callable[..., HttpRequest]) -> Callable[[str], str]:
    """A whole page around a piece of template."""

    def render(content: str, **context: object) -> str:
        source = (
            '{% extends "shared/base.html" %}{% block content %}<h1>x</h1>'
            + content
            + "{% endblock %}"
        )
        return engines["django"].from_string(source).render(context, visit())

    return render


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Show HTML at an address, with our static files and our content security policy."""
    contexts = []

    def open_page(html: str | Callable[[Route], None], **options: object) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", lambda route: _answer(route, html))
        page.goto(ADDRESS + "/")
        page.wait_for_load_state("load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _answer(route: Route, html: str | Callable[[Route], None]) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        file = Path(str(finders.find(path.removeprefix("/static/"))))
        kind = mimetypes.guess_type(file.name)[0] or "text/plain"
        route.fulfill(body=file.read_bytes(), content_type=kind)
    elif callable(html):
        html(route)
    else:
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
