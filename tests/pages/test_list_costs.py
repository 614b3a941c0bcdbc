"""Pages with a list ask the database as often at a thousand rows as at ten."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tequio.domain.asks import actions as asking
from tequio.domain.safety import actions as safety
from tequio.records.asks import Ask
from tequio.records.identifiers import random_identifier
from tequio.records.people import Person
from tequio.records.safety import Block
from tequio.records.studies import StudyMember
from tequio.survey_records.models import Case
from tests import studies
from tests.asks import send
from tests.cast import Cast
from tests.pages import many

pytestmark = pytest.mark.django_db
Page = Callable[[str], None]


@pytest.fixture
def page(client: Client) -> Page:
    def read(path: str) -> None:
        assert client.get(path).status_code == 200

    return read


def test_a_list_that_asks_once_a_row_is_found_out(cast: Cast) -> None:
    with pytest.raises(AssertionError, match="11 statements at 10 rows, 1001 at 1,000"):
        many.same_queries(
            lambda: [
                Person.objects.get(pk=one.pk).name
                for one in Person.objects.filter(name=cast.pedro.name).exclude(pk=cast.pedro.pk)
            ],
            more=lambda n: many.people(cast.pedro, n),
        )


@pytest.mark.parametrize("asked", ["", "?q=Luis", "?area=pricing", "?q=no+sé+qué+precio+poner"])
def test_the_directory(client: Client, cast: Cast, now: datetime, page: Page, asked: str) -> None:
    client.force_login(cast.maria)
    many.same_queries(
        lambda: page(f"/mentors/{asked}"), more=lambda n: many.mentors(cast.luis, n, now)
    )


def test_my_asks(client: Client, cast: Cast, now: datetime, page: Page) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    asking.withdraw(ask=ask, by=cast.maria, now=now)
    ended = Ask.objects.get()
    client.force_login(cast.maria)
    many.same_queries(lambda: page("/asks/"), more=lambda n: many.copies(ended, n))


def test_asks_that_wait(client: Client, cast: Cast, now: datetime, page: Page) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.luis)
    many.same_queries(
        lambda: page("/asks/waiting/"),
        more=lambda n: many.asks(ask, many.people(cast.pedro, n)),
    )


def test_messages(client: Client, cast: Cast, now: datetime, page: Page) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    talk = asking.accept(ask=ask, by=cast.luis, now=now)
    accepted = Ask.objects.get()
    client.force_login(cast.luis)
    many.same_queries(
        lambda: page("/conversations/"),
        more=lambda n: many.talks(talk, many.asks(accepted, many.people(cast.pedro, n))),
    )


def test_those_one_has_blocked(client: Client, cast: Cast, now: datetime, page: Page) -> None:
    block = safety.block(by=cast.maria, person=cast.pedro, now=now)
    client.force_login(cast.maria)

    def more(n: int) -> None:
        blocked = many.people(cast.pedro, n)
        many.copies(block, n, blocked_id=lambda number: blocked[number].pk)

    many.same_queries(lambda: page("/blocked/"), more=more)
    assert Block.objects.count() == 1001


@pytest.mark.parametrize("path", ["/staff/", "/staff/asks", "/staff/people"])
def test_pages_of_the_staff(
    client: Client, cast: Cast, now: datetime, page: Page, path: str
) -> None:
    ask = send(by=cast.maria, to=cast.luis, now=now)
    client.force_login(cast.coordinator)
    many.same_queries(lambda: page(path), more=lambda n: many.asks(ask, many.people(cast.pedro, n)))


def test_reports(client: Client, cast: Cast, now: datetime, page: Page) -> None:
    report = safety.report(by=cast.maria, person=cast.luis, reason="rude", text="x", now=now)
    client.force_login(cast.coordinator)

    def more(n: int) -> None:
        reporters = many.people(cast.pedro, n)
        many.copies(report, n, reporter_id=lambda number: reporters[number].pk)

    many.same_queries(lambda: page("/staff/reports"), more=more)


@pytest.mark.parametrize("who", ["lead", "manager"])
def test_studies(client: Client, now: datetime, page: Page, who: str) -> None:
    team = studies.gather(now=now)
    client.force_login(team.lead if who == "lead" else Person.objects.get(staff_role="manager"))
    role = StudyMember.objects.get(person=team.lead)

    def more(n: int) -> None:
        made = many.copies(team.study, n)
        many.copies(role, n, study=lambda number: made[number].public_id)

    many.same_queries(lambda: page("/studies/"), more=more)


def test_cases_of_the_field(client: Client, now: datetime, page: Page) -> None:
    team = studies.gather(now=now)
    drawn = {"inclusion_probability": 0.5, "wave": 1, "released_at": now}
    case = Case.objects.create(study=team.study, key="first", release_order=0, **drawn)
    client.force_login(team.lead)

    def more(n: int) -> None:
        last = team.study.cases.count()
        many.copies(
            case,
            n,
            key=lambda _: random_identifier(),
            release_order=lambda number: last + number,
        )

    many.same_queries(lambda: page(f"/studies/{team.study.public_id}/field/cases"), more=more)
