"""The respondents' surface as a part: told little, and refused where something is missing."""

import os
import subprocess
import sys

from tequio.supervisor import respondents

SITE = {
    "DATABASE_URL": "postgresql://tequio@/tequio?host=%2Ftmp%2Fpg",
    "TEQUIO_SURVEY_URL": "http://127.0.0.1:8002",
    "TEQUIO_SECRET_KEY": "the key of the site",
    "TEQUIO_SMTP_URL": "smtp://mail.example.org",
    "PATH": os.environ["PATH"],
}


def test_without_an_address_or_a_role_there_is_no_surface() -> None:
    assert respondents.environment({**SITE, "TEQUIO_SURVEY_URL": ""}, database_is_ours=True) is None
    assert respondents.environment(SITE, database_is_ours=False) is None


def test_the_surface_gets_its_own_role_and_none_of_the_secrets_of_the_site() -> None:
    told = respondents.environment(SITE, database_is_ours=True)
    assert told is not None
    assert told["DATABASE_URL"] == "postgresql://tequio_respondents@/tequio?host=%2Ftmp%2Fpg"
    assert told["TEQUIO_ALLOWED_HOSTS"] == "127.0.0.1"
    assert "TEQUIO_SMTP_URL" not in told
    assert SITE["TEQUIO_SECRET_KEY"] not in told.values()


def test_a_database_elsewhere_is_reached_by_the_address_that_was_given() -> None:
    given = {**SITE, "TEQUIO_SURVEY_DATABASE_URL": "postgres://r:p@db/tequio"}
    told = respondents.environment(given, database_is_ours=False)
    assert told is not None
    assert told["DATABASE_URL"] == "postgres://r:p@db/tequio"


def test_the_surface_is_another_application_and_logs_no_token() -> None:
    told = respondents.environment({**SITE, "TEQUIO_ENVIRONMENT": "test"}, database_is_ours=True)
    program = (
        "from tequio.respondent_wsgi import application\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "assert 'session' not in str(settings.MIDDLEWARE).lower()\n"
        "client = Client(raise_request_exception=False)\n"
        "status = client.get('/r/canary-of-a-token/', HTTP_HOST='127.0.0.1').status_code\n"
        "print(settings.ROOT_URLCONF, status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=told, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["tequio.respondent_urls", "500"], done.stderr
    assert "canary" not in done.stderr
