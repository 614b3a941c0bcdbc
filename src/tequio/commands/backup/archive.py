"""The one file of a backup, a tar: a manifest, the dump of the database, files of studies."""

import json
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from tequio.commands.backup import published
from tequio.commands.backup.contents import Contents
from tequio.commands.backup.published import sha256

FORMAT = 2
WITHOUT_FILES = 1
"""The format of backups that knew nothing of files; they can be read."""
MANIFEST = "manifest.json"
DUMP = "database.dump"


class Unusable(Exception):
    """The file is no whole backup; the text says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup promises to hold."""

    format: int
    made_at: str
    dump_bytes: int
    dump_sha256: str
    contents: Contents
    files: dict[str, str] | None = None  # name -> SHA-256; None where the format knew of none

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def manifest_of(
    dump: Path, contents: Contents, *, made_at: str, files: Mapping[str, Path] | None = None
) -> Manifest:
    """Describe a dump and the files beside it."""
    sums = {name: sha256(place) for name, place in (files or {}).items()}
    return Manifest(FORMAT, made_at, dump.stat().st_size, sha256(dump), contents, sums)


def pack(
    target: Path, manifest: Manifest, dump: Path, files: Mapping[str, Path] | None = None
) -> None:
    """Write the archive, readable by its owner alone, whole or not at all."""
    half = target.with_name(f"{target.name}.half")
    half.touch(mode=0o600)
    words = manifest.as_json()
    with tarfile.open(half, "w") as archive:
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(words)
        archive.addfile(entry, BytesIO(words))
        archive.add(dump, DUMP)
        for name, place in (files or {}).items():
            archive.add(place, name, recursive=False)
    half.replace(target)


def unpack(source: Path, folder: Path, beside: Path | None = None) -> Manifest:
    """Write the dump into a folder, the files below `beside`; return what both should hold.

    Raises Unusable, also where a file is missing, changed, or would lie elsewhere.
    """
    try:
        with tarfile.open(source) as archive:
            names = archive.getnames()
            if names[:2] != [MANIFEST, DUMP] or not all(part.isreg() for part in archive):
                raise Unusable(f"{source} is not a backup of Tequio, or a part of it is missing.")
            for name in (MANIFEST, DUMP):
                write_part(archive, name, folder / name)
            manifest = read_manifest(folder / MANIFEST)
            if names[2:] != list(manifest.files or {}):
                raise Unusable(f"{source} is damaged: it does not hold the files that it promises.")
            write_files(archive, manifest, beside or folder)
    except (tarfile.TarError, EOFError) as failure:
        raise Unusable(
            f"{source} is not a backup of Tequio, or it is damaged or cut off. "
            "Name a file that `tequio backup` wrote."
        ) from failure
    dump = folder / DUMP
    if (dump.stat().st_size, sha256(dump)) != (manifest.dump_bytes, manifest.dump_sha256):
        raise Unusable(f"{source} is damaged: its dump is not the one that was written.")
    return manifest


def write_files(archive: tarfile.TarFile, manifest: Manifest, beside: Path) -> None:
    """Write the files of studies and compare each. Raises Unusable."""
    for name, expected in (manifest.files or {}).items():
        part = archive.extractfile(name) if published.is_safe(name) else None
        if part is None:
            raise Unusable(f"The backup holds a file with a name that is none of ours: {name!r}.")
        with part:
            published.write(part, beside / name)
        if sha256(beside / name) != expected:
            raise Unusable(f"The backup is damaged: {name} is not the file that was written.")


def write_part(archive: tarfile.TarFile, name: str, target: Path) -> None:
    """Write one file of the archive; `extractall` knows no filter in Debian 12's Python."""
    part = archive.extractfile(name)
    if part is None:
        raise Unusable(f"{name} is no file.")
    with part, target.open("wb") as file:
        shutil.copyfileobj(part, file)


def read_manifest(file: Path) -> Manifest:
    """Read a manifest. Raises Unusable."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        if values["format"] not in (WITHOUT_FILES, FORMAT):
            raise Unusable(
                f"This backup has format {values['format']}; this program reads {FORMAT}."
            )
        held = values.pop("contents")
        files = values.pop("files", None)
        if (files is None) != (values["format"] == WITHOUT_FILES):
            raise ValueError("files")
        tables = {name: (count, total) for name, (count, total) in held["tables"].items()}
        return Manifest(
            **values, contents=Contents(tables, held["sequences"], held["structure"]), files=files
        )
    except (ValueError, KeyError, TypeError) as failure:
        raise Unusable(f"The manifest of the backup cannot be read: {failure}") from failure
