"""People as coordinators find them: never what they write."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.domain.safety import actions as safety
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tests import cast as people
from tests.asks import QUESTION, send
from tests.pages.hostile import NUL_IN_ADDRESS, TEXTS


@pytest.fixture
def carla(client: Client, cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def cost(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_members_find_nobody_here(client: Client, cast) -> None:
    for member in (cast.maria, cast.luis, cast.manager):
        client.force_login(member)
        assert client.get("/staff/people").status_code == 403
        assert client.get(f"/staff/people/{cast.maria.public_id}").status_code == 403


@pytest.mark.parametrize("name", ["nobody", NUL_IN_ADDRESS])
def test_an_unknown_person_is_not_found(carla, name) -> None:
    assert carla.get(f"/staff/people/{name}").status_code == 404
    answer = carla.post(f"/staff/people/{name}/suspend", {"idempotency_key": people.key(0)})
    assert answer.status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_search_breaks_it(carla, text) -> None:
    answer = carla.get("/staff/people", {"q": text[:4000], "page": text[:100]})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("typed", ["ajú", "aju tz", "maria.aju.tzoc@example.org"])
def test_a_person_is_found_by_name_or_address(carla, typed) -> None:
    html = carla.get("/staff/people", {"q": typed}).content.decode()
    assert "María Ajú Tzoc" in html
    assert "Pedro" not in html


def test_a_person_is_shown_without_what_they_wrote(carla, cast, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    html = carla.get(f"/staff/people/{cast.maria.public_id}").content.decode()
    assert cast.maria.email in html
    assert QUESTION not in html


def test_nobody_is_suspended_without_a_reason_and_a_second_page(carla, cast) -> None:
    page = f"/staff/people/{cast.pedro.public_id}/suspend"
    shown = carla.get(f"/staff/people/{cast.pedro.public_id}").content.decode()
    assert f'href="{page}"' in shown
    assert 'method="post" action="/staff' not in shown
    assert carla.get(page).status_code == 200
    for number, reason in enumerate(("", "because")):
        said = {"reason": reason, "idempotency_key": str(people.key(number))}
        assert carla.post(page, said).status_code == 422
    cast.pedro.refresh_from_db()
    assert cast.pedro.is_active


def test_an_account_that_two_suspend_at_once_stays_closed_until_it_is_opened(carla, cast) -> None:
    page = f"/staff/people/{cast.pedro.public_id}"
    pressed = (("suspend", False), ("suspend", False), ("readmit", True), ("readmit", True))
    for number, (button, is_open) in enumerate(pressed):
        said = {"reason": "money", "idempotency_key": str(people.key(number))}
        assert carla.post(f"{page}/{button}", said).url == page
        cast.pedro.refresh_from_db()
        assert cast.pedro.is_active is is_open
    assert AuditEvent.objects.get(action="safety.suspend").detail["reason"] == "money"
    assert AuditEvent.objects.filter(action="safety.readmit").count() == 1


def test_ten_times_the_rows_cost_the_same_queries(carla, cast, now) -> None:
    send(by=cast.maria, to=cast.luis, now=now)
    few = [cost(carla, page) for page in ("/staff/people?q=o", "/staff/asks")]
    mentors = [
        people.mentor(f"Rosa {letter}", country="GT", areas=["pricing"], now=now)
        for letter in "ABCDEFGHIJKL"
    ]
    for number, mentor in enumerate(mentors):
        asker = people.entrepreneur(f"Otro {number}", country="GT", language="es", now=now)
        send(by=asker, to=mentor, now=now)
    assert [cost(carla, page) for page in ("/staff/people?q=o", "/staff/asks")] == few


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("administrator", "solo decide otra persona con el mismo papel"),
        ("coordinator", "Nadie suspende su propia cuenta"),
    ],
)
def test_an_account_that_is_not_theirs_to_close_says_so_and_stays_open(
    carla, cast, who, why
) -> None:
    person = getattr(cast, who)
    page = f"/staff/people/{person.public_id}"
    html = carla.get(page).content.decode()
    assert why in html
    assert f"{page}/suspend" not in html
    said = {"reason": "rude", "idempotency_key": str(people.key(0))}
    assert carla.post(f"{page}/suspend", said).url == carla.get(f"{page}/suspend").url == page
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("who", ["administrator", "coordinator"])
def test_who_decides_about_ones_own_account_is_said_truly_to_every_role(
    client: Client, cast, who
) -> None:
    person = getattr(cast, who)
    client.force_login(person)
    html = client.get(f"/staff/people/{person.public_id}").content.decode()
    assert "decide otra persona con el mismo papel, o de administración" in html


def test_a_coordinator_does_not_open_the_account_of_an_administrator(carla, cast, now) -> None:
    Person.objects.filter(pk=cast.manager.pk).update(staff_role="administrator")
    cast.manager.refresh_from_db()
    safety.suspend_account(person=cast.manager, by=cast.administrator, now=now)
    page = f"/staff/people/{cast.manager.public_id}"
    assert f"{page}/readmit" not in carla.get(page).content.decode()
    said = {"idempotency_key": str(people.key(0))}
    assert carla.post(f"{page}/readmit", said).url == page
    cast.manager.refresh_from_db()
    assert not cast.manager.is_active
