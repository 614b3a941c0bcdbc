"""The keys of a file beside those of the study: who takes them, when, and that it is noted."""

import csv
import io
from datetime import date, datetime

import pytest
from django.test import Client

from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tequio.records.studies import OwnKey
from tequio.survey_records.models import Case, Study
from tests import studies
from tests.domain.studies.test_csv_frame import in_field_from_a_file
from tests.studies import Team

pytestmark = pytest.mark.django_db
BUTTON = "Descargar las claves del archivo"


@pytest.fixture
def team(now: datetime) -> Team:
    return in_field_from_a_file(now)[0]


def address(team: Team) -> str:
    return f"/studies/{team.study.public_id}/field/cases/own-keys"


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "es"})
    client.force_login(person)
    return client


def test_nobody_who_is_not_signed_in(team: Team) -> None:
    answer = Client().post(address(team))
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/account/login/")
    assert not AuditEvent.objects.filter(action="studies.read_own_keys").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("interviewer", 403), ("coder", 403), ("funder", 403), ("manager", 403)],
)
def test_who_does_not_get_them(team: Team, who: str, status: int) -> None:
    assert signed_in(getattr(team, who)).post(address(team)).status_code == status
    assert not AuditEvent.objects.filter(action="studies.read_own_keys").exists()


def test_they_are_not_had_by_looking(team: Team) -> None:
    """A reading is written down, and what changes something is no GET."""
    assert signed_in(team.lead).get(address(team)).status_code in (403, 405)


def test_after_the_data_lock_nobody_is_to_be_reached_any_more(team: Team, now: datetime) -> None:
    Study.objects.filter(pk=team.study.pk).update(data_locked_at=now, data_hash="0" * 64)
    answer = signed_in(team.lead).post(address(team))
    assert answer.status_code == 409
    assert "text/csv" not in answer["content-type"]
    assert not AuditEvent.objects.filter(action="studies.read_own_keys").exists()


def test_without_other_keys_it_says_so(team: Team) -> None:
    OwnKey.objects.all().delete()
    answer = signed_in(team.lead).post(address(team))
    assert answer.status_code == 409
    assert "no hay otras claves" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="studies.read_own_keys").exists()


@pytest.mark.parametrize("who", ["lead", "supervisor"])
def test_both_keys_of_the_released_as_a_file(team: Team, who: str) -> None:
    answer = signed_in(getattr(team, who)).post(address(team))
    assert (answer.status_code, answer["content-type"]) == (200, "text/csv; charset=utf-8")
    assert f'filename="{team.study.public_id}-own-keys.csv"' in answer["content-disposition"]
    rows = {
        row["key"]: row["own_key"] for row in csv.DictReader(io.StringIO(answer.content.decode()))
    }
    released = Case.objects.filter(wave=1).values_list("key", flat=True)
    assert rows == dict(OwnKey.objects.filter(key__in=released).values_list("key", "own_key"))
    (event,) = AuditEvent.objects.filter(action="studies.read_own_keys")
    assert (event.actor, event.detail) == (getattr(team, who), {"count": 4})


def test_the_page_of_cases_offers_them_and_tells_until_when(team: Team) -> None:
    Study.objects.filter(pk=team.study.pk).update(contacts_kept_until=date(2999, 1, 31))
    cases = f"/studies/{team.study.public_id}/field/cases"
    shown = signed_in(team.lead).get(cases).content.decode()
    assert BUTTON in shown
    assert "31 de enero de 2999" in shown
    assert "zzyzx" not in shown
    assert BUTTON not in signed_in(team.interviewer).get(cases).content.decode()


def test_a_frame_of_the_platform_offers_none(now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    cases = f"/studies/{team.study.public_id}/field/cases"
    assert BUTTON not in signed_in(team.lead).get(cases).content.decode()
