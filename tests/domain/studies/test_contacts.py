"""What ties a study to people goes on the day that was promised, and no sooner."""

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection

from tequio.domain.studies import contacts, own_keys
from tequio.domain.studies.errors import StudyRefused
from tequio.jobs.field_work import erase_contacts
from tequio.records.audit import AuditEvent
from tequio.survey_records.models import Answer, Case, Study
from tests import studies
from tests.domain.studies.test_csv_frame import in_field_from_a_file

pytestmark = pytest.mark.django_db


def keep_until(study: Study, day: date | None) -> None:
    Study.objects.filter(pk=study.pk).update(contacts_kept_until=day)


def tables_that_know(key: str) -> set[str]:
    """Every table of the identity side in which a key of a study stands, whatever the column."""
    found = set()
    for model in apps.get_app_config("records").get_models():
        with connection.cursor() as cursor:
            table = model._meta.db_table
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608  (our own)
            if any(key in row for (row,) in cursor.fetchall()):
                found.add(table)
    return found


def of_the_platform(now: datetime) -> Study:
    team = studies.gather(now=now)
    studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    return team.study


@pytest.mark.parametrize("kept", [None, 1, 400], ids=["no day", "tomorrow", "next year"])
def test_before_the_day_everything_stays(now: datetime, kept: int | None) -> None:
    study = of_the_platform(now)
    keep_until(study, now.date() + timedelta(days=kept) if kept else None)
    assert contacts.erase_overdue(now=now) == {}
    (case, *_) = Case.objects.filter(study=study)
    assert tables_that_know(case.key) == {"records_studylink"}


def test_on_the_day_no_table_leads_from_a_key_to_a_person(now: datetime) -> None:
    study, other = of_the_platform(now), studies.gather(now=now, tag="2")
    keep_until(study, now.date())
    keys = list(Case.objects.filter(study=study).values_list("key", flat=True))
    assert contacts.erase_overdue(now=now) == {study.public_id: 12}
    assert not [key for key in keys if tables_that_know(key)]
    (event,) = AuditEvent.objects.filter(action="studies.erase_contacts")
    assert (event.actor, event.detail) == (None, {"links": 12, "own_keys": 0})
    assert not any(key in str(event.detail) for key in keys)
    assert other.study.public_id != study.public_id
    assert list(Case.objects.filter(study=study).values_list("key", flat=True)) == keys
    assert not Answer.objects.exists()
    assert contacts.erase_overdue(now=now) == {}
    assert AuditEvent.objects.filter(action="studies.erase_contacts").count() == 1


def test_keys_of_a_file_go_with_the_job_of_the_night(now: datetime) -> None:
    team, _content = in_field_from_a_file(now)
    keep_until(team.study, now.date())
    assert "records_ownkey" in tables_that_know("zzyzx1")
    erase_contacts(timestamp=0)
    assert tables_that_know("zzyzx") == set()
    (event,) = AuditEvent.objects.filter(action="studies.erase_contacts")
    assert event.detail == {"links": 0, "own_keys": 30}
    with pytest.raises(StudyRefused, match="no_own_keys"):
        own_keys.read(study=team.study, by=team.lead, now=now)


def test_of_two_studies_the_one_whose_day_has_come_is_erased(now: datetime) -> None:
    first, _content = in_field_from_a_file(now)
    keep_until(first.study, now.date() + timedelta(days=1))
    second = studies.planned(now=now, tag="2")
    keep_until(second.study, now.date())
    assert contacts.erase_overdue(now=now) == {}
    assert own_keys.are_held(first.study)
