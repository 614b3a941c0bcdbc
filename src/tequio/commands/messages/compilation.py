"""Compiles the catalogues into the one file that Django reads; no gettext programs needed."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo

from tequio.commands.messages.catalogues import FOLDER, Area, Entry, catalog_of, read_areas

PSEUDO_FOLDER = FOLDER.with_name("ar_XB")
FIXED = re.compile(r"(%\(\w+\)[sdif]|\{\w*\}|%[sd%]|<[^>]*>|&\w+;|\s+)")
RIGHT_TO_LEFT, END = "\u202e", "\u202c"


def compile_spanish(folder: Path = FOLDER) -> bool:
    """Compile where a catalogue is newer than the result; true if it was."""
    target = compiled(folder)
    if is_current(target, folder):
        return False
    write(read_areas(folder).values(), target)
    return True


def compile_pseudo(folder: Path = FOLDER, target_folder: Path = PSEUDO_FOLDER) -> bool:
    """Compile the made-up language `ar-xb`, English written from right to left, for the tests."""
    target = compiled(target_folder)
    if is_current(target, folder):
        return False
    write((mirrored_area(area) for area in read_areas(folder).values()), target)
    return True


def compiled(folder: Path) -> Path:
    """The file that Django reads for a language."""
    return folder / "LC_MESSAGES" / "django.mo"


def is_current(target: Path, folder: Path) -> bool:
    """Whether nothing in the folder, an addition or removal either, is newer than the result."""
    if not target.exists():
        return False
    sources = [folder, *folder.glob("*.po")]
    return all(file.stat().st_mtime_ns <= target.stat().st_mtime_ns for file in sources)


def write(areas: Iterable[Area], target: Path) -> None:
    """Write all areas into one compiled catalogue, in one step."""
    entries = [entry for area in areas for entry in area.entries.values() if entry.is_complete]
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    with half.open("wb") as handle:
        write_mo(handle, catalog_of(entries))
    half.replace(target)


def mirrored_area(area: Area) -> Area:
    """An area in the made-up language."""
    return Area(area.name, {key: mirrored_entry(entry) for key, entry in area.entries.items()})


def mirrored_entry(entry: Entry) -> Entry:
    """A message whose translation is its English, mirrored."""
    return Entry(entry.key, tuple(mirrored(text) for text in entry.key.ids))


def mirrored(text: str) -> str:
    """Every word from right to left; values, tags and spaces as they are."""
    parts = FIXED.split(text)
    return "".join(
        part if not part or FIXED.fullmatch(part) else f"{RIGHT_TO_LEFT}{part}{END}"
        for part in parts
    )
