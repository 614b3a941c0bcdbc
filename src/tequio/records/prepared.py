"""Statements that the server reads and plans once a connection, not once a page.

For the few that most pages run and whose best plan does not depend on the values. Where
connections are shared by a pooler that knows no prepared statements, TEQUIO_PREPARE turns it off.

Outside a transaction they go to the server by the shortest road: what a cursor does beside that,
page after page, costs more than the statement. Inside one they take Django's, and also where
somebody listens to what is asked.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor, OperationalError, errors
from psycopg.adapt import PyFormat
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

Row = tuple[Any, ...]
Values = Sequence[object] | Mapping[str, object]
PLACE: Final = re.compile(r"%(?:\((\w+)\)s|s|%)")
# The server has forgotten the statement, or the tables that it was planned for have changed.
OUT_OF_DATE: Final = (errors.InvalidSqlStatementName, errors.FeatureNotSupported)


def rows(statement: str, values: Values) -> list[Row]:
    """All rows of the answer."""
    ours: Any = connections[DEFAULT_DB_ALIAS]  # the stubs know nothing of what is ours
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    if settings.PREPARE_AFTER is None or ours.in_atomic_block or _has_listeners(ours):
        return _by_cursor(ours, statement, values)
    with ours.wrap_database_errors:
        try:
            return _shortly(ours, statement, values)
        except OUT_OF_DATE:
            ours.forget_prepared()
            return _shortly(ours, statement, values)


def rows_of_once(statement: str, values: Values) -> list[Row]:
    """All rows of a statement whose best plan depends on the values: planned each time."""
    ours: Any = connections[DEFAULT_DB_ALIAS]
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    if ours.in_atomic_block or _has_listeners(ours):
        with ours.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    with ours.wrap_database_errors:
        text, sent = _spoken(ours, statement, values)
        return _read(ours, ours.connection.pgconn.exec_params(text, sent))


def row(statement: str, values: Values) -> Row | None:
    """The first row, or nothing."""
    found = rows(statement, values)
    return found[0] if found else None


def _has_listeners(ours: Any) -> bool:
    return bool(ours.queries_logged or ours.execute_wrappers or not ours.autocommit)


def _by_cursor(ours: Any, statement: str, values: Values) -> list[Row]:
    """Django's own cursor cannot prepare, psycopg's can."""
    with ours._prepare_cursor(Cursor(ours.connection)) as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _shortly(ours: Any, statement: str, values: Values) -> list[Row]:
    text, sent = _spoken(ours, statement, values)
    server = ours.connection.pgconn
    name = ours.prepared.get(statement)
    if name is None:
        name = b"ours_%d" % ours.next_prepared()
        _checked(ours, server.prepare(name, text))
        ours.prepared[statement] = name
    return _read(ours, server.exec_prepared(name, sent))


def _spoken(ours: Any, statement: str, values: Values) -> tuple[bytes, Sequence[Any]]:
    """Values go as text, and the server finds their types from where they stand."""
    text, names = _numbered(statement)
    said = [cast(Mapping[str, object], values)[name] for name in names] if names else list(values)
    return text, ours.adapters.dump_sequence(said, [PyFormat.TEXT] * len(said))


def _read(ours: Any, answer: PGresult) -> list[Row]:
    ours.adapters.set_pgresult(_checked(ours, answer))
    try:
        return cast(list[Row], ours.adapters.load_rows(0, answer.ntuples, tuple))
    finally:
        ours.adapters.set_pgresult(None)  # rows are not held beyond their page


@lru_cache(maxsize=256)
def _numbered(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with $1 for %s or %(name)s, and the names in the order of the numbers."""
    names: list[str] = []
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        if found[0] == "%%":
            return "%"
        if found[1] and found[1] in names:
            return f"${names.index(found[1]) + 1}"
        names.extend([found[1]] if found[1] else [])
        count += 1
        return f"${count}"

    return PLACE.sub(number, statement).encode(), tuple(names)


def _checked(ours: Any, answer: PGresult) -> PGresult:
    """The answer, if it is one. Raises what psycopg raises."""
    if answer.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return answer
    if ours.connection.pgconn.status == ConnStatus.BAD:
        raise OperationalError(answer.get_error_message())
    raise errors.error_from_result(answer)
