"""Django's ORM beside Playwright, whose loop runs in the thread of the tests."""

import os
from datetime import datetime

import pytest
from django.utils import timezone


@pytest.fixture(scope="session", autouse=True)
def _orm_beside_playwright() -> None:
    """Both are used in turn, never at once; Django cannot know that. For the rest of the run."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def now() -> datetime:
    """The process that streams has the machine's clock: the test must have the same."""
    return timezone.now()
