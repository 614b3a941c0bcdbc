"""Recommendations are changed and removed by the lead evaluator until the fact-check begins."""

import pytest
from django.test import Client

from tequio.domain.studies import fact_check
from tests import studies
from tests.stored_study import analysed, recommended
from tests.studies import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(now) -> Team:
    made = studies.gather(now=now)
    analysed(made, now=now)
    recommended(made, now=now)
    return made


def signed_in(team: Team, role: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(team.role(role))
    return client


def address(team: Team, rest: str = "1") -> str:
    return f"/studies/{team.study.public_id}/recommendations/{rest}"


@pytest.mark.parametrize("role", ["funder", "coder", "platform_administrator"])
def test_others_change_and_remove_nothing(team, role) -> None:
    client = signed_in(team, role)
    assert client.post(address(team), {}).status_code == 403
    assert client.post(address(team, "1/remove")).status_code == 403
    assert team.study.recommendations.count() == 1


def test_what_is_not_there_is_not_found(team) -> None:
    client = signed_in(team, "lead_evaluator")
    assert client.get(address(team, "9")).status_code == 404
    assert client.post(address(team, "9/remove")).status_code == 404


def test_a_recommendation_is_written_anew_with_the_same_checks(team) -> None:
    client = signed_in(team, "lead_evaluator")
    form = client.get(address(team)).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    assert (values["holds_above"], values["hangs_on"]) == (10, "F7.survey.mentored")
    refused = client.post(address(team), {**values, "evidence": ["T99.nothing"]})
    assert refused.status_code == 422
    assert "T99.nothing" in refused.content.decode()
    assert client.post(address(team), {**values, "owner": "Junta"}).status_code == 302
    (one,) = team.study.recommendations.all()
    assert (one.number, one.owner, one.evidence) == (1, "Junta", form.initial["evidence"])


def test_without_evidence_it_is_refused_and_the_text_stays(team) -> None:
    client = signed_in(team, "lead_evaluator")
    form = client.get(address(team)).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    values |= {"evidence": [], "hangs_on": "", "holds_above": "", "text_en": "Say it better."}
    answer = client.post(address(team), values)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "marque al menos una cifra o un tema" in html
    assert "Say it better." in html


@pytest.mark.parametrize(
    ("change", "field"), [({"hangs_on": ""}, "hangs_on"), ({"holds_above": ""}, "holds_above")]
)
def test_a_threshold_needs_its_number_and_a_number_its_threshold(team, change, field) -> None:
    client = signed_in(team, "lead_evaluator")
    form = client.get(address(team)).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    answer = client.post(address(team), {**values, **change})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_number_that_it_hangs_on_is_evidence_and_comes_first(team) -> None:
    client = signed_in(team, "lead_evaluator")
    form = client.get(address(team)).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    said = {**values, "evidence": ["theme:ACCESS"], "hangs_on": "T13.M2.weighted"}
    assert client.post(address(team), said).status_code == 302
    one = team.study.recommendations.get()
    assert one.evidence == ["T13.M2.weighted", "theme:ACCESS"]


def test_the_list_says_how_far_each_holds(team) -> None:
    html = signed_in(team, "lead_evaluator").get(address(team, "")[:-1]).content.decode()
    assert "Se sostiene mientras esté por encima de 10.0%" in html
    assert "Dejaría de sostenerse con k = " in html


def test_a_recommendation_is_removed_and_after_the_fact_check_no_more(team, now) -> None:
    client = signed_in(team, "lead_evaluator")
    assert client.post(address(team, "1/remove")).status_code == 302
    assert not team.study.recommendations.exists()
    recommended(team, now=now)
    fact_check.open_window(study=team.study, by=team.lead, now=now)
    number = team.study.recommendations.get().number
    assert client.post(address(team, f"{number}/remove")).status_code == 302
    assert team.study.recommendations.count() == 1
    assert (
        "La revisión de hechos ya empezó" in client.get(address(team, str(number))).content.decode()
    )
