"""What every test may ask for."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import hypothesis
import pytest
import time_machine
from django.db import connection

from tests import cast as people

# A build server tries the same examples each time: what it finds can be found again.
hypothesis.settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("build")

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[datetime]:
    """A Friday morning in Guatemala, and the clock goes on from there: no test ages."""
    with time_machine.travel(NOW, tick=True):
        yield NOW


@pytest.fixture(autouse=True)
def queue_and_cache_of_one_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits Django empties its own tables; queue and cache are not its."""
    marker = request.node.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction", False)
    commits = is_marked or not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs; DELETE FROM site_cache")


@pytest.fixture
def cast(db: None, now: datetime) -> people.Cast:
    """The fixed people of the tests, made through the same actions as everybody."""
    return people.gather(now=now)
