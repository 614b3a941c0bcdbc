"""The report: sealed, then with the programme, then for everybody; the dial and the switchboard."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tequio.domain.studies.report import decimals, parts
from tequio.domain.studies.report.writing import REFERENCE, Reader, quantity
from tequio.pages.shared import dates
from tests import studies
from tests.conftest import NOW
from tests.stored_study import analysed, published
from tests.studies import Team

pytestmark = pytest.mark.django_db
HEADLINE = r"Of every hundred people registered, (\d+)(?: \([^)]*\))? wrote"
CHAPTERS = [name for name, _title in parts.contents(Reader())]


@pytest.fixture(scope="module")
def team(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Team]:
    """One published study for the whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = studies.gather(now=NOW)
        published(made, now=NOW)
        yield made
        transaction.set_rollback(True)


def read(team: Team, where: str = "", language: str = "en", **query: str) -> str:
    path = f"/studies/{team.study.public_id}/report/{where}"
    answer = Client(headers={"accept-language": language}).get(path, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_no_number_is_typed_into_the_report() -> None:
    texts = ("es", "en", "title_es", "title_en", "summary_es", "summary_en")
    for part in parts.outline():
        for block in [part, *part["blocks"]]:
            for name in texts:
                text = REFERENCE.sub("", str(block.get(name, "")))
                assert not re.search(r"\d", text), f"{part['id']}: {text}"


def test_nobody_reads_numbers_before_the_fact_check_but_those_of_the_study() -> None:
    team = studies.gather(now=NOW)
    analysed(team, now=NOW)
    address = f"/studies/{team.study.public_id}/report/"
    expected = {"lead": 200, "funder": 200, "manager": 409, "coder": 403, "stranger": 404}
    found = {}
    for name in expected:
        client = Client()
        client.force_login(getattr(team, name))
        found[name] = client.get(address).status_code
    assert found == expected
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_part_opens_for_everybody_in_both_languages(team, chapter, language) -> None:
    html = read(team, chapter, language)
    assert "<h1>" in html
    assert "{" not in words(html)
    assert "None" not in words(html)


def test_the_dial_moves_every_projected_number_and_says_so(team) -> None:
    plain, turned = words(read(team)), words(read(team, k="0.25"))
    assert "assumes k = 0.25" in turned
    assert "Assumption: the silent have 0.25 times" in turned
    first = re.search(HEADLINE, plain)
    second = re.search(HEADLINE, turned)
    assert first is not None
    assert second is not None
    assert int(second[1]) < int(first[1])


def test_a_dial_beyond_its_end_or_nonsense_is_left_where_it_was(team) -> None:
    plain = words(read(team))
    for text in ("9", "-1", "x" * 5000, "nan", "inf", "٣"):
        assert words(read(team, k=text)).split("Honesty dial")[0] == plain.split("Honesty dial")[0]


def test_the_switchboard_changes_the_tables_and_rings_the_one_of_the_plan(team) -> None:
    planned, other = read(team, "projection"), read(team, "projection", definition="M0")
    assert "T13.M2" in planned
    assert "T13.M0" in other
    assert other.count("definition planned") == 1
    assert "T13.M2" in read(team, "projection", definition="M9")


def test_a_file_carries_the_assumption_of_the_dial(team) -> None:
    plain = Client().get(f"/studies/{team.study.public_id}/report/table/T13.M2")
    turned = Client().get(f"/studies/{team.study.public_id}/report/table/T13.M2", {"k": "0.5"})
    assert plain["Content-Type"].startswith("text/csv")
    assert plain.content != turned.content
    assert "0.5" in turned.content.decode().splitlines()[-1]


def test_what_is_not_there_leads_back(team) -> None:
    address = f"/studies/{team.study.public_id}"
    assert Client().get(f"{address}/report/nothing").status_code == 302
    assert Client().get(f"{address}/report/table/nothing").status_code == 302
    assert Client().get(f"{address}/files/../../etc/passwd").status_code in (302, 404)
    assert Client().get(f"{address}/files/answers.csv").status_code == 404


def test_gains_of_the_mentored_are_not_called_impact(team) -> None:
    assert "They are not impact" in words(read(team, "outcomes"))
    assert "No son impacto" in words(read(team, "outcomes", "es"))


def test_a_possible_bias_is_in_points_and_the_ledger_is_excepted_from_few_people(team) -> None:
    assert re.search(r"off by up to \d+ points", words(read(team, "representativeness")))
    assert "except the counts of the ledger" in words(read(team, "methods"))


def test_the_recommendation_shows_its_tipping_point_and_the_answer(team) -> None:
    text = words(read(team, "recommendations"))
    assert "would no longer hold at k =" in text
    assert "F7.survey.mentored" in text
    assert "The programme says Lo haremos." in text


def test_published_studies_are_listed_for_everybody(team, django_assert_max_num_queries) -> None:
    html = Client().get("/studies/published/", headers={"accept-language": "en"}).content.decode()
    assert "Does mentoring help?" in html


@pytest.mark.parametrize("language", ["es", "en"])
def test_pages_and_reports_write_numbers_alike(language) -> None:
    with translation.override(language):
        for number in (4000, 1_234_567, 900, 0):
            assert dates.decimal(number) == decimals.whole(number)
        assert dates.decimal(0.49) == quantity(0.49, "ratio")


def test_no_number_of_the_report_stands_without_its_separators(team) -> None:
    for chapter in ("summary", "response", "funnel", "outcomes", "value"):
        text = re.sub(r"\b20\d\d-\d\d-\d\d\b|\b20\d\d\b", "", words(read(team, chapter)))
        text = re.sub(r"\b[A-Z]{2}\d{4}\b|seed-\d+", "", text)  # codes of IRIS+, and a name
        assert not re.search(r"(?<![\d.,])\d{4,}(?![\d])", text), chapter
