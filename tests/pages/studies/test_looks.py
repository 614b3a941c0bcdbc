"""Every page of a study as somebody sees it who may: axe, both themes, right to left at 320 px."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tequio.domain.studies import lessons, plan
from tequio.pages.studies import access
from tests import studies
from tests.conftest import NOW
from tests.pages.studies import world
from tests.pages.studies.world import address, arguments, pages
from tests.pages.test_every_page import WIDER, tab, violations
from tests.stored_study import analysed, recommended
from tests.studies import Team

__all__ = ["tab"]
pytestmark = pytest.mark.django_db
PICTURES = os.environ.get("TEQUIO_PICTURES_OF_STUDIES", "")


def draft() -> Team:
    """Commissioned, with the standard plan and one fault in it."""
    team = studies.gather(now=NOW)
    content = plan.standard()
    content["indicators"][0]["formula"] = "nonsense == 1"
    plan.save(study=team.study, by=team.lead, content=content, now=NOW)
    return world.with_a_proposed_lead(team, NOW)


AFTER_THE_FIELD = (
    *("results", "themes", "theme", "lessons", "lesson", "recommendations", "recommendation"),
    *("fact-check", "response", "respond", "publish", "report"),
)


def written() -> Team:
    """Analysed, with a theme, a lesson and a recommendation, about to be given to the programme."""
    team = studies.gather(now=NOW)
    analysed(team, now=NOW)
    recommended(team, now=NOW)
    lessons.write(
        study=team.study, by=team.lead, now=NOW, text_es="Los registros acortan la duda.",
        text_en="Logs narrow the doubt.", evidence=["F7.log.replied"],
    )  # fmt: skip
    return team


STAGES = {
    "draft": draft,
    "in_field": lambda: world.in_field(NOW),
    "written": written,
}


@pytest.fixture(scope="module", params=sorted(STAGES))
def team(
    request: pytest.FixtureRequest,
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Team]:
    """One study a module and stage, gone at its end.

    The browser comes first: its loop moves Django to another connection.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield STAGES[request.param]()
        transaction.set_rollback(True)


def shown(name: str, team: Team, language: str) -> str:
    """The page as the first role sees it that may; nothing for addresses that only take forms."""
    if team.study.data_locked_at and name.partition(":")[2] not in AFTER_THE_FIELD:
        return ""  # these pages were looked at when they mattered
    for role in ("lead_evaluator", *world.ROLES[:-1]):
        if role not in access.table()[name].get("GET", frozenset()):
            continue
        person = team.role(role)
        person.language = language
        person.save()
        client = Client(headers={"accept-language": language})
        client.force_login(person)
        known = arguments(team)
        if team.study.data_locked_at:
            known = {**known, **numbers(team)}
        answer = client.get(address(name, team.study.public_id, known))
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        return answer.content.decode() if is_page else ""
    return ""


def numbers(team: Team) -> dict[str, dict[str, object]]:
    """The theme, the lesson and the recommendation that are there."""
    return {
        "studies:theme": {"number": team.study.themes.get().pk},
        **{f"studies:{page}": {"number": 1} for page in ("lesson", "recommendation", "respond")},
    }


def picture(html: str, tab: Callable[..., Page], name: str, language: str, width: int) -> None:
    """A picture to be looked at, where a folder for them is given."""
    if PICTURES:
        file = f"{name.partition(':')[2]}-{language}-{width}.png"
        tab(html, width=width).screenshot(path=str(Path(PICTURES) / file), full_page=True)


@pytest.mark.parametrize("name", pages())
def test_axe_finds_nothing_in_either_theme(name: str, team: Team, tab: Callable[..., Page]) -> None:
    html = shown(name, team, "es")
    if not html:
        return
    assert violations(tab(html)) == []
    for width in (360, 1280):
        picture(html, tab, name, f"{team.study.stage}-es", width)


@pytest.mark.parametrize("name", pages())
def test_nothing_overflows_right_to_left_at_320_pixels(
    name: str, team: Team, tab: Callable[..., Page]
) -> None:
    html = shown(name, team, "ar-xb")
    if not html:
        return
    page = tab(html, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDER)
    english = shown(name, team, "en")
    assert english
    picture(english, tab, name, f"{team.study.stage}-en", 360)
