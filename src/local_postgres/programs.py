"""Runs PostgreSQL's programs as the account that owns the data, in a small clean environment."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import IO, TypedDict

from local_postgres.account import Account
from local_postgres.errors import LocalPostgresError
from local_postgres.places import Places

KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "SSL_CERT_FILE")
"""What a program may see of our environment: never PGHOST, PGDATA, PGPASSWORD and their kin."""


class Identity(TypedDict, total=False):
    """The keywords of `subprocess` that change the account."""

    user: int
    group: int
    extra_groups: Sequence[int]


def identity(account: Account) -> Identity:
    """Keywords that run a process as this account; none where it is our own."""
    if not account.is_other:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def environment(places: Places, *, kept: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of every program: ours is not to choose their data, host or language."""
    values = {name: kept[name] for name in KEPT if name in kept}
    return values | {"LC_ALL": "C", "TZ": "UTC", "PGDATA": str(places.data)}


def run(places: Places, program: str, *arguments: str) -> str:
    """Run one program to its end. Raises LocalPostgresError with what it said."""
    done = subprocess.run(  # noqa: S603 - our own programs, no shell
        [str(places.binaries.path(program)), *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=places.data,
        env=environment(places),
        **identity(places.account),
    )
    if done.returncode:
        raise LocalPostgresError(f"{program} failed: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def spawn(places: Places, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the server itself, out of reach of the terminal's Ctrl-C."""
    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        [str(places.binaries.path("postgres")), "-D", str(places.data)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=places.data,
        start_new_session=True,
        env=environment(places),
        **identity(places.account),
    )
