"""The respondents' surface as its own process serves it: its addresses and its database role."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tequio.domain.studies import personal_links
from tequio.domain.studies.questionnaires.versions import keep_standard
from tequio.survey_records import respondent_role
from tequio.survey_records.models import Case, Study
from tests.domain.studies import field


@pytest.fixture
def surface(settings: Settings) -> None:
    """The settings of `tequio.respondent_wsgi`."""
    settings.ROOT_URLCONF = "tequio.respondent_urls"
    settings.MIDDLEWARE = settings.RESPONDENT_MIDDLEWARE
    settings.SECURE_REFERRER_POLICY = "no-referrer"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000


@pytest.fixture
def study(db: None) -> Study:
    """Three cases in the field today, with the standard forms."""
    now = timezone.now()
    study = field.study_in_the_field(now, cases=3)
    keep_standard(study=study, now=now - timedelta(days=1))
    return study


@pytest.fixture
def token(study: Study) -> str:
    """The link of the first case."""
    return personal_links.make(case=Case.objects.get(key="k00"), now=timezone.now())


@pytest.fixture
def as_respondents(db: None, study: Study, token: str) -> Iterator[None]:
    """Everything in the test runs with the rights of the surface's role."""
    assert respondent_role.ensure()
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT {respondent_role.ROLE} TO CURRENT_USER")
        cursor.execute(f"SET ROLE {respondent_role.ROLE}")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture
def telephone(surface: None) -> Client:
    """A device without scripts and without cookies."""
    return Client(enforce_csrf_checks=True)
