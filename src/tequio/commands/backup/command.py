"""`tequio backup FILE`: everything the site knows, in one file that can be checked."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from local_postgres import dumps
from tequio.commands.arguments import file_to_write
from tequio.commands.backup import published
from tequio.commands.backup.archive import Manifest, manifest_of, pack
from tequio.commands.backup.contents import contents
from tequio.commands.database import reachable_database
from tequio.commands.refusals import Refused
from tequio.supervisor.surroundings import var_directory

HELP = "copy everything the site knows into one file (keep it where only you can read it)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to, and whether something there may be lost."""
    parser.add_argument("file", type=file_to_write, help="where to write it")
    parser.add_argument(
        "--replace", action="store_true", help="replace the file if there is one already"
    )


def run(arguments: Namespace) -> int:
    """Write the file and say what it holds; 1 where a published file could not be taken along."""
    if arguments.file.exists() and not arguments.replace:
        raise Refused(
            f"{arguments.file} is there already and was not touched. "
            "Name another file, or say --replace."
        )
    with reachable_database() as url:
        manifest, lost = back_up(url, arguments.file.absolute(), var=var_directory())
    held = manifest.contents
    sys.stdout.write(
        f"{arguments.file}: {held.rows} rows in {len(held.tables)} tables, "
        f"{len(manifest.files or {})} files of published studies.\n"
    )
    if lost:
        sys.stderr.write("Not in it, for they are missing or are not as they were published:\n")
        sys.stderr.writelines(f"  {var_directory() / name}\n" for name in lost)
    return 1 if lost else 0


def back_up(url: str, target: Path, *, var: Path) -> tuple[Manifest, tuple[str, ...]]:
    """Dump and count in one snapshot, so that both speak of the same moment, and the files of it.

    Gives also the names of published files that are lost.
    """
    with psycopg.connect(url) as connection, tempfile.TemporaryDirectory() as folder:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dump = Path(folder) / "database.dump"
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        dumps.dump(url, dump, snapshot=str(snapshot[0]) if snapshot else None)
        held = contents(connection)
        taken = published.of_site(connection, var)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = manifest_of(dump, held, made_at=made_at, files=taken.files)
        pack(target, manifest, dump, taken.files)
    return manifest, taken.lost
