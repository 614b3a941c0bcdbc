"""Copies one database to a file and back, with PostgreSQL's own programs.

They work on an address, so the database may be anybody's, not only our own server's.
"""

import subprocess
from pathlib import Path

from local_postgres import binaries
from local_postgres.errors import LocalPostgresError


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
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={url}",
        str(source),
    )


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
