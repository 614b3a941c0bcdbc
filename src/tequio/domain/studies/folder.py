"""The published folder: written once, complete, and read without trusting a byte of it.

What it holds is `docs/decisions/0015-a-study-is-a-folder.md`; `verify.py` beside the data is the
file of that name here, so that a reader needs nothing of ours.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final

from tequio.domain.studies import folder_readme, verify
from tequio.domain.studies.study_data import StudyData, Table, canonical_json

DOCUMENTS: Final = {
    "study": "study.json",
    "plan": "plan.json",
    "draw": "draw.json",
    "follow_up": "follow_up.json",
}
TABLES: Final = {
    "frame": "frame.csv",
    "cases": "cases.csv",
    "attempts": "attempts.csv",
    "answers": "answers.csv",
}
# Written only where a study has it; a folder made before the file was known has none either.
MENTORS: Final = "mentors.csv"
SEALED: Final = "sealed.json"
LISTS: Final = (
    *("deviations.json", "signatures.json", "themes.json", "recommendations.json"),
    "fact_check.json",
)
RESULTS: Final = "results.json"
OURS: Final = frozenset(
    {
        *(*DOCUMENTS.values(), *TABLES.values(), MENTORS, SEALED, RESULTS, verify.VERIFIER),
        *(verify.MANIFEST, verify.SEAL, verify.README),
    }
)


class FolderRefused(Exception):
    """A folder is not written, or not read: `code`, and the file concerned."""

    def __init__(self, code: str, file: str) -> None:
        super().__init__(f"{file}: {code}")
        self.code = code
        self.file = file


@dataclass(frozen=True)
class PublishedStudy:
    """What a folder holds.

    `results` is the document of the results: the run they come from and each number under its
    identifier. `others` are all further files, `verifier` the one
    that lay in the folder it was read from.
    """

    data: StudyData
    results: Mapping[str, Any]
    others: Mapping[str, bytes]
    verifier: bytes = b""


def contents(study: PublishedStudy) -> dict[str, bytes]:
    """Every file of the folder, manifest and seal included; raises FolderRefused for a bad name."""
    files = {name: _json(getattr(study.data, part)) for part, name in DOCUMENTS.items()}
    for part, name in TABLES.items():
        files[name] = getattr(study.data, part).csv().encode()
    if study.data.sealed:
        files[SEALED] = _json(study.data.sealed)
    if study.data.mentors.columns:
        files[MENTORS] = study.data.mentors.csv().encode()
    files[RESULTS] = _json(study.results)
    files[verify.VERIFIER] = Path(verify.__file__).read_bytes()
    for name, content in study.others.items():
        if name in OURS:
            raise FolderRefused("reserved", name)
        if not verify.is_safe(name):
            raise FolderRefused("unsafe_name", name)
        files[name] = content
    for name in LISTS:
        files.setdefault(name, _json([]))
    files[verify.README] = folder_readme.text(verify.sha256(files[verify.VERIFIER])).encode()
    manifest = verify.manifest_of(files)
    files[verify.MANIFEST] = manifest.encode()
    files[verify.SEAL] = verify.seal_of(manifest).encode()
    return files


def write(study: PublishedStudy, path: Path) -> str:
    """Writes the whole folder or nothing; gives the hash of its manifest.

    Raises FolderRefused where something stands at the path already.
    """
    if path.exists() or path.is_symlink():
        raise FolderRefused("exists", str(path))
    files = contents(study)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=".writing-", dir=path.parent))
    try:
        for name, content in files.items():
            place = beside / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        beside.chmod(0o755)
        beside.rename(path)
    except BaseException:
        rmtree(beside, ignore_errors=True)
        raise
    return verify.sha256(files[verify.MANIFEST])


def read(path: Path) -> PublishedStudy:
    """Reads a folder as it stands; whether it is as published, `verify` says.

    Raises FolderRefused for links, names that lead outside, and missing or unreadable files.
    """
    try:
        files = verify.read_files(path)
        parts: dict[str, Any] = {
            part: verify.document(files, name) for part, name in DOCUMENTS.items()
        }
        for part, name in TABLES.items():
            parts[part] = Table.from_csv(_text(files, name))
        if MENTORS in files:
            parts["mentors"] = Table.from_csv(_text(files, MENTORS))
        if SEALED in files:
            parts["sealed"] = verify.document(files, SEALED)
        results = verify.document(files, RESULTS)
    except (verify.UnusableFolder, OSError) as failure:
        raise FolderRefused(str(failure), str(path)) from failure
    others = {name: content for name, content in files.items() if name not in OURS}
    for name in others:
        if not verify.is_safe(name):
            raise FolderRefused("unsafe_name", name)
    return PublishedStudy(StudyData(**parts), results, others, files.get(verify.VERIFIER, b""))


def document_bytes(document: object) -> bytes:
    """A document as it stands in a folder."""
    return _json(document)


def _json(document: object) -> bytes:
    return canonical_json(json.loads(json.dumps(document))).encode()


def _text(files: Mapping[str, bytes], name: str) -> str:
    if not files.get(name):
        raise FolderRefused("missing", name)
    try:
        return files[name].decode()
    except UnicodeDecodeError as failure:
        raise FolderRefused("not_utf8", name) from failure
