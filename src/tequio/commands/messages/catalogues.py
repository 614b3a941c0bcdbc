"""Reads and writes the catalogues: one file of Spanish for each area."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tequio.commands.messages.sources import ROOT, Key

LANGUAGE = "es"
FOLDER = ROOT / "locale" / LANGUAGE
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
"""No dates and no names: a file changes only when a message does."""
WIDTH = 100


@dataclass(slots=True)
class Entry:
    """One translated message: a text for each form, where it is used, notes for translators."""

    key: Key
    texts: tuple[str, ...]
    files: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every form has a text that nobody called doubtful."""
        return bool(self.texts) and all(self.texts) and not self.fuzzy


@dataclass(slots=True)
class Area:
    """The messages of one area."""

    name: str
    entries: dict[Key, Entry] = field(default_factory=dict)


def read_areas(folder: Path = FOLDER) -> dict[str, Area]:
    """Every catalogue in a folder by the name of its area."""
    return {file.stem: read_area(file) for file in sorted(folder.glob("*.po"))}


def read_area(file: Path) -> Area:
    """One catalogue. Raises babel's PoFileError where it cannot be read."""
    with file.open("rb") as handle:
        catalog = read_po(handle, locale=LANGUAGE, abort_invalid=True)
    entries = (entry_of(message) for message in catalog if message.id)
    return Area(file.stem, {entry.key: entry for entry in entries})


def entry_of(message: Message) -> Entry:
    """One message of babel's as an entry of ours."""
    return Entry(
        Key(message.context or "", as_tuple(message.id)),
        as_tuple(message.string),
        tuple(location[0] for location in message.locations),
        tuple(message.auto_comments),
        message.fuzzy,
    )


def as_tuple(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One text or several forms as a tuple; no text as an empty one."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def write_area(area: Area, folder: Path = FOLDER) -> bool:
    """Write one catalogue if it differs from the file; true if it did. None for an empty area."""
    file = folder / f"{area.name}.po"
    content = text_of(area) if area.entries else None
    if content == (file.read_text(encoding="utf-8") if file.exists() else None):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8") if content else file.unlink()
    return True


def text_of(area: Area) -> str:
    """A catalogue as a file, sorted, every message with the files that use it."""
    body = BytesIO()
    options = {"omit_header": True, "sort_output": True, "include_lineno": False}
    write_po(body, catalog_of(list(area.entries.values())), width=WIDTH, **options)
    return HEADER + body.getvalue().decode().lstrip("\n").rstrip("\n") + "\n"


def catalog_of(entries: list[Entry]) -> Catalog:
    """Entries as a catalogue of babel's."""
    catalog = Catalog(locale=LANGUAGE, charset="utf-8")
    for entry in entries:
        catalog.add(
            entry.key.ids[0] if len(entry.key.ids) == 1 else entry.key.ids,
            entry.texts[0] if len(entry.key.ids) == 1 else entry.texts,
            locations=[(file, 1) for file in entry.files],
            auto_comments=list(entry.comments),
            flags=["fuzzy"] if entry.fuzzy else [],
            context=entry.key.context or None,
        )
    return catalog
