"""The finished study of the demo is made once, by people who can sign in."""

from datetime import datetime

import pytest
from django.contrib.auth import authenticate

from tequio.domain.studies import members
from tequio.jobs import demo_study
from tequio.records.people import Person
from tequio.survey_records.models import Study
from tests import cast as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(now: datetime) -> Person:
    made = people.staff("Roberto", "manager", now=now)
    Person.objects.filter(pk=made.pk).update(email=demo_study.MANAGER)
    return made


def test_a_study_that_is_there_is_not_made_again(manager: Person, now: datetime) -> None:
    demo_study.gather(now=now)
    members.commission(
        by=manager,
        funder=Person.objects.get(email="fernanda@example.org"),
        title_es="Ensayo",
        title_en="Rehearsal",
        programme="Tequio",
        evaluator="Evaluación inventada",
        contact="evaluacion@example.org",
        is_rehearsal=True,
        now=now,
    )
    assert not demo_study.load(now=now)
    assert Study.objects.count() == 1


def test_its_people_can_sign_in_and_gathering_again_makes_nobody(
    manager: Person, now: datetime
) -> None:
    first = demo_study.gather(now=now, password="una-frase-bien-larga-17")
    assert demo_study.gather(now=now) == first
    assert authenticate(None, email=first.lead.email, password="una-frase-bien-larga-17")
