"""A server is asked under a name that it answers to."""

import pytest

from tequio.supervisor.health import Question, name_for
from tequio.supervisor.ports import first_free


def test_where_nobody_listens_nobody_is_ready() -> None:
    free = first_free("127.0.0.1", 18900)
    assert free is not None
    assert not Question("127.0.0.1", free, "/readyz", "x.example").is_answered()


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("", "127.0.0.1"),
        ("*", "127.0.0.1"),
        ("x.example", "x.example"),
        (" ,x.example,y.example", "x.example"),
        (".example.org", "example.org"),
    ],
)
def test_the_name_is_one_that_is_let_through(allowed: str, name: str) -> None:
    assert name_for(allowed, "127.0.0.1") == name
