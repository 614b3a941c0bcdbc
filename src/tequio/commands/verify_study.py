"""`tequio verify-study`: a published study computed again, without our database."""

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

import django

from tequio.domain.studies import verify

EXAMPLES = """examples:
  tequio verify-study study-folder
  tequio verify-study study-folder --seal 5f3c...   the hash that the study's page prints
  python3 study-folder/verify.py study-folder       the same without weighted numbers, Python alone
"""
OTHERWISE = (
    "NOT CONFIRMED: hashes, draw and ledger are as published, but this version of the program "
    "computes other numbers than {other}, which made them. Check with that one."
)
WRITTEN_AGAIN = ("the words about assumptions", "the column weight")
HELP = "compute a published study again from its folder: hashes, draw, ledger and every number"
RECOMPUTE = "tequio.domain.studies.recompute"
FOLDER = "tequio.domain.studies.folder"
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def add_arguments(parser: ArgumentParser) -> None:
    """The folder, and the seal that was seen elsewhere."""
    parser.add_argument("folder", type=Path, help="the published folder")
    parser.add_argument("--seal", help="SHA-256 of manifest.json as the study's page prints it")


def run(arguments: Namespace) -> int:
    """Print what was checked and what is wrong; 0 when it is as published."""
    if not arguments.folder.is_dir():
        sys.stderr.write(
            f"{arguments.folder} is no folder. Unpack the study and name its folder.\n"
        )
        return 2
    found = verify.verify(arguments.folder)
    check_seal(arguments.folder, arguments.seal, found)
    before, other = len(found.faults), ""
    if found.is_followed and not any(file in verify.ESSENTIAL for file, _ in found.faults):
        other = recompute(arguments.folder, found)
    sys.stdout.writelines(f"{line}\n" for line in found.lines())
    if not found.faults:
        sys.stdout.write(f"{verify.AS_FAR}\n")
    elif other and not before:
        sys.stdout.write(f"{OTHERWISE.format(other=other)}\n")
    else:
        sys.stdout.write("NOT AS PUBLISHED\n")
    return 1 if found.faults else 0


def check_seal(folder: Path, seal: str | None, found: verify.Verification) -> None:
    """A folder that was made anew as a whole has another manifest than the one on the page."""
    if seal is None:
        found.skipped.append("the seal against the study's page (--seal)")
    elif not (folder / verify.MANIFEST).is_file():
        found.fault(verify.MANIFEST, verify.MISSING)
    elif verify.sha256((folder / verify.MANIFEST).read_bytes()) != seal.strip().lower():
        found.fault(verify.MANIFEST, "does not have the seal that was given")
    else:
        found.checked.append("the seal")


def recompute(folder: Path, found: verify.Verification) -> str:
    """Draw and numbers with the project's own statistics; no setting of this machine is read.

    Gives the version of the code that made the numbers where it is another one.
    """
    for name in [name for name in os.environ if name.startswith("TEQUIO_")]:
        del os.environ[name]
    django.setup()
    again, folders = import_module(RECOMPUTE), import_module(FOLDER)  # read models: after setup
    found.skipped = [words for words in found.skipped if "weighted numbers" not in words]
    try:
        study = folders.read(folder)
        faults = again.faults(study)
    except folders.FolderRefused as failure:
        if not any(failure.file in (file, file.strip("'")) for file, _words in found.faults):
            found.fault(failure.file, f"does not let the numbers be computed again: {failure.code}")
        return ""
    except UNREADABLE as failure:
        found.fault(folders.RESULTS, f"cannot be computed again from these files: {failure}")
        return ""
    other = str(again.other_version(study))
    compare_code(study.verifier, other, found)
    for file, words in faults:
        found.fault(file, words)
    if not faults:
        count = len(study.results["results"])
        found.checked.append(
            f"{count} results computed again, the draw and the files made from them"
        )
    return other


def compare_code(verifier: bytes, other: str, found: verify.Verification) -> None:
    """Says what is known of the folder's verifier, and what the same code has written again."""
    is_ours = verifier == Path(verify.__file__).read_bytes()
    if other:
        found.skipped.append(f"with the code that made the numbers, {other}: this is another one")
        if not is_ours:
            found.skipped.append(
                f"{verify.VERIFIER} of the folder: it is not the one of this program; its SHA-256 "
                f"is {verify.sha256(verifier)}, to be compared with that of {other}"
            )
        return
    if not is_ours:
        found.fault(verify.VERIFIER, "is not the verifier of this version of the program")
    # Files for programs are written again from data and results, byte for byte.
    found.unread = [name for name in found.unread if not name.startswith("data/")]
    found.skipped = [words for words in found.skipped if not words.startswith(WRITTEN_AGAIN)]
