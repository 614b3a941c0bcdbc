"""Starts, finds and stops a PostgreSQL of one's own.

The server is never stopped because a process that used it went away: it has an explicit start
and an explicit stop, and any number of processes find the same one.
"""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from local_postgres import binaries, cluster, processes
from local_postgres.errors import LocalPostgresError
from local_postgres.lock import only_one
from local_postgres.places import Places, places_for
from local_postgres.programs import run, spawn

START_SECONDS = 60.0
STOP_SECONDS = 60.0
PAUSE_SECONDS = 0.05
LARGEST_LOG = 10_000_000


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, and how to reach one database in it."""

    pid: int
    url: str
    places: Places


def ensure_running(directory: Path, *, name: str = "tequio", durable: bool = True) -> Server:
    """The server whose files lie in `directory`, made and started where needed.

    `name` is both the database and the role that owns it (no superuser; it may make databases
    and roles). `durable=False` is for a throw-away cluster of a test run: it gives up the
    promise that what was acknowledged survives a crash.

    Raises LocalPostgresError when it does not take connections within 60 seconds.
    """
    places = places_for(directory, binaries.find())
    with only_one(places.lock):
        if not places.exists:
            refuse_older_data(places)
            cluster.make(places, durable=durable)
        found = processes.running(places.pid_file, places.data)
        if not found or not found.is_ready:
            cluster.write_settings(places, durable=durable)
            found = start(places)
        ensure_database(places, found.socket_directory, name)
    return Server(found.pid, url_of(found.socket_directory, name), places)


def running(directory: Path, *, name: str = "tequio") -> Server | None:
    """The server of this directory if it runs and takes connections."""
    places = places_for(directory, binaries.find())
    found = processes.running(places.pid_file, places.data)
    if not found or not found.is_ready:
        return None
    return Server(found.pid, url_of(found.socket_directory, name), places)


def refuse_older_data(places: Places) -> None:
    """Raise rather than make an empty cluster beside one of an older version."""
    others = sorted(
        int(folder.name)
        for folder in (places.log.parent / "pg").glob("*")
        if folder.name.isdecimal() and (folder / "PG_VERSION").is_file()
    )
    if others:
        raise LocalPostgresError(
            f"The data here is of PostgreSQL {others[-1]}, the programs are of "
            f"{places.binaries.major}: run `make db-upgrade`."
        )


def start(places: Places) -> processes.PidFile:
    """Start the server, again and again while the remains of a killed one still die."""
    deadline = time.monotonic() + START_SECONDS
    rotate(places.log)
    places.log.touch(mode=0o600)
    while time.monotonic() < deadline:
        processes.remove_stale(places.pid_file, places.data)
        with places.log.open("ab") as log:
            child = spawn(places, log)
        found = wait_until_ready(places, child, deadline)
        if found:
            return found
        time.sleep(4 * PAUSE_SECONDS)
    raise LocalPostgresError(
        f"PostgreSQL did not start within {START_SECONDS:.0f} seconds. {last_words(places.log)}"
    )


def wait_until_ready(
    places: Places, child: subprocess.Popen[bytes], deadline: float
) -> processes.PidFile | None:
    """The server's pid file once it takes connections; nothing if the process ended."""
    while child.poll() is None and time.monotonic() < deadline:
        found = processes.running(places.pid_file, places.data)
        if found and found.is_ready:
            return found
        time.sleep(PAUSE_SECONDS)
    other = processes.running(places.pid_file, places.data)
    return other if other and other.is_ready else None


def rotate(log: Path) -> None:
    """Keep one older log when the present one has grown large."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


def last_words(log: Path) -> str:
    """The end of the log, and where the rest is."""
    lines = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
    return "\n".join([*lines, f"(the whole log: {log})"])


def ensure_database(places: Places, socket_directory: str, name: str) -> None:
    """Make the role and its database, once."""
    if '"' in name or "'" in name or "\\" in name:
        raise LocalPostgresError(f"Not a name for a database: {name}")
    known = sql(places, socket_directory, f"SELECT 1 FROM pg_database WHERE datname = '{name}'")  # noqa: S608 - quotes were refused above
    if known.strip():
        return
    role = f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"  # noqa: S608 - quotes were refused above
    if not sql(places, socket_directory, role).strip():
        sql(places, socket_directory, f'CREATE ROLE "{name}" LOGIN CREATEDB CREATEROLE')
    sql(places, socket_directory, f'CREATE DATABASE "{name}" OWNER "{name}"')


def sql(places: Places, socket_directory: str, statement: str) -> str:
    """Run one statement as the superuser; unaligned text comes back."""
    return run(
        places,
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--tuples-only",
        "--no-align",
        "--set=ON_ERROR_STOP=1",
        f"--host={socket_directory}",
        f"--username={cluster.SUPERUSER}",
        "--dbname=postgres",
        f"--command={statement}",
    )


def url_of(socket_directory: str, name: str) -> str:
    """The address of a database behind a socket, in the form every driver reads."""
    return f"postgresql://{quote(name)}@/{quote(name)}?host={quote(socket_directory, safe='')}"


def stop(directory: Path) -> bool:
    """Stop the server; true if one was running. Raises LocalPostgresError if it will not end."""
    places = places_for(directory, binaries.find())
    with only_one(places.lock):
        found = processes.running(places.pid_file, places.data)
        if not found:
            return False
        end(found.pid, places)
        return True


def end(pid: int, places: Places) -> None:
    """Ask for a fast shutdown, then for an immediate one; both keep what was acknowledged."""
    for asked in (signal.SIGINT, signal.SIGQUIT):
        os.kill(pid, asked)
        if ended(pid, places, STOP_SECONDS / 2):
            return
    raise LocalPostgresError(f"PostgreSQL (process {pid}) does not stop.")


def ended(pid: int, places: Places, seconds: float) -> bool:
    """Whether the server is gone within this time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not processes.is_postmaster(pid, places.data):
            return True
        time.sleep(PAUSE_SECONDS)
    return False
