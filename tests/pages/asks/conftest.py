"""The form of an ask, as a browser sends it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast as people
from tests.asks import CONTEXT, QUESTION


@pytest.fixture
def form() -> Callable[..., dict[str, str]]:
    """The fields of an ask about prices; the key is the same unless another number is given."""

    def fields(number: int = 0, **changed: str) -> dict[str, str]:
        return {
            "area": "pricing",
            "context": CONTEXT,
            "question": QUESTION,
            "tried": "Subí el precio una vez.",
            "minutes": "30",
            "step": "send",
            "idempotency_key": str(people.key(number)),
            **changed,
        }

    return fields


@pytest.fixture
def mentors(cast: people.Cast, now: datetime) -> list[people.Person]:
    """Four mentors with room."""
    return [
        people.mentor(f"Mentora {letter}", country="GT", areas=["pricing"], now=now)
        for letter in "ABCD"
    ]
