"""The styles of every page as one small file: on a slow line each file more costs a round trip.

Django finds it like any other static file; it is written anew when a part of it has changed.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

NAME: Final = "tequio/site.css"
PARTS: Final = ("tokens", "base", "components")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")
_AROUND: Final = re.compile(r"\s*([{};,])\s*")
_BEFORE_VALUE: Final = re.compile(r":\s+")


def shortened(css: str) -> str:
    """The same rules without comments and without the spaces that mean nothing.

    Spaces around `+` and before `:` stay: there they have a meaning.
    """
    css = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _BEFORE_VALUE.sub(":", _AROUND.sub(r"\1", css)).replace(";}", "}").strip()


def combined(folder: Path) -> str:
    """All parts in their order, with what is only for paper at the end."""
    screen = "".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
    paper = (folder / "print.css").read_text(encoding="utf-8")
    return shortened(f"{screen}@media print {{{paper}}}")


class OneSheetFinder(finders.BaseFinder):
    """Offers the combined file to `collectstatic` and to the server of the tests."""

    def __init__(self) -> None:
        self.storage = FileSystemStorage(location=settings.VAR / "styles")

    def check(self, **_options: object) -> list[object]:
        """Nothing about it can be set."""
        return []

    def find(self, path: str, find_all: bool = False, **_options: object) -> str | list[str]:
        """Where the file is, if it is the one asked for."""
        if path != NAME:
            return []
        self.write()
        found = self.storage.path(NAME)
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """The one file that it has."""
        self.write()
        yield NAME, self.storage

    def write(self) -> None:
        """Write the file if it is not yet what the parts say."""
        text = combined(Path(settings.STATICFILES_DIRS[0]) / "tequio")
        target = Path(self.storage.path(NAME))
        if target.exists() and target.read_text(encoding="utf-8") == text:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{id(self)}.draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
