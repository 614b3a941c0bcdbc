"""The words of a text as its writer wrote them, found again from their searchable form."""

import re
from functools import cached_property
from typing import Final

from tequio.domain.people.search_text import searchable

WORDS: Final = re.compile(r"[^\W_]+")
MONEY_SIGN: Final = re.compile(r"\$(?=\s?\d)")
"""It would go with all other signs, and what is a sum of money would be any number."""


class Written:
    """A text, searched in its plain letters and quoted in its own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._read = MONEY_SIGN.sub("Q", text)
        self.plain = searchable(self._read)

    def all(self, pattern: re.Pattern[str]) -> list[str]:
        """What the pattern finds in the plain letters, each as it was written."""
        return [self.quote(found.group()) for found in pattern.finditer(self.plain)]

    def quote(self, found: str) -> str:
        """The first stretch of the text that reads so in plain letters; `found` if none does."""
        wanted = found.split()
        places = [place for place, part in enumerate(self._parts) if part == wanted[0]]
        for start in places:
            end = start + len(wanted)
            if self._parts[start:end] == wanted:
                return self.text[self._words[start].start() : self._words[end - 1].end()]
        return found

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return [word for word in WORDS.finditer(self._read) for _ in searchable(word[0]).split()]

    @cached_property
    def _parts(self) -> list[str]:
        return [part for word in WORDS.finditer(self._read) for part in searchable(word[0]).split()]
