"""A database is copied to a file and comes back whole or not at all."""

from pathlib import Path

import psycopg
import pytest
from tests.local_postgres.conftest import ask, do

import local_postgres
from local_postgres import LocalPostgresError, dumps
from local_postgres.errors import DatabaseInUse


def test_a_cut_off_file_is_refused_and_changes_nothing(directory: Path) -> None:
    url = local_postgres.ensure_running(directory, durable=False).url
    do(url, "CREATE TABLE t AS SELECT generate_series(1, 50000) AS n")
    whole = directory / "whole.dump"
    dumps.dump(url, whole)
    cut = directory / "cut.dump"
    cut.write_bytes(whole.read_bytes()[:-5000])
    do(url, "DELETE FROM t WHERE n > 7")
    with pytest.raises(LocalPostgresError), dumps.replacing(url) as fresh:
        dumps.restore(fresh, cut)
    assert ask(url, "SELECT count(*) FROM t") == 7
    assert ask(url, "SELECT count(*) FROM pg_database WHERE datname LIKE '%_fresh'") == 0


def test_what_came_back_takes_the_place_and_the_replaced_data_is_kept(directory: Path) -> None:
    url = local_postgres.ensure_running(directory, durable=False).url
    do(url, "CREATE TABLE t AS SELECT generate_series(1, 500) AS n")
    dumps.dump(url, directory / "whole.dump")
    do(url, "DELETE FROM t")
    with dumps.replacing(url) as fresh:
        dumps.restore(fresh, directory / "whole.dump")
    assert ask(url, "SELECT count(*) FROM t") == 500
    assert ask(url.replace("/tequio?", "/tequio_before?"), "SELECT count(*) FROM t") == 0


def test_a_database_in_use_is_not_replaced_and_nobody_is_cut_off(directory: Path) -> None:
    url = local_postgres.ensure_running(directory, durable=False).url
    do(url, "CREATE TABLE t AS SELECT 1 AS n")
    with psycopg.connect(url, autocommit=True) as somebody:
        with pytest.raises(DatabaseInUse, match="1 sessions"), dumps.replacing(url):
            pytest.fail("the block ran")
        assert somebody.execute("SELECT n FROM t").fetchone() == (1,)
    assert ask(url, "SELECT count(*) FROM pg_database WHERE datname LIKE '%_fresh'") == 0


def test_who_comes_while_it_is_filled_is_not_cut_off_either(directory: Path) -> None:
    url = local_postgres.ensure_running(directory, durable=False).url
    do(url, "CREATE TABLE t AS SELECT 1 AS n")
    somebody: psycopg.Connection | None = None
    with pytest.raises(DatabaseInUse), dumps.replacing(url) as fresh:
        do(fresh, "CREATE TABLE t AS SELECT 2 AS n")
        somebody = psycopg.connect(url, autocommit=True)
    assert somebody is not None
    assert somebody.execute("SELECT n FROM t").fetchone() == (1,)
    somebody.close()
    assert ask(url, "SELECT count(*) FROM pg_database WHERE datname LIKE '%_fresh'") == 0
