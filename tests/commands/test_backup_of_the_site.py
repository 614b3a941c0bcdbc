"""The whole made-up community is backed up, wrecked and brought back: every table is compared."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.commands.as_operator import ERASE_MARIA, command, shell, tequio

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


def traces_of_maria(environment: dict[str, str]) -> int:
    """Rows of people and mails that still name her."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM records_person WHERE email = 'maria@example.org')"
            " + (SELECT count(*) FROM records_mail WHERE \"to\" = 'maria@example.org')"
        ).fetchone()
    return int(row[0]) if row else -1


def test_who_was_erased_after_the_backup_stays_erased(site: dict[str, str], tmp_path: Path) -> None:
    file, ledger = str(tmp_path / "backup"), tmp_path / "ledger"
    tequio(site, "backup", file)
    shell(site, ERASE_MARIA)
    assert "1 erasures" in tequio(site, "erasures", str(ledger))
    assert ledger.stat().st_mode & 0o777 == 0o600
    assert "1 accounts erased again" in tequio(site, "restore", file)
    assert traces_of_maria(site) == 0
    with psycopg.connect(site["DATABASE_URL"]) as connection:  # the ledger is lost with the rest
        connection.execute("TRUNCATE records_erasure")
    assert "0 accounts erased again" in tequio(site, "restore", file)
    assert traces_of_maria(site) > 0
    restored = tequio(site, "restore", file, "--erasures", str(ledger))
    assert "1 accounts erased again" in restored
    assert traces_of_maria(site) == 0


def test_a_backup_of_an_older_program_is_migrated(site: dict[str, str], tmp_path: Path) -> None:
    file = str(tmp_path / "older")
    tequio(site, "manage", "migrate", "records", "0006", "--skip-checks")
    tequio(site, "backup", file)
    assert re.search(r"[1-9]\d* migrations applied", tequio(site, "restore", file))
    assert "public.records_erasure" in held(site).tables


def test_a_backup_of_a_newer_program_is_refused(site: dict[str, str], tmp_path: Path) -> None:
    file = str(tmp_path / "newer")
    with psycopg.connect(site["DATABASE_URL"]) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('records', '9999_tomorrow', now())"
        )
    tequio(site, "backup", file)
    with psycopg.connect(site["DATABASE_URL"]) as connection:
        connection.execute("DELETE FROM django_migrations WHERE name = '9999_tomorrow'")
    before = held(site)
    refused = command("restore", file, **site)
    assert refused.returncode == 2
    assert "of a newer program" in refused.stderr
    assert held(site) == before
