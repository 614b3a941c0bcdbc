"""A server of its own for these tests: they kill it, which nobody else's tests should feel."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import local_postgres


@pytest.fixture
def directory() -> Iterator[Path]:
    """A folder whose name has spaces and accents; what runs in it is stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="tequio ñandú ", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        local_postgres.stop(Path(folder))


def do(url: str, statement: str) -> None:
    """Run a statement."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def ask(url: str, query: str) -> object:
    """The one value that a query answers."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None
