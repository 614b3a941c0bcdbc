"""The words of a text as its writer wrote them, found again from their searchable form."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final

from tequio.domain.people.search_text import searchable

WORDS: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
MONEY_SIGN: Final = re.compile(r"\$(?=\s?\d)")
"""It would go with all other signs, and what is a sum of money would be any number."""
Place = tuple[int, int]
"""Where something begins in a text and where it ends."""


class Written:
    """A text, searched in its plain letters and quoted in its own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._read = MONEY_SIGN.sub("Q", text)

    @cached_property
    def plain(self) -> str:
        return " ".join(self.words)

    def all(self, pattern: re.Pattern[str]) -> list[str]:
        """What the pattern finds in the plain letters, each as it was written."""
        return [self.text[start:end] for start, end in self.places(pattern)]

    def places(self, pattern: re.Pattern[str]) -> list[Place]:
        """Where in the text the pattern finds whole words."""
        return [
            self.place_of(
                bisect_right(self._starts, found.start()) - 1,
                bisect_right(self._starts, max(found.start(), found.end() - 1)) - 1,
            )
            for found in pattern.finditer(self.plain)
        ]

    def place_of(self, first: int, last: int) -> Place:
        """Where the words of these numbers stand."""
        return self._found[first][1].start(), self._found[last][1].end()

    @cached_property
    def words(self) -> list[str]:
        """The words in plain letters."""
        return [word for word, _ in self._found]

    @cached_property
    def _found(self) -> list[tuple[str, re.Match[str]]]:
        return [
            (part, word)
            for word in WORDS.finditer(self._read)
            for part in searchable(word[0]).split()
        ]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins in the plain text."""
        return list(accumulate((len(word) + 1 for word in self.words[:-1]), initial=0))
