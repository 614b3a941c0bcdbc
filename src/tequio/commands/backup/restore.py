"""`tequio restore FILE`: bring a backup back, checked table by table before it counts."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from local_postgres import dumps
from local_postgres.errors import DatabaseInUse
from tequio.commands.arguments import file_to_read
from tequio.commands.backup import erasures, published, renewal
from tequio.commands.backup.archive import DUMP, Manifest, Unusable, unpack
from tequio.commands.backup.contents import contents, forward
from tequio.commands.database import own_database_alone, reachable_database
from tequio.commands.refusals import NOTHING_CHANGED, Refused, is_running
from tequio.supervisor.surroundings import var_directory

HELP = "bring back what `tequio backup` wrote; the present data is kept beside it"


def add_arguments(parser: ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("file", type=file_to_read)
    parser.add_argument(
        "--erasures",
        type=file_to_read,
        help="a file of `tequio erasures`, if the present data is lost",
    )


def run(arguments: Namespace) -> int:
    """Bring it back, or say why not; then nothing has changed."""
    try:
        with own_database_alone(), reachable_database() as url:
            dumps.refuse_if_in_use(url)
            erased = erasures.of_database(url)
            if arguments.erasures:
                erased |= erasures.of_file(arguments.erasures)
            done: list[renewal.Renewed] = []
            manifest = bring_back(
                url,
                arguments.file.absolute(),
                var=var_directory(),
                before_use=lambda fresh: done.append(renewal.renew(fresh, erased)),
            )
    except DatabaseInUse as failure:
        raise is_running(failure) from failure
    except (Unusable, OSError) as failure:
        raise Refused(f"{failure}\n{NOTHING_CHANGED}") from failure
    held = manifest.contents
    sys.stdout.write(
        f"Brought back {held.rows} rows in {len(held.tables)} tables, of {manifest.made_at}.\n"
        f"{done[0].in_words()}\n"
        f"{files_in_words(manifest)}\n"
        f"What was here before stays until the next restore: {kept(url, manifest)}.\n"
    )
    return 0


def files_in_words(manifest: Manifest) -> str:
    """One line about the files of published studies."""
    if manifest.files is None:
        return "The backup is older than files in backups: those of studies stay as they are."
    return f"{len(manifest.files)} files of published studies are as they were."


def kept(url: str, manifest: Manifest) -> str:
    """Where the data are that were replaced."""
    database = f"the database {urlsplit(url).path.lstrip('/')}_before"
    before = var_directory() / published.BEFORE
    is_here = manifest.files is not None and before.exists()
    return f"{database} and the folder {before}" if is_here else database


def bring_back(
    url: str, source: Path, *, var: Path, before_use: Callable[[str], None] = lambda fresh: None
) -> Manifest:
    """Restore into a fresh database, compare all of it, and only then let it take the place.

    The files of studies take theirs right after. `before_use` may change what came back after the
    comparison, and refuse it.
    """
    with tempfile.TemporaryDirectory() as folder, published.replacing(var) as studies:
        manifest = unpack(source, Path(folder), studies.fresh)
        studies.is_wanted = manifest.files is not None
        with dumps.replacing(url) as fresh:
            dumps.restore(fresh, Path(folder) / DUMP)
            with psycopg.connect(fresh) as connection:
                forward(connection, manifest.contents.sequences)
                found = manifest.contents.differences(contents(connection))
            if found:
                raise Unusable("What came back differs from the backup:\n" + "\n".join(found))
            before_use(fresh)
    return manifest
