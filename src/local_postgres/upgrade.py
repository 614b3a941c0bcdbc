"""Moves the data to a newer major version of PostgreSQL."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from local_postgres import binaries, cluster, processes
from local_postgres.binaries import Binaries
from local_postgres.errors import LocalPostgresError
from local_postgres.lock import only_one
from local_postgres.places import Places, places_for
from local_postgres.programs import environment, identity

HOW_TO_MOVE_BY_HAND = """\
The data in {data} is of PostgreSQL {old}, and its programs were not found. Either
  set OLD_PGBIN to the folder with them and run this again, or
  with the older release of this project: make db-dump FILE=before.dump
  with this one: make db-restore FILE=before.dump"""


def upgrade(directory: Path, *, surroundings: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """Run pg_upgrade from the newest older cluster here; the two versions come back.

    The old folder stays where it is. Raises LocalPostgresError, also where nothing is to do.
    """
    places = places_for(directory, binaries.find(surroundings))
    with only_one(places.lock):
        if places.exists:
            raise LocalPostgresError(f"The data is of PostgreSQL {places.binaries.major} already.")
        major, data = older_cluster(directory, places.binaries.major)
        if processes.running(data / "postmaster.pid", data):
            raise LocalPostgresError(f"PostgreSQL {major} still runs over {data}: stop it first.")
        old = programs_of(major, data, surroundings)
        cluster.make(places, durable=True, checksums=has_checksums(old, data, places))
        cluster.write_settings(places, durable=True)
        try:
            pg_upgrade(places, old, data)
        except LocalPostgresError:
            shutil.rmtree(places.data)
            raise
    return major, places.binaries.major


def older_cluster(directory: Path, newest: int) -> tuple[int, Path]:
    """The newest cluster of an older version."""
    found = {
        int(folder.name): folder.resolve()
        for folder in (directory / "pg").glob("*")
        if folder.name.isdecimal() and (folder / "PG_VERSION").is_file()
    }
    older = [major for major in found if major < newest]
    if not older:
        raise LocalPostgresError(f"There is no data of an older PostgreSQL in {directory}.")
    return max(older), found[max(older)]


def programs_of(major: int, data: Path, surroundings: Mapping[str, str]) -> Binaries:
    """The programs of one version: OLD_PGBIN, or the system's."""
    chosen = surroundings.get("OLD_PGBIN")
    folders = [Path(chosen)] if chosen else [binaries.SYSTEM_DIRECTORY / str(major) / "bin"]
    for folder in folders:
        if (folder / "postgres").is_file() and binaries.major_version(folder) == major:
            return Binaries(folder, major)
    raise LocalPostgresError(HOW_TO_MOVE_BY_HAND.format(data=data, old=major))


def has_checksums(old: Binaries, data: Path, places: Places) -> bool:
    """Whether the old cluster has page checksums; the new one must be like it."""
    words = call(places, [str(old.path("pg_controldata")), str(data)], places.data.parent)
    found = re.search(r"checksum version:\s*(\d+)", words)
    return found is not None and found.group(1) != "0"


def pg_upgrade(places: Places, old: Binaries, data: Path) -> None:
    """Run pg_upgrade with its sockets and logs in a short folder of their own."""
    scratch = Path(tempfile.mkdtemp(prefix="pg-upgrade-"))
    places.account.take(scratch)
    command = [str(places.binaries.path("pg_upgrade")), f"--username={cluster.SUPERUSER}"]
    command += [f"--old-bindir={old.directory}", f"--new-bindir={places.binaries.directory}"]
    command += [f"--old-datadir={data}", f"--new-datadir={places.data}", f"--socketdir={scratch}"]
    try:
        call(places, command, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def call(places: Places, command: list[str], folder: Path) -> str:
    """Run a program as the owner of the data. Raises LocalPostgresError with its words."""
    done = subprocess.run(  # noqa: S603 - programs of PostgreSQL, no shell
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=folder,
        env=environment(places),
        **identity(places.account),
    )
    if done.returncode:
        raise LocalPostgresError(f"{Path(command[0]).name} failed: {done.stdout}{done.stderr}")
    return done.stdout
