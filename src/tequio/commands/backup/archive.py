"""The one file of a backup: a manifest, then the dump of the database, in a tar."""

import hashlib
import json
import shutil
import tarfile
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from tequio.commands.backup.contents import Contents

FORMAT = 1
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

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def manifest_of(dump: Path, contents: Contents, *, made_at: str) -> Manifest:
    """Describe a dump."""
    return Manifest(FORMAT, made_at, dump.stat().st_size, sha256(dump), contents)


def sha256(file: Path) -> str:
    """The sum of a file's bytes."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, dump: Path) -> None:
    """Write the archive, readable by its owner alone, whole or not at all."""
    half = target.with_name(f"{target.name}.half")
    half.touch(mode=0o600)
    words = manifest.as_json()
    with tarfile.open(half, "w") as archive:
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(words)
        archive.addfile(entry, BytesIO(words))
        archive.add(dump, DUMP)
    half.replace(target)


def unpack(source: Path, folder: Path) -> Manifest:
    """Write the dump into a folder and return what it should hold. Raises Unusable."""
    try:
        with tarfile.open(source) as archive:
            if archive.getnames() != [MANIFEST, DUMP] or not all(part.isreg() for part in archive):
                raise Unusable(f"{source} is not a backup of Tequio, or a part of it is missing.")
            for name in (MANIFEST, DUMP):
                write_part(archive, name, folder / name)
    except (tarfile.TarError, EOFError) as failure:
        raise Unusable(
            f"{source} is not a backup of Tequio, or it is damaged or cut off. "
            "Name a file that `tequio backup` wrote."
        ) from failure
    manifest = read_manifest(folder / MANIFEST)
    dump = folder / DUMP
    if (dump.stat().st_size, sha256(dump)) != (manifest.dump_bytes, manifest.dump_sha256):
        raise Unusable(f"{source} is damaged: its dump is not the one that was written.")
    return manifest


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
        if values["format"] != FORMAT:
            raise Unusable(
                f"This backup has format {values['format']}; this program reads {FORMAT}."
            )
        held = values.pop("contents")
        tables = {name: (count, total) for name, (count, total) in held["tables"].items()}
        return Manifest(**values, contents=Contents(tables, held["sequences"], held["structure"]))
    except (ValueError, KeyError, TypeError) as failure:
        raise Unusable(f"The manifest of the backup cannot be read: {failure}") from failure
