"""The whole made-up community is backed up, wrecked and brought back: every table is compared."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from local_postgres import throw_away
from tequio.commands.backup.contents import Contents, contents

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a site with its community."""
    with throw_away() as server:
        var = tmp_path_factory.mktemp("var")
        environment = {"PATH": os.defpath, "DATABASE_URL": server.url, "TEQUIO_VAR": str(var)}
        tequio(environment, "prepare")
        tequio(environment, "load-demo")
        yield environment


def tequio(environment: dict[str, str], *words: str) -> str:
    """Run one command of the site."""
    command = [sys.executable, "-m", "tequio.command_line", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def held(environment: dict[str, str]) -> Contents:
    """What the site's database holds now."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        return contents(connection)


def test_every_table_comes_back_as_it_was(site: dict[str, str], tmp_path: Path) -> None:
    before = held(site)
    assert before.tables["public.records_person"][0] > 3_000
    file = str(tmp_path / "backup")
    tequio(site, "backup", file)
    with psycopg.connect(site["DATABASE_URL"]) as connection:
        connection.execute("TRUNCATE records_ask, records_message CASCADE")
        connection.execute("UPDATE records_person SET name = 'lost'")
    assert held(site) != before
    assert "Brought back" in tequio(site, "restore", file)
    assert held(site).differences(before) == []
