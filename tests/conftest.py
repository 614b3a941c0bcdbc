"""What every test may ask for."""

import os
from datetime import UTC, datetime

import hypothesis
import pytest

from tests import cast as people

# A build server tries the same examples each time: what it finds can be found again.
hypothesis.settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("build")

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A Friday morning in Guatemala."""
    return NOW


@pytest.fixture
def cast(db: None, now: datetime) -> people.Cast:
    """The fixed people of the tests, made through the same actions as everybody."""
    return people.gather(now=now)
