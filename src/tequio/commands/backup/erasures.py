"""`tequio erasures FILE`: who was erased, as hashes; kept apart from backups, for their return."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

import psycopg

from tequio.commands.arguments import file_to_write
from tequio.commands.backup.archive import Unusable
from tequio.commands.database import reachable_database

HELP = "write the ledger of erased accounts into a file that `tequio restore --erasures` reads"
Erased = dict[bytes, datetime]


def add_arguments(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=file_to_write)


def run(arguments: Namespace) -> int:
    """One line an erasure: the hash and the time."""
    with reachable_database() as url:
        erased = of_database(url)
    lines = "".join(f"{key.hex()} {at.isoformat()}\n" for key, at in erased.items())
    half = arguments.file.with_name(f"{arguments.file.name}.half")
    half.touch(mode=0o600)
    half.write_text(lines, encoding="ascii")
    half.replace(arguments.file)
    sys.stdout.write(f"{arguments.file}: {len(erased)} erasures.\n")
    return 0


def of_database(url: str) -> Erased:
    """The ledger of a database; empty where there is none yet."""
    with psycopg.connect(url) as connection:
        table = connection.execute("SELECT to_regclass('records_erasure')").fetchone()
        if not table or table[0] is None:
            return {}
        rows = connection.execute("SELECT key_hash, erased_at FROM records_erasure ORDER BY id")
        return {bytes(key): at for key, at in rows.fetchall()}


def of_file(file: Path) -> Erased:
    """The ledger that `tequio erasures` wrote. Raises Unusable."""
    try:
        pairs = [line.split() for line in file.read_text(encoding="ascii").splitlines()]
        return {bytes.fromhex(key): datetime.fromisoformat(at) for key, at in pairs}
    except ValueError as failure:
        raise Unusable(f"{file} is no ledger that `tequio erasures` wrote.") from failure
