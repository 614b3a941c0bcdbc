"""A site that is served, a worker that sends, a mail server that receives, and two browsers."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tequio.domain.matching.index import in_memory
from tests.journeys.steps import Traveller
from tests.mail_server import MailServer, mail_server
from tests.worker import work_until_idle


@pytest.fixture
def post(settings, live_server) -> Iterator[MailServer]:
    """The mail server; the links in letters lead to the served site."""
    in_memory.forget()
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        settings.SITE_URL = live_server.url
        yield server
    in_memory.forget()


@pytest.fixture
def work(post: MailServer) -> Callable[[], None]:
    """The worker, until nothing is left to do."""
    return work_until_idle


@pytest.fixture
def traveller(browser: Browser, live_server, post) -> Iterator[Callable[..., Traveller]]:
    """Somebody with a browser of their own."""
    contexts = []

    def make(name: str, email: str, language: str, width: int, **options: object) -> Traveller:
        context = browser.new_context(
            base_url=live_server.url,
            locale=language,
            viewport={"width": width, "height": 800},
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Traveller(name, email, language, context, post, context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def stranger(browser: Browser, live_server) -> Iterator[Page]:
    """Somebody without an account, in English, on a small phone that runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="en",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
