"""What every test may ask for."""

from datetime import UTC, datetime

import pytest

from tests import cast as people

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A Friday morning in Guatemala."""
    return NOW


@pytest.fixture
def cast(db: None, now: datetime) -> people.Cast:
    """The fixed people of the tests, made through the same actions as everybody."""
    return people.gather(now=now)
