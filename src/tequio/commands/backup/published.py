"""The files of published studies: what a backup takes with it, and how they come back.

They cannot be written again: the program that made them may have changed since, and their hashes
are signed and known outside. A study that was not published in the moment of the backup has no
files in it, so that it can still be published after a return.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Final

from psycopg import Connection

from tequio.domain.studies import verify

FOLDER: Final = "studies"
BEFORE: Final = "studies_before"
ARCHIVE: Final = ".zip"
IS_THERE: Final = "SELECT to_regclass('survey_records_publication') IS NOT NULL"
NEWEST: Final = """
    SELECT DISTINCT ON (p.study_id) s.public_id, p.files
    FROM survey_records_publication p JOIN survey_records_study s ON s.id = p.study_id
    ORDER BY p.study_id, p.id DESC
"""


@dataclass(frozen=True, slots=True)
class Published:
    """Files by their name in the backup, and the names of those that are not as published."""

    files: dict[str, Path] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


def of_site(connection: Connection, var: Path) -> Published:
    """The files of every study that is published in this snapshot, as they were published."""
    row = connection.execute(IS_THERE).fetchone()
    if row is None or not row[0]:
        return Published()
    files: dict[str, Path] = {}
    lost: list[str] = []
    for study, hashes in connection.execute(NEWEST).fetchall():
        for name, expected in sorted(hashes.items()):
            place = var / FOLDER / study / name
            if is_as_published(place, expected):
                files[f"{FOLDER}/{study}/{name}"] = place
            else:
                lost.append(f"{FOLDER}/{study}/{name}")
        together = (var / FOLDER / study).with_suffix(ARCHIVE)
        if together.is_file():
            files[f"{FOLDER}/{together.name}"] = together
        elif hashes:
            lost.append(f"{FOLDER}/{together.name}")
    return Published(files, tuple(lost))


def is_as_published(place: Path, expected: str) -> bool:
    """Whether the file is there with the bytes that were published."""
    return not place.is_symlink() and place.is_file() and sha256(place) == expected


def sha256(file: Path) -> str:
    """The sum of a file's bytes."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def is_safe(name: str) -> bool:
    """Whether a name of a backup stays below the folder of the studies."""
    first, _, rest = name.partition("/")
    return first == FOLDER and verify.is_safe(rest)


@dataclass(slots=True)
class Replacement:
    """Where files are written that may take the place of the present ones."""

    fresh: Path
    is_wanted: bool = True


@contextmanager
def replacing(var: Path) -> Iterator[Replacement]:
    """A folder whose `studies` take the place of the present ones if all goes well.

    The present ones are kept as `studies_before` until the next time. Where the block raises, or
    says that nothing is wanted, nothing has changed.
    """
    var.mkdir(parents=True, exist_ok=True)
    present, before = var / FOLDER, var / BEFORE
    replacement = Replacement(Path(mkdtemp(prefix=".studies-", dir=var)))
    (replacement.fresh / FOLDER).mkdir()
    try:
        yield replacement
        if replacement.is_wanted:
            shutil.rmtree(before, ignore_errors=True)
            if present.exists():
                present.rename(before)
            (replacement.fresh / FOLDER).rename(present)
    finally:
        shutil.rmtree(replacement.fresh, ignore_errors=True)


def write(source: IO[bytes], place: Path) -> None:
    """Write one file with the modes of published ones: the web server may be another account."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        shutil.copyfileobj(source, file)
    place.chmod(0o644)
    place.parent.chmod(0o755)
