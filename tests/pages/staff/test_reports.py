"""Reports: read and decided by coordinators, once."""

import pytest
from django.test import Client

from tequio.domain.safety import actions
from tequio.records.safety import Report
from tests import cast as people
from tests.pages.hostile import NUL_IN_ADDRESS, TEXTS


@pytest.fixture
def report(cast, now) -> Report:
    return actions.report(by=cast.maria, person=cast.luis, reason="rude", text="Ay", now=now)


@pytest.fixture
def carla(client: Client, cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def decided(number: int = 0, **changed: str) -> dict[str, str]:
    fields = {"state": "upheld", "outcome": "Hablamos con ambos.", **changed}
    return {**fields, "idempotency_key": str(people.key(number))}


def test_a_programme_manager_does_not_read_reports(client: Client, cast, report) -> None:
    client.force_login(cast.manager)
    assert client.get("/staff/reports").status_code == 403
    assert client.get(f"/staff/reports/{report.public_id}").status_code == 403


@pytest.mark.parametrize("name", ["nothing", NUL_IN_ADDRESS])
def test_an_unknown_report_is_not_found(carla, name) -> None:
    assert carla.get(f"/staff/reports/{name}").status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_text_breaks_it(carla, report, text) -> None:
    page = f"/staff/reports/{report.public_id}"
    assert carla.post(page, decided(state=text)).status_code == 422
    answer = carla.post(page, decided(1, outcome=text))
    assert answer.status_code in (302, 422)
    assert (
        carla.get("/staff/reports", {"state": text[:2000], "page": text[:2000]}).status_code == 200
    )


def test_a_decision_closes_it_and_can_suspend(carla, cast, report) -> None:
    page = f"/staff/reports/{report.public_id}"
    assert carla.post(page, decided(suspend="on"))["Location"] == "/staff/reports"
    report.refresh_from_db()
    cast.luis.refresh_from_db()
    assert (report.state, report.closed_by, cast.luis.is_active) == (
        "upheld",
        cast.coordinator,
        False,
    )
    assert "Hablamos con ambos." in carla.get(page).content.decode()


def test_a_second_decision_changes_nothing(carla, cast, report) -> None:
    page = f"/staff/reports/{report.public_id}"
    carla.post(page, decided())
    answer = carla.post(page, decided(1, state="dismissed", outcome="Nada."))
    assert answer.status_code == 409
    report.refresh_from_db()
    assert (report.state, report.outcome) == ("upheld", "Hablamos con ambos.")
