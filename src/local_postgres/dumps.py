"""Copies one database to a file and back, with PostgreSQL's own programs.

They work on an address, so the database may be anybody's, not only our own server's.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from local_postgres import binaries
from local_postgres.errors import DatabaseInUse, LocalPostgresError

SESSIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid() "
    "AND coalesce(backend_type, 'client backend') = 'client backend'"
)
"""Of sessions that are not our own role's, the server keeps the type from us."""
SECONDS_TO_LEAVE = 4.0
"""A session that its client has closed is listed for a moment more."""


def dump(url: str, target: Path, *, snapshot: str | None = None) -> None:
    """Write a database to a file in PostgreSQL's custom format, whole or not at all.

    `snapshot` is one that another open transaction exported. Raises LocalPostgresError.
    """
    half = target.with_name(f"{target.name}.half")
    chosen = [f"--snapshot={snapshot}"] if snapshot else []
    try:
        client("pg_dump", "--format=custom", *chosen, f"--file={half}", f"--dbname={url}")
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def restore(url: str, source: Path) -> None:
    """Fill an empty database from such a file. Raises LocalPostgresError; then nothing was kept."""
    client(
        "pg_restore",
        "--no-owner",
        "--no-privileges",  # `tequio prepare` gives the roles of the place their rights again
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={url}",
        str(source),
    )


@contextmanager
def replacing(url: str) -> Iterator[str]:
    """The address of an empty database that takes the place of this one if all goes well.

    The replaced database is kept as `<name>_before` until the next time. Where the block raises,
    nothing has changed. The role needs the right to make databases. Raises DatabaseInUse while
    anybody is connected; nobody's connection is ended.
    """
    refuse_if_in_use(url)
    place = urlsplit(url)
    name = unquote(place.path.lstrip("/"))
    fresh, before = f"{name}_fresh", f"{name}_before"
    other = address(place, "postgres")
    sql(other, f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
    sql(other, f'CREATE DATABASE "{fresh}"')
    try:
        yield address(place, fresh)
        refuse_if_in_use(url)
        sql(other, f'DROP DATABASE IF EXISTS "{before}" WITH (FORCE)')
        sql(
            other,  # one transaction: a site that starts in this moment leaves all as it was
            f'ALTER DATABASE "{name}" RENAME TO "{before}"; '
            f'ALTER DATABASE "{fresh}" RENAME TO "{name}"',
        )
    except BaseException:
        sql(other, f'DROP DATABASE "{fresh}" WITH (FORCE)')
        raise


def refuse_if_in_use(url: str) -> None:
    """Raises DatabaseInUse while others are connected to this database."""
    place = urlsplit(url)
    name = unquote(place.path.lstrip("/")).replace("'", "''")
    until = time.monotonic() + SECONDS_TO_LEAVE
    while sessions := int(sql(address(place, "postgres"), SESSIONS.format(name=name))):
        if time.monotonic() > until:
            raise DatabaseInUse(sessions)
        time.sleep(0.2)


def address(place: SplitResult, database: str) -> str:
    """The same server and role, another database."""
    return place._replace(path=f"/{database}").geturl()


def sql(url: str, statement: str) -> str:
    """Run one statement; unaligned text comes back."""
    quiet = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1")
    return client("psql", *quiet, f"--dbname={url}", f"--command={statement}")


def client(program: str, *arguments: str) -> str:
    """Run a client program under our own account. Raises LocalPostgresError with its words."""
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, no shell
        [str(binaries.find().path(program)), *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise LocalPostgresError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout
