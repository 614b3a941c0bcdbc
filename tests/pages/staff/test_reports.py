"""Reports: read and decided by coordinators, once."""

import pytest
from django.test import Client

from tequio.domain.notifications import actions as notifications
from tequio.domain.privacy import actions as privacy
from tequio.domain.safety import actions
from tequio.jobs import notify
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail, Notification
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


def write_letters() -> None:
    """As the worker does once the decision stands."""
    for told in Notification.objects.order_by("pk"):
        notify.send_notification(told.pk)


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
    said = decided(suspend="on", reason="money")
    assert carla.post(page, said)["Location"] == "/staff/reports"
    report.refresh_from_db()
    cast.luis.refresh_from_db()
    assert (report.state, report.closed_by, cast.luis.is_active) == (
        "upheld",
        cast.coordinator,
        False,
    )
    assert "Hablamos con ambos." in carla.get(page).content.decode()
    assert AuditEvent.objects.get(action="safety.suspend").detail["reason"] == "money"


def test_everybody_whom_a_decision_concerns_hears_of_it_and_nobody_of_the_other(
    carla, cast, report, settings
) -> None:
    settings.CONTACT_ADDRESS = "ayuda@example.org"
    answer = carla.post(
        f"/staff/reports/{report.public_id}", decided(suspend="on", reason="rude"), follow=True
    )
    for said in ("Decidido.", "Quien denunció", "La cuenta queda cerrada"):
        assert said in answer.content.decode()
    write_letters()
    to_maria, to_luis = Mail.objects.get(to=cast.maria.email), Mail.objects.get(to=cast.luis.email)
    assert to_maria.subject == "Revisamos lo que usted denunció"
    assert "aquí nadie insulta ni amenaza" in to_luis.text
    assert "ayuda@example.org" in to_luis.text
    for mail, other in ((to_maria, cast.luis), (to_luis, cast.maria)):
        assert other.given_name not in mail.text
        assert "Hablamos con ambos." not in mail.text


def test_who_switched_such_letters_off_gets_none(carla, cast, report, now) -> None:
    notifications.choose(by=cast.maria, kind="report", by_mail=False, in_site=False)
    carla.post(f"/staff/reports/{report.public_id}", decided(suspend="on", reason="rude"))
    write_letters()
    assert [mail.to for mail in Mail.objects.all()] == [cast.luis.email]


def test_each_hears_it_in_their_own_language(cast, now) -> None:
    report = actions.report(by=cast.pedro, person=cast.luis, reason="rude", text="", now=now)
    actions.close_report(
        report=report, by=cast.coordinator, state="dismissed", outcome="Nada.", now=now
    )
    write_letters()
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (cast.pedro.email, "We looked at what you reported")
    assert "Nada." not in mail.text


def test_why_a_report_was_made_stays_when_its_reporter_is_gone(carla, cast, report, now) -> None:
    """What stands against somebody keeps its ground and what was told, without who told it."""
    privacy.erase(person=cast.maria, by=cast.maria, now=now)
    page = carla.get(f"/staff/reports/{report.public_id}").content.decode()
    assert "<h1>Insultos o amenazas</h1>" in page
    assert f'<p class="user-text">{report.text}</p>' in page
    assert "(cuenta borrada)" in page
    assert cast.maria.name not in page
    assert "Insultos o amenazas" in carla.get("/staff/reports").content.decode()
    answer = carla.post(
        f"/staff/reports/{report.public_id}", decided(suspend="on", reason="rude"), follow=True
    )
    assert "Quien denunció" not in answer.content.decode()
    assert [mail.to for mail in Mail.objects.all()] == [cast.luis.email]
    person = carla.get(f"/staff/people/{cast.luis.public_id}").content.decode()
    assert "Suspendida: Insultos o amenazas" in person


def test_a_report_of_nobody_any_more_is_read_and_decided(carla, report) -> None:
    Report.objects.update(reporter=None)
    page = f"/staff/reports/{report.public_id}"
    assert carla.get(page).status_code == 200
    assert carla.post(page, decided())["Location"] == "/staff/reports"


def test_nobody_is_suspended_by_a_decision_without_a_reason(carla, cast, report) -> None:
    page = f"/staff/reports/{report.public_id}"
    assert 'value="rude" id="id_reason_4" checked' in carla.get(page).content.decode()
    for number, reason in enumerate(("", "because")):
        answer = carla.post(page, decided(number, suspend="on", reason=reason))
        assert answer.status_code == 422
        assert "Hablamos con ambos." in answer.content.decode()
    report.refresh_from_db()
    cast.luis.refresh_from_db()
    assert (report.state, cast.luis.is_active) == ("open", True)


def test_a_second_decision_changes_nothing(carla, cast, report) -> None:
    page = f"/staff/reports/{report.public_id}"
    carla.post(page, decided())
    answer = carla.post(page, decided(1, state="dismissed", outcome="Nada."))
    assert answer.status_code == 409
    report.refresh_from_db()
    assert (report.state, report.outcome) == ("upheld", "Hablamos con ambos.")


def test_nobody_is_suspended_where_there_is_nothing_to_the_report(carla, cast, report) -> None:
    page = f"/staff/reports/{report.public_id}"
    answer = carla.post(page, decided(state="dismissed", suspend="on", reason="rude"))
    assert answer.status_code == 422
    for said in ("entonces no se suspende a nadie", "Hablamos con ambos."):
        assert said in answer.content.decode()
    report.refresh_from_db()
    cast.luis.refresh_from_db()
    assert (report.state, cast.luis.is_active) == ("open", True)


def test_a_coordinator_decides_on_a_report_about_an_administrator_and_suspends_nobody(
    carla, cast, now
) -> None:
    about = actions.report(
        by=cast.maria, person=cast.administrator, reason="rude", text="Ay", now=now
    )
    page = f"/staff/reports/{about.public_id}"
    html = carla.get(page).content.decode()
    assert "solo decide otra persona con el mismo papel" in html
    assert 'name="suspend"' not in html
    assert carla.post(page, decided(suspend="on", reason="rude")).status_code == 302
    about.refresh_from_db()
    cast.administrator.refresh_from_db()
    assert (about.state, cast.administrator.is_active) == ("upheld", True)


def test_a_report_about_oneself_is_for_the_others_of_the_team(carla, cast, now) -> None:
    about = actions.report(by=cast.maria, person=cast.coordinator, reason="rude", text="", now=now)
    page = f"/staff/reports/{about.public_id}"
    assert carla.get(page).status_code == carla.post(page, decided()).status_code == 404
    seen = ("/staff/reports", f"/staff/people/{cast.coordinator.public_id}")
    assert not any(about.public_id in carla.get(address).content.decode() for address in seen)
    assert carla.get("/staff/").context["reports"] == 0
    carla.force_login(cast.administrator)
    assert all(about.public_id in carla.get(address).content.decode() for address in seen)
