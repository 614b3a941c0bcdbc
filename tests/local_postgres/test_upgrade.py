"""Data of an older PostgreSQL moves to the present one."""

from pathlib import Path

import pytest
from tests.local_postgres.conftest import ask, do

import local_postgres
from local_postgres import LocalPostgresError, binaries, upgrade
from local_postgres.upgrade import upgrade as move_up

OLDER = [
    binaries.Binaries(folder, int(folder.parent.name))
    for folder in binaries.system_directories(binaries.SYSTEM_DIRECTORY)
    if int(folder.parent.name) < binaries.find({}).major
]


def test_refuses_where_there_is_nothing_older(directory: Path) -> None:
    with pytest.raises(LocalPostgresError, match="no data of an older PostgreSQL"):
        move_up(directory)


def test_says_how_to_move_by_hand_without_the_old_programs(directory: Path) -> None:
    older = directory / "pg" / "12"
    older.mkdir(parents=True)
    (older / "PG_VERSION").write_text("12\n")
    with pytest.raises(LocalPostgresError, match=r"OLD_PGBIN(.|\n)*make db-dump"):
        move_up(directory)


@pytest.mark.skipif(not OLDER, reason="this machine has no older PostgreSQL to come from")
def test_rows_are_there_after_the_move(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "OLDEST_MAJOR", OLDER[0].major)
    monkeypatch.setenv("PGBIN", str(OLDER[0].directory))
    url = local_postgres.ensure_running(directory, durable=False).url
    do(url, "CREATE TABLE t AS SELECT generate_series(1, 20000) AS n")
    local_postgres.stop(directory)
    monkeypatch.delenv("PGBIN")
    assert upgrade.upgrade(directory) == (OLDER[0].major, binaries.find({}).major)
    url = local_postgres.ensure_running(directory, durable=False).url
    assert ask(url, "SELECT count(*) FROM t") == 20000
