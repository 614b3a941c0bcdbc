"""Statements that the server reads and plans once a connection, not once a page.

For the few that most pages run and whose best plan does not depend on the values. Where
connections are shared by a pooler that knows no prepared statements, TEQUIO_PREPARE turns it off.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor


def rows(statement: str, values: Sequence[object] | Mapping[str, object]) -> list[tuple[Any, ...]]:
    """All rows of the answer; Django's own cursor cannot prepare, psycopg's can."""
    ours: Any = connections[
        DEFAULT_DB_ALIAS
    ]  # the stubs do not name the method that wraps a cursor
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    with ours._prepare_cursor(Cursor(ours.connection)) as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def row(statement: str, values: Sequence[object] | Mapping[str, object]) -> tuple[Any, ...] | None:
    """The first row, or nothing."""
    found = rows(statement, values)
    return found[0] if found else None
