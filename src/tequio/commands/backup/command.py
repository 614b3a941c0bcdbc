"""`tequio backup FILE`: everything the site knows, in one file that can be checked."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from local_postgres import dumps
from tequio.commands.arguments import file_to_write
from tequio.commands.backup.archive import Manifest, manifest_of, pack
from tequio.commands.backup.contents import contents
from tequio.commands.database import reachable_database

HELP = "copy everything the site knows into one file (keep it where only you can read it)"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=file_to_write)


def run(arguments: Namespace) -> int:
    """Write the file and say what it holds."""
    with reachable_database() as url:
        manifest = back_up(url, arguments.file.absolute())
    held = manifest.contents
    sys.stdout.write(f"{arguments.file}: {held.rows} rows in {len(held.tables)} tables.\n")
    return 0


def back_up(url: str, target: Path) -> Manifest:
    """Dump and count in one snapshot, so that both speak of the same moment."""
    with psycopg.connect(url) as connection, tempfile.TemporaryDirectory() as folder:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dump = Path(folder) / "database.dump"
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        dumps.dump(url, dump, snapshot=str(snapshot[0]) if snapshot else None)
        held = contents(connection)
        manifest = manifest_of(dump, held, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
        pack(target, manifest, dump)
    return manifest
