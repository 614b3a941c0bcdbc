"""Which translatable messages the source code and the templates hold, and in which area."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SHARED = "shared"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_OURS = ("migrations", "commands", "static")

Ids = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What names a message: its context (empty for none) and its English, singular and plural."""

    context: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a message is used."""

    key: Key
    file: Path
    comments: tuple[str, ...]

    @property
    def area(self) -> str:
        """The catalogue for messages of this file."""
        return area_of(self.file)


def area_of(file: Path) -> str:
    """The folder below pages/, or the first folder; what lies in none is shared."""
    parts = file.parts
    if parts[0] == "pages" and len(parts) > 2:
        return parts[1]
    return parts[0] if len(parts) > 1 and parts[0] != "pages" else SHARED


def uses(root: Path = ROOT) -> list[Use]:
    """Every use of every message below a folder, in the order of the files."""
    return [use for file in source_files(root) for use in uses_in(root, file)]


def source_files(root: Path) -> list[Path]:
    """The Python files and templates that may hold messages, relative to the folder."""
    found = (
        file.relative_to(root)
        for pattern in ("*.py", "*.html", "*.txt")
        for file in root.rglob(pattern)
    )
    return sorted(file for file in found if not set(file.parts) & set(NOT_OURS))


def uses_in(root: Path, file: Path) -> Iterator[Use]:
    """The messages of one file."""
    text = (root / file).read_text(encoding="utf-8")
    source = text if file.suffix == ".py" else python_of_template(text)
    found = extract(
        "python", BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    for _line, ids, comments, context in found:
        whole = (ids,) if isinstance(ids, str) else tuple(ids)
        yield Use(Key(context or "", whole), file, tuple(comments))


def python_of_template(text: str) -> str:
    """A template as calls of gettext, by Django's own rules for its message ids."""
    return "\n".join(line.strip() for line in templatize(text).splitlines()) + "\n"
