"""Somebody without an account and without scripts finds a published report and turns its dial."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests import studies
from tests.stored_study import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reader(browser: Browser, live_server) -> Iterator[Page]:
    """A small phone that runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="en",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def mentored_of_a_hundred(page: Page) -> int:
    sentence = page.get_by_text(re.compile("^Of every hundred people registered")).inner_text()
    found = re.search(r"and (\d+)(?: \([^)]*\))? were mentored", sentence)
    assert found is not None, sentence
    return int(found[1])


def test_a_reader_moves_the_dial(reader: Page) -> None:
    published(studies.gather(now=timezone.now()), now=timezone.now())
    reader.goto("/studies/published/")
    reader.get_by_role("link", name="Does mentoring help?").click()
    weighted = mentored_of_a_hundred(reader)
    reader.get_by_text("Honesty dial and definitions").click()
    reader.get_by_label(re.compile("If those who did not answer")).select_option("k = 0.1")
    reader.get_by_role("button", name="Turn the dial").click()
    expect(reader).to_have_url(re.compile(r"k=0\.1"))
    expect(reader.get_by_role("status")).to_contain_text("assumes k = 0.1")
    assert mentored_of_a_hundred(reader) < weighted
    reader.get_by_role("link", name=re.compile("The programme and what was asked")).click()
    expect(reader).to_have_url(re.compile(r"k=0\.1"))
    reader.get_by_label("M3").check(force=True)
    reader.get_by_role("button", name="Turn the dial").click()
    expect(reader).to_have_url(re.compile("definition=M3"))
