"""A plan that asks for more people than there are can still be drawn, by a published deviation."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import studies
from tests.conftest import NOW
from tests.pages.studies.test_before_the_field import at, enter, post, text
from tests.studies import MINUTE, Team

pytestmark = pytest.mark.django_db
WHY = "Hay menos personas de las que se esperaban."


@pytest.fixture
def team() -> Team:
    """Ten are planned by country and stage; the frame holds eight people."""
    team = studies.gather(now=NOW)
    studies.crowd(8, now=NOW)
    sample = {"design": "stratified", "strata": ["country", "stage"]}
    studies.lock(team, now=NOW, sample=sample)
    studies.freeze(team, now=NOW + MINUTE)
    return team


def smaller(client: Client, team: Team, **values: Any) -> Any:
    return post(client, at(team, "deviations/smaller-sample"), **{"why": WHY, **values})


@pytest.mark.parametrize("who", ["funder", "supervisor", "interviewer", "coder", "manager"])
def test_others_may_not_make_the_sample_smaller(team: Team, client: Client, who: str) -> None:
    assert smaller(enter(client, getattr(team, who)), team, size=8).status_code == 403


def test_without_a_reason_nothing_is_written_and_what_was_typed_stays(
    team: Team, client: Client
) -> None:
    response = smaller(enter(client, team.lead), team, size=7, why="")
    assert response.status_code == 422
    assert 'value="7"' in text(response)
    assert not team.study.deviations.exists()


def test_a_sample_that_is_no_smaller_is_refused_beside_its_field(
    team: Team, client: Client
) -> None:
    both = ["country", "stage"]
    response = smaller(enter(client, team.lead), team, size=10, strata=both)
    assert response.status_code == 422
    assert "solo puede hacer la muestra más pequeña" in text(response)
    response = smaller(client, team, size=9, strata=both)
    assert "de las que tiene el marco muestral: tiene 8" in text(response)


def test_the_page_of_the_draw_says_what_does_not_fit_and_leads_to_the_way_out(
    team: Team, client: Client
) -> None:
    page = text(enter(client, team.lead).get(at(team, "draw")))
    assert "Se deben sortear más personas" in page
    assert at(team, "deviations/smaller-sample") in page
    assert 'name="public_value"' not in page
    form = text(client.get(at(team, "deviations/smaller-sample")))
    assert 'value="8"' in form
    assert at(team, "deviations/smaller-sample") not in text(
        enter(client, team.funder).get(at(team, "draw"))
    )


def test_after_the_deviation_the_sample_is_drawn_and_the_deviation_is_shown(
    team: Team, client: Client
) -> None:
    with time_machine.travel(NOW + 2 * MINUTE, tick=False):
        response = smaller(enter(client, team.lead), team, size=6, strata=["country"])
        assert response.status_code == 302
        assert "Una muestra de 6 en lugar de 10, por país en lugar de por país, etapa." in text(
            client.get(at(team, "deviations"))
        )
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        values = {"public_value": "48213", "source": "Lotería", "is_sure": "on"}
        announced = {"announced_at": (NOW + timedelta(hours=12)).strftime("%Y-%m-%dT%H:%M:%S")}
        assert post(client, at(team, "draw"), **values, **announced).status_code == 302
        assert smaller(client, team, size=5).status_code == 409
    team.study.refresh_from_db()
    assert team.study.draw.design["size"] == 6
