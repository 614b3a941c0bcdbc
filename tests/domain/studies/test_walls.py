"""The wall between people and answers: one door, each passage written down, no leak."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection

from tequio.domain.privacy import actions as privacy
from tequio.domain.privacy.queries import export_of
from tequio.domain.studies import links_of_people
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tequio.records.studies import PermanentNumber, StudyLink
from tequio.survey_records.models import Case, FrameUnit
from tests import studies

SOURCE = Path(__file__).parents[3] / "src" / "tequio"
DOOR = "domain/studies/links_of_people.py"
NAMES_WHAT_IS_LEFT_OUT = "pages/people/own_data_words.py"
ALLOWED = {
    *(DOOR, "records/studies.py", "records/models.py", "domain/studies/platform_frame.py"),
    NAMES_WHAT_IS_LEFT_OUT,
}
LINK = re.compile(r"StudyLink|records_studylink|studylink")
CANARY = "Canaria Zzyzx"


def readers(folder: Path) -> set[str]:
    """Modules that speak of the links, migrations apart."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and LINK.search(path.read_text("utf-8"))
    }


def stored(app: str) -> str:
    """Every row of every table of an app, as text."""
    written = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config(app).get_models():
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")  # noqa: S608  (our own)
            written += [row[0] for row in cursor.fetchall()]
    return "\n".join(written)


def test_a_planted_reader_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("StudyLink.objects.all()")
    assert readers(tmp_path) == {"planted.py"}


def test_one_module_reads_the_links() -> None:
    """The frame's query only counts who was asked lately; it gives no key away."""
    assert readers(SOURCE) <= ALLOWED


def test_one_module_reads_the_keys_of_files() -> None:
    speaking = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and re.search(r"OwnKey\b|ownkey", path.read_text("utf-8"))
    }
    assert speaking == {
        *("domain/studies/own_keys.py", "records/studies.py", "records/models.py"),
    }


def test_each_reading_is_written_down(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    keys = list(Case.objects.filter(wave=1).values_list("key", flat=True))
    AuditEvent.objects.all().delete()
    found = links_of_people.read(
        study=team.study, by=team.lead, purpose="letters", now=now, keys=keys
    )
    assert set(found) == set(keys)
    (event,) = AuditEvent.objects.all()
    assert (event.action, event.actor, event.detail) == (
        "studies.read_links",
        team.lead,
        {"purpose": "letters", "count": 5},
    )


def test_a_key_of_another_study_leads_nowhere(db: None, now: datetime) -> None:
    team, other = studies.planned(now=now), studies.gather(now=now, tag="Dos")
    studies.crowd(12, now=now)
    studies.freeze(team, now=now)
    key = FrameUnit.objects.values_list("key", flat=True)[0]
    assert not links_of_people.read(study=other.study, by=None, purpose="test", now=now, keys=[key])


def test_names_of_people_reach_no_table_of_the_survey_side(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    for number, person in enumerate(studies.crowd(20, now=now)):
        Person.objects.filter(pk=person.pk).update(
            name=f"{CANARY} {number}",
            email=f"zzyzx{number}@canary.example",
            town="Zzyzxtenango",
            region="Zzyzx",
        )
    studies.in_field(team, now=now)
    text = stored("survey_records")
    assert Case.objects.count() == 10
    assert not re.search("zzyzx|canary", text, re.IGNORECASE)
    drawn = Person.objects.filter(name__startswith=CANARY)
    assert not any(person.public_id in text for person in drawn)
    assert re.search("zzyzx", stored("records"), re.IGNORECASE)


def test_deleting_an_account_removes_its_links(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    people = studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    privacy.erase(person=people[0], by=people[0], now=now)
    assert not StudyLink.objects.filter(person=people[0]).exists()
    assert not PermanentNumber.objects.filter(person=people[0]).exists()
    assert StudyLink.objects.count() == 11
    assert FrameUnit.objects.count() == 12


def test_nobody_can_show_a_key_from_the_copy_of_ones_data(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    person, *_ = studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    text = str(export_of(person))
    link = StudyLink.objects.get(person=person)
    assert link.study in text
    assert link.key not in text
    assert str(person.pk) and "number" not in str(export_of(person).get("permanentnumber", ""))


@pytest.mark.parametrize("app", ["survey_records"])
def test_djangos_admin_shows_nothing_of_the_survey_side(app: str) -> None:
    shown = {model._meta.label for model in admin.site._registry}
    assert not shown & {model._meta.label for model in apps.get_app_config(app).get_models()}
    assert "records.StudyLink" not in shown
    assert "records.StudyMember" not in shown
    assert "records.PermanentNumber" not in shown
    assert "records.DoNotContact" not in shown


def test_the_trail_that_administrators_see_names_no_key_and_nobody(db: None, now: datetime) -> None:
    team = studies.gather(now=now)
    people = studies.crowd(12, now=now)
    studies.in_field(team, now=now)
    trail = AuditEvent.objects.exclude(action__startswith="people.")
    keys = set(FrameUnit.objects.values_list("key", flat=True))
    text = str(list(trail.values_list("action", "detail")))
    assert not any(key in text for key in keys)
    subjects = set(trail.values_list("subject_type", flat=True))
    assert subjects == {"study"}
    assert not any(person.public_id in text for person in people)
