"""The connection of a web process: a dead one is noticed, a live one is left in peace."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import psycopg
import pytest
from django.db import DataError, OperationalError, connection, transaction
from pytest_django import DjangoAssertNumQueries

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


VALUES = {
    "SELECT %s::text": "a'b\\ñ%",
    "SELECT %s::bigint": 2**40,
    "SELECT %s::smallint": 3,
    "SELECT %s::float8": 0.1,
    "SELECT %s::boolean": True,
    "SELECT %s::timestamptz": datetime(2026, 11, 29, 12, tzinfo=UTC),
    "SELECT %s::date": date(2026, 11, 29),
    "SELECT %s::bigint[]": [1, 2**40],
    "SELECT %s::text[]": ["a,b", '"', "NULL", ""],
    "SELECT %s::uuid": UUID(int=5),
    "SELECT %s::text || '%%s'": "one",
    "SELECT NULL::date, %s::text": None,
}


@pytest.mark.parametrize(("statement", "value"), VALUES.items(), ids=VALUES.keys())
def test_the_short_road_brings_what_djangos_brings(statement: str, value: object) -> None:
    short = prepared.rows(statement, [value])
    assert prepared.rows_of_once(statement, [value]) == short
    with transaction.atomic():
        assert prepared.rows(statement, [value]) == short
        assert prepared.rows_of_once(statement, [value]) == short


def test_a_value_named_twice_is_sent_once_and_stands_in_both_places() -> None:
    asked = {"b": 2, "a": 1}
    statement = "SELECT %(a)s::int, %(b)s::int, %(a)s::int, 100 %% 7"
    assert prepared.rows(statement, asked) == [(1, 2, 1, 2)]


def test_a_statement_that_the_server_forgot_is_read_again() -> None:
    assert prepared.rows("SELECT %s::int", [1]) == [(1,)]
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert prepared.rows("SELECT %s::int", [2]) == [(2,)]


def test_a_table_that_was_changed_meanwhile_is_read_as_it_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE changed AS SELECT 1 AS a")
        assert prepared.rows("SELECT * FROM changed", []) == [(1,)]
        cursor.execute("ALTER TABLE changed ADD b text")
    assert prepared.rows("SELECT * FROM changed", []) == [(1, None)]


def test_a_fault_outside_a_transaction_is_told_as_django_tells_it() -> None:
    with pytest.raises(DataError, match="division by zero"):
        prepared.rows("SELECT 1 / %s", [0])
    assert prepared.rows("SELECT 1", []) == [(1,)]


def test_a_server_that_goes_away_while_it_is_asked_is_an_operational_error(
    onlooker: psycopg.Connection,
) -> None:
    onlooker.execute("SELECT pg_terminate_backend(%s, 5000)", [number()])
    with pytest.raises(OperationalError):
        prepared.rows("SELECT 1", [])
    connection.close_if_unusable_or_obsolete()
    assert prepared.rows("SELECT 1", []) == [(1,)]


def test_whoever_listens_hears_each_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        prepared.rows("SELECT 1", [])


def test_what_is_prepared_is_planned_once_whatever_its_first_values() -> None:
    assert prepared.rows("SHOW plan_cache_mode", []) == [("force_generic_plan",)]
