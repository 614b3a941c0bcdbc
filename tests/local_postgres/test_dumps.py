"""A database is copied to a file and comes back whole or not at all."""

from pathlib import Path

import pytest
from tests.local_postgres.conftest import ask, do

import local_postgres
from local_postgres import LocalPostgresError, dumps


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
