"""The report of a study that almost nobody answered: what it says, and that nothing breaks."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tequio.domain.studies import fact_check, publication
from tequio.domain.studies.report import parts
from tequio.domain.studies.report.writing import Reader
from tests.conftest import NOW
from tests.domain.studies.test_few_answers import in_the_field, locked
from tests.studies import MINUTE, Team

pytestmark = pytest.mark.django_db
CHAPTERS = [name for name, _title in parts.contents(Reader())]
SAID = {
    "es": "Respuestas recibidas: 6. Con menos de 10 respuestas no se calcula ninguna cifra",
    "en": "Answers received: 6. Of fewer than 10 answers no figure is made",
}


@pytest.fixture(scope="module")
def team(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Team]:
    """One published study for the whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = in_the_field(NOW)
        locked(made, NOW)
        fact_check.open_window(study=made.study, by=made.lead, now=NOW + 9 * MINUTE)
        made.study.refresh_from_db()
        publication.publish(study=made.study, by=made.lead, now=NOW + timedelta(days=40))
        yield made
        transaction.set_rollback(True)


def read(team: Team, chapter: str, language: str, **query: str) -> str:
    client = Client(headers={"accept-language": language})
    answer = client.get(f"/studies/{team.study.public_id}/report/{chapter}", query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_first_page_says_why_there_are_no_figures(team: Team, language: str) -> None:
    page = re.sub(r"\s+", " ", read(team, "", language))
    assert SAID[language] in page
    assert "50.0%" in page  # the logs know of everybody in the frame


@pytest.mark.parametrize("chapter", ["", *CHAPTERS[1:]])
def test_every_chapter_is_there_and_the_dial_turns_nothing(team: Team, chapter: str) -> None:
    for query in ({}, {"k": "0.5", "m": "M0"}):
        page = read(team, chapter, "en", **query)
        assert "None" not in re.sub(r"<[^>]+>", " ", page)
        assert not re.search(r"\{[\w.@]+", page)


def test_what_is_told_of_the_answers_is_that_they_were_given(team: Team) -> None:
    assert "15.0%" in read(team, "response", "en")
    for chapter in ("outcomes", "comparison", "reasons", "experience", "subgroups"):
        assert "<table" not in read(team, chapter, "en"), chapter
