"""Pages before the field: what is typed is kept, faults are named, nothing happens too early."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.domain.studies import members, plan
from tequio.records.people import Person
from tequio.survey_records.models import Case, Draw, Frame, Plan, Study
from tests import cast as people
from tests import studies
from tests.cast import Cast
from tests.conftest import NOW
from tests.studies import MINUTE, Team

pytestmark = pytest.mark.django_db
RULE = {"joined_from": "2020-01-01", "joined_until": "2027-01-01", "test_domains": ""}


@pytest.fixture
def team() -> Team:
    return studies.gather(now=NOW)


def enter(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def post(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"idempotency_key": str(people.key(hash(path) % 10**9)), **values})


def text(response: Any) -> str:
    return str(response.content.decode())


def at(team: Team, page: str = "") -> str:
    return f"/studies/{team.study.public_id}/{page}"


COMMISSION = {
    "title_es": "¿Sirve?",
    "title_en": "Does it help?",
    "programme": "Tequio",
    "funder_name": "Fundación",
    "evaluator": "Clara",
    "contact": "x@example.org",
    "publish_by": "2999-01-01",
    "contacts_kept_until": "2999-01-01",
}


def test_whoever_may_not_commission_reads_who_may_and_what_to_do(
    cast: Cast, client: Client
) -> None:
    response = enter(client, cast.maria).get("/studies/commission")
    assert response.status_code == 403
    assert "solo para: la dirección del programa, la administración del sitio" in text(response)
    assert "pida a una de esas personas que lo encargue" in text(response)


def test_a_closed_page_of_a_study_says_whom_it_is_for(team: Team, client: Client) -> None:
    response = enter(client, team.coder).get(at(team, "team"))
    assert "solo para: quien financia este estudio, quien dirige su evaluación" in text(response)
    assert "pregunte a quien dirige la evaluación" in text(response)
    response = enter(client, team.manager).get(at(team, "draw"))
    assert "se quedan fuera de esta parte" in text(response)


def test_an_unknown_funder_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    enter(client, cast.manager)
    response = post(client, "/studies/commission", funder_email="nobody@example.org", **COMMISSION)
    assert response.status_code == 422
    assert "¿Sirve?" in text(response)
    assert "confirmar su dirección" in text(response)
    assert not Study.objects.exists()


def test_addresses_that_are_gone_before_the_report_are_refused_at_their_field(
    cast: Cast, client: Client
) -> None:
    enter(client, cast.manager)
    days = {**COMMISSION, "contacts_kept_until": "2998-12-31"}
    response = post(client, "/studies/commission", funder_email=cast.pedro.email, **days)
    assert response.status_code == 422
    assert "por lo menos hasta el día de la publicación" in text(response)
    assert 'value="2998-12-31"' in text(response)
    assert not Study.objects.exists()


def test_staff_are_no_funders(cast: Cast, client: Client) -> None:
    enter(client, cast.manager)
    address = cast.administrator.email
    response = post(client, "/studies/commission", funder_email=address, **COMMISSION)
    assert response.status_code == 422
    assert "trabaja para el programa" in text(response)


def test_a_commissioned_study_stands_in_the_lists(cast: Cast, client: Client) -> None:
    enter(client, cast.manager)
    address = cast.pedro.email
    response = post(client, "/studies/commission", funder_email=address, **COMMISSION)
    assert response.status_code == 302
    assert "¿Sirve?" in text(client.get("/studies/"))
    assert "Does it help?" in text(enter(client, cast.pedro).get("/studies/"))
    assert "Does it help?" not in text(enter(client, cast.luis).get("/studies/"))


def test_the_list_takes_as_many_queries_for_three_as_for_one(cast: Cast, client: Client) -> None:
    counts = []
    for number in range(3):
        team = studies.gather(now=NOW, manager=cast.manager, tag=f"n{number}")
        enter(client, cast.manager).get("/studies/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/studies/")
        counts.append(len(queries))
        assert team.study.public_id
    assert counts[0] == counts[2]


def test_the_team_page_grants_and_ends(team: Team, client: Client) -> None:
    enter(client, team.lead)
    response = post(client, at(team, "team"), email=team.coder.email, role="coder")
    assert response.status_code == 422
    assert "ya tiene esa función" in text(response)
    response = post(client, at(team, "team"), email=team.stranger.email, role="interviewer")
    assert response.status_code == 302
    assert "Ernesto Extraño" in text(client.get(at(team, "team")))


def test_the_funder_proposes_and_the_evaluator_declares(team: Team, client: Client) -> None:
    eva = team.stranger
    values = {"email": eva.email, "role": "lead_evaluator", "declaration": "Nothing."}
    assert post(enter(client, team.funder), at(team, "team"), **values).status_code == 302
    assert "todavía falta" in text(client.get(at(team, "team")))
    assert client.get(at(team, "declaration")).status_code == 403
    enter(client, eva)
    assert "Declare primero sus intereses" in text(client.get("/studies/"))
    assert at(team, "declaration") in text(client.get(at(team)))
    assert client.get(at(team, "plan")).status_code == 403
    refused = client.post(at(team, "declaration"), {"declaration": "Trabajé ahí en 2019."})
    assert refused.status_code == 422
    assert "Trabajé ahí en 2019." in text(refused)
    said = {"declaration": "Trabajé ahí en 2019.", "is_complete": "on"}
    assert client.post(at(team, "declaration"), said).status_code == 302
    assert client.get(at(team, "plan")).status_code == 200
    assert "Trabajé ahí en 2019." in text(client.get(at(team, "team")))


def test_whoever_does_not_take_it_on_is_out(team: Team, client: Client) -> None:
    members.grant(
        study=team.study, by=team.funder, person=team.stranger, role="lead_evaluator", now=NOW
    )
    enter(client, team.stranger)
    assert client.post(at(team, "declaration"), {"step": "decline"}).status_code == 302
    assert client.get(at(team)).status_code == 404


def test_a_study_begins_with_the_standard_plan(team: Team, client: Client) -> None:
    enter(client, team.lead)
    client.post(at(team, "plan/begin"))
    page = text(client.get(at(team, "plan")))
    assert "iris.thegiin.org/metric/5.3/PI5352/" in page
    assert "10.6" in page or "10,6" in page
    assert "El plan no tiene faltas" in page


def test_beginning_again_changes_nothing(team: Team, client: Client) -> None:
    plan.save(study=team.study, by=team.lead, content={"version": 1}, now=NOW)
    enter(client, team.lead).post(at(team, "plan/begin"))
    assert Plan.objects.get(study=team.study).content == {"version": 1}


def test_a_wrong_number_keeps_what_was_typed(team: Team, client: Client) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    form = client.get(at(team, "plan/section/sample")).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values |= {"sample__size": "-4", "sample__deviations": "GT", "sample__size_of__values": "1 = 3"}
    values = {name: "" if value is None else value for name, value in values.items()}
    response = client.post(at(team, "plan/section/sample"), values)
    assert response.status_code == 422
    assert "1 = 3" in text(response)
    assert "esta línea es distinta: GT" in text(response)


@pytest.mark.parametrize("section", ["sample", "field", "analysis", "windows"])
def test_a_section_that_is_sent_as_it_stands_changes_nothing(
    team: Team, client: Client, section: str
) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    before = Plan.objects.get(study=team.study).content
    form = client.get(at(team, f"plan/section/{section}")).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {
        name: form.fields[name].prepare_value(value)
        for name, value in values.items()
        if value is not None
    }
    response = client.post(at(team, f"plan/section/{section}"), values)
    assert response.status_code == 302
    after = Plan.objects.get(study=team.study).content
    assert plan.read(after) == plan.read(before)


@pytest.mark.parametrize("part", ["questions", "matrix", "results_chain", "indicators"])
def test_an_item_is_changed_and_removed(team: Team, client: Client, part: str) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    path = at(team, f"plan/{part}/1")
    form = client.get(path).context["form"]
    values = {name: form.fields[name].prepare_value(form[name].value()) for name in form.fields}
    values = {name: value for name, value in values.items() if value not in (None, False)}
    before = plan.read(Plan.objects.get(study=team.study).content)
    assert client.post(path, values).status_code == 302
    assert plan.read(Plan.objects.get(study=team.study).content) == before
    count = len(Plan.objects.get(study=team.study).content[part])
    client.post(path, {"step": "remove"})
    assert len(Plan.objects.get(study=team.study).content[part]) == count - 1
    assert client.post(at(team, f"plan/{part}/0"), values).status_code == 302
    assert len(Plan.objects.get(study=team.study).content[part]) == count


@pytest.mark.parametrize("path", ["plan/section/nothing", "plan/nothing/1", "plan/indicators/99"])
def test_a_part_that_no_plan_has_is_not_there(team: Team, client: Client, path: str) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    assert client.get(at(team, path)).status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"formula": "e_goal_met =="}, "No se entiende la fórmula"),
        ({"formula": ""}, "necesita una fórmula"),
        ({"formula": "mentord == 1"}, "no tienen la variable mentord"),
        ({"kind": "mean", "variable": ""}, "variable"),
        ({"domains": "country, nonsense == 1"}, "no tienen la variable nonsense"),
    ],
)
def test_a_fault_of_an_indicator_is_told_on_its_form_with_what_was_typed(
    team: Team, client: Client, values: dict[str, str], words: str
) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    path = at(team, "plan/indicators/1")
    form = client.get(path).context["form"]
    typed = {name: form.fields[name].prepare_value(form[name].value()) for name in form.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    typed |= {"kind": "proportion", **values, "name_es": "Una meta con otro nombre"}
    before = Plan.objects.get(study=team.study).content
    response = client.post(path, typed)
    assert response.status_code == 422
    assert words in text(response)
    assert "Una meta con otro nombre" in text(response)
    assert Plan.objects.get(study=team.study).content == before


def test_a_plan_with_faults_shows_each_and_is_not_locked(team: Team, client: Client) -> None:
    content = plan.standard()
    content["indicators"][0]["formula"] = "nonsense == 1"
    content["sample"]["strata"] = []
    plan.save(study=team.study, by=team.lead, content=content, now=NOW)
    enter(client, team.lead)
    client.post(at(team, "plan/lock"))
    page = text(client.get(at(team, "plan")))
    assert "no tienen la variable nonsense" in page
    assert "Columnas de los estratos: " in page
    team.study.refresh_from_db()
    assert team.study.plan_locked_at is None


def test_a_sample_larger_than_the_platform_is_warned_of_before_the_lock(
    team: Team, client: Client
) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    assert "más personas de las que hay en esta plataforma" in text(client.get(at(team, "plan")))
    content = plan.standard()
    content["sample"]["size"] = 2
    studies.crowd(3, now=NOW)
    plan.save(study=team.study, by=team.lead, content=content, now=NOW)
    assert "más personas de las que hay" not in text(client.get(at(team, "plan")))


def test_the_lock_closes_the_forms_and_the_funder_signs(team: Team, client: Client) -> None:
    enter(client, team.lead).post(at(team, "plan/begin"))
    client.post(at(team, "plan/lock"))
    assert client.post(at(team, "plan/plan/begin")).status_code == 404
    response = client.post(at(team, "plan/indicators/1"), {"step": "remove"})
    assert response.status_code == 409
    enter(client, team.funder)
    assert client.post(at(team, "plan/sign")).status_code == 302
    assert client.post(at(team, "plan/sign")).status_code == 409
    page = text(client.get(at(team, "plan")))
    assert "Fabiola Financia" in page
    assert "Eva Evalúa" in page


def test_before_the_plan_is_locked_the_page_of_the_frame_says_what_comes_first(
    team: Team, client: Client
) -> None:
    studies.crowd(6, now=NOW)
    for who in (team.manager, team.lead):
        page = text(enter(client, who).get(at(team, "frame")))
        assert "El plan todavía no está cerrado. Ciérrelo primero: un plan" in page
        assert "Congelar" not in page
    refused = client.post(at(team, "frame/platform"), {**RULE, "step": "freeze"})
    assert refused.status_code == 409
    assert "un plan que se escribe después de congelar" in text(refused)
    assert not Frame.objects.exists()


def test_counting_freezes_nothing(team: Team, client: Client) -> None:
    studies.crowd(6, now=NOW)
    studies.lock(team, now=NOW)
    enter(client, team.manager)
    page = client.post(at(team, "frame/platform"), {**RULE, "step": "check"})
    assert "no es una persona emprendedora" in text(page)
    assert not Frame.objects.exists()
    frozen = client.post(at(team, "frame/platform"), {**RULE, "step": "freeze"}, follow=True)
    assert "quien dirige la evaluación y alguien del programa" in text(frozen)
    assert Frame.objects.get().rows == 6
    assert client.post(at(team, "frame/sign")).status_code == 302
    assert "Paula Programa" in text(client.get(at(team, "frame")))


def test_a_rule_turned_round_is_refused(team: Team, client: Client) -> None:
    studies.lock(team, now=NOW)
    enter(client, team.lead)
    wrong = {**RULE, "joined_until": "2019-01-01"}
    assert client.post(at(team, "frame/platform"), wrong).status_code == 422


def test_a_file_with_faults_is_shown_cell_by_cell(team: Team, client: Client) -> None:
    studies.lock(team, now=NOW)
    enter(client, team.lead)
    head = "key,stage,country,gender,language,cohort\n"
    content = head + "a1,rich,GT,f,es,2025-H1\na1,idea,GT,f,es,2025-H1\n"
    for step, status in (("check", 200), ("freeze", 422)):
        file = SimpleUploadedFile("frame.csv", content.encode())
        page = client.post(at(team, "frame/file"), {"file": file, "step": step})
        assert page.status_code == status
        assert "rich" in text(page)
        assert "Esta clave está dos veces" in text(page)
    assert not Frame.objects.exists()


def test_a_check_of_a_file_names_what_everybody_would_lose(team: Team, client: Client) -> None:
    studies.lock(team, now=NOW)
    enter(client, team.lead)
    lines = [f"a{n},idea,GT,f,es,20{10 + n // 2}-H1" for n in range(20)]
    content = "\n".join(["key,stage,country,gender,language,cohort", *lines]) + "\n"
    file = SimpleUploadedFile("frame.csv", content.encode())
    page = text(client.post(at(team, "frame/file"), {"file": file, "step": "check"}))
    assert "quedan en blanco para todas las personas: Semestre" in page
    assert not Frame.objects.exists()


def test_a_value_from_before_the_freeze_is_refused_at_its_field(team: Team, client: Client) -> None:
    studies.crowd(20, now=NOW)
    studies.lock(team, now=NOW)
    studies.freeze(team, now=NOW + MINUTE)
    values = {"public_value": "48213", "source": "Lotería", "is_sure": "on"}
    enter(client, team.lead)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        early = post(client, at(team, "draw"), announced_at="2026-11-20T08:00:00", **values)
        assert early.status_code == 422
        assert "se conocía antes de congelar" in text(early)
        assert "48213" in text(early)
        values["announced_at"] = "2026-11-20T09:30:00"
        assert post(client, at(team, "draw"), **values).status_code == 302
    assert Draw.objects.get().public_value == "48213"
    page = text(client.get(at(team, "draw")))
    assert Draw.objects.get().seed in page
    assert not any(key in page for key in Case.objects.values_list("key", flat=True))


def test_without_signatures_the_page_says_what_is_missing(team: Team, client: Client) -> None:
    enter(client, team.lead)
    assert "Ciérrelo primero" in text(client.get(at(team, "draw")))


def test_waves_are_released_and_too_many_are_refused(team: Team, client: Client) -> None:
    studies.crowd(20, now=NOW)
    studies.drawn(team, now=NOW)
    enter(client, team.lead)
    too_many = post(client, at(team, "waves"), count=11)
    assert too_many.status_code == 422
    assert "Solo quedan 10 casos" in text(too_many)
    assert post(client, at(team, "waves"), count=4).status_code == 302
    assert Case.objects.filter(wave=1).count() == 4


def test_deviations_are_written_after_the_lock(team: Team, client: Client) -> None:
    enter(client, team.lead)
    early = post(client, at(team, "deviations"), what="a", why="b")
    assert early.status_code == 422
    studies.lock(team, now=NOW)
    assert post(client, at(team, "deviations"), what="Sorteo", why="Feriado").status_code == 302
    assert "Desviación 1" in text(client.get(at(team, "deviations")))


def test_staff_see_names_and_stages_and_nothing_of_the_sample(team: Team, client: Client) -> None:
    studies.crowd(20, now=NOW)
    studies.in_field(team, now=NOW)
    enter(client, team.manager)
    seen = text(client.get("/studies/")) + text(client.get(at(team)))
    seen += text(client.get(at(team, "frame")))
    keys = Case.objects.values_list("key", flat=True)
    assert not any(key in seen for key in keys)
    for page in ("draw", "waves", "plan", "deviations", "team"):
        assert client.get(at(team, page)).status_code == 403


def test_a_stranger_finds_no_study(team: Team, client: Client, now: datetime) -> None:
    enter(client, team.stranger)
    for page in ("", "team", "plan", "frame", "draw", "waves", "deviations"):
        assert client.get(at(team, page)).status_code == 404
