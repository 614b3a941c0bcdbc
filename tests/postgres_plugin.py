"""Gives the tests that need a database a PostgreSQL of their own, unless DATABASE_URL names one.

The server starts with the first such test: a run of pure tests never pays for it. Processes that
a test starts find the same server through DATABASE_URL.
"""

import os
from collections.abc import Iterator

import dj_database_url
import pytest
from django.conf import settings

from local_postgres import throw_away

PLACE = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
"""The settings that say where a database is, and nothing about how it is used."""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of the server of this run."""
    if "DATABASE_URL" in os.environ:
        yield os.environ["DATABASE_URL"]
        return
    with throw_away() as server:
        os.environ["DATABASE_URL"] = server.url
        yield server.url
        del os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    postgres_url: str,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Point Django at the server of this run, before it makes its test database."""
    place = dj_database_url.parse(postgres_url)
    ours = settings.DATABASES["default"]
    ours.update({name: place[name] for name in PLACE if name in place})
    ours["OPTIONS"] = {**ours.get("OPTIONS", {}), **place.get("OPTIONS", {})}
