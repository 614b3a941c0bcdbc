"""The report as it looks: axe in both themes, nothing wider than a phone, tables behind charts."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests import studies
from tests.conftest import NOW
from tests.pages.studies.test_looks import tab
from tests.pages.test_every_page import WIDER, violations
from tests.stored_study import published
from tests.studies import Team

__all__ = ["tab"]
pytestmark = pytest.mark.django_db
CHAPTERS = ("", "response", "representativeness", "funnel", "projection", "comparison", "reasons",
            "recommendations", "themes")  # fmt: skip


@pytest.fixture(scope="module")
def team(
    browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Team]:
    """The browser comes first: its loop moves Django to another connection."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = studies.gather(now=NOW)
        published(made, now=NOW)
        yield made
        transaction.set_rollback(True)


def html_of(team: Team, chapter: str, language: str) -> str:
    client = Client(headers={"accept-language": language})
    path = f"/studies/{team.study.public_id}/report/{chapter}"
    return client.get(path, {"k": "0.5"}).content.decode()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_axe_finds_nothing_in_either_theme(team, chapter, tab: Callable[..., Page]) -> None:
    assert violations(tab(html_of(team, chapter, "es"))) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_is_wider_than_a_small_phone(team, chapter, tab: Callable[..., Page]) -> None:
    page = tab(html_of(team, chapter, "ar-xb"), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDER)


def test_every_chart_has_its_numbers_as_a_table(team) -> None:
    for chapter in CHAPTERS:
        html = html_of(team, chapter, "en")
        for figure in html.split('<figure class="chart"')[1:]:
            assert "<table" in figure.split("</figure>")[0]


def test_paper_shows_the_tables_and_no_controls(team, tab: Callable[..., Page]) -> None:
    page = tab(html_of(team, "projection", "en"))
    page.emulate_media(media="print")
    assert not page.locator(".dial").is_visible()
    assert page.locator(".dial-says").is_visible()
    page.emulate_media(media="screen")
