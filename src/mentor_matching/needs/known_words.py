"""The words of both languages: which language each leans to, and how it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Some eighty thousand words, each without its accents.

    `languages` says for each 1 for Spanish, -1 for English, 0 for both; `written` gives the usual
    form of a word with accents; `foreign` holds common words of other languages.
    """

    languages: dict[str, int]
    written: dict[str, str]
    foreign: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.languages

    def all_written(self) -> Iterator[str]:
        """Each word as it is usually written."""
        return (self.written.get(word, word) for word in self.languages)


@cache
def shipped() -> KnownWords:
    """The words that ship with the package (see data/README.md for how they were found)."""
    path = files("mentor_matching") / "data" / "known_words.npz"
    with path.open("rb") as stored, np.load(stored, allow_pickle=False) as table:
        words, foreign, accented = (
            table[name].tobytes().decode("utf-8").split("\n")
            for name in ("words", "foreign", "accented")
        )
        return KnownWords(
            languages=dict(zip(words, table["languages"].tolist(), strict=True)),
            written=dict(one.split(" ", 1) for one in accented),
            foreign=frozenset(foreign),
        )
