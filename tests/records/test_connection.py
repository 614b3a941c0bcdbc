"""The connection of a web process: a dead one is noticed, a live one is left in peace."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction

from tequio.records import prepared

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def onlooker() -> Iterator[psycopg.Connection]:
    """Somebody else with an eye on the server."""
    values = connection.get_connection_params()
    kept = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(
        **{name: values[name] for name in kept if values.get(name)}, autocommit=True
    ) as other:
        yield other


def number() -> int:
    return int(prepared.rows("SELECT pg_backend_pid()", [])[0][0])


def before_a_request() -> None:
    connection.health_check_enabled = True
    connection.health_check_done = False


@pytest.mark.parametrize("is_prepared", [True, False])
def test_a_connection_that_the_server_ended_is_made_anew(
    onlooker: psycopg.Connection, is_prepared: bool
) -> None:
    ended = number()
    onlooker.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    before_a_request()
    if is_prepared:
        assert number() != ended
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


def test_a_live_connection_is_not_asked_for_a_sign_of_life(onlooker: psycopg.Connection) -> None:
    mine = number()
    before_a_request()
    with connection.cursor():
        assert connection.health_check_done
    seen = onlooker.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [mine]).fetchone()
    assert seen == ("SELECT pg_backend_pid()",)


def test_a_statement_is_planned_once_and_its_values_are_not_part_of_it() -> None:
    for value in ("a", "ñ", "b'; DROP TABLE records_person; --"):
        assert prepared.rows("SELECT %s::text", [value]) == [(value,)]
    known = prepared.rows("SELECT statement FROM pg_prepared_statements", [])
    assert ("SELECT $1::text",) in known


def test_a_fault_in_a_transaction_is_told_as_django_tells_it_and_undone() -> None:
    with pytest.raises(Exception, match="division by zero") as told, transaction.atomic():
        prepared.rows("SELECT 1 / %s", [0])
    assert type(told.value).__module__ == "django.db.utils"
    assert prepared.row("SELECT 1 WHERE %s", [False]) is None
