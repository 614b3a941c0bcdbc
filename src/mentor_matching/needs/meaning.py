"""What words mean, from a table distilled from a sentence encoder when the package was built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordMeanings:
    """A vector for each of some ten thousand words of both languages.

    `rows` gives the row of each word in `vectors`, shape (words, dimensions); a word that is
    common in its language has a short vector. `languages` says for each word 1 for Spanish,
    -1 for English, 0 for both; `foreign` holds common words of other languages.
    """

    rows: dict[str, int]
    vectors: Vectors
    languages: npt.NDArray[np.int8]
    foreign: frozenset[str]

    def of(self, words: Iterable[str]) -> Vectors:
        """The meaning of a text as a unit vector; zero when no word is known."""
        known = [self.rows[word] for word in words if word in self.rows]
        total: Vectors = self.vectors[known].sum(axis=0)
        length = np.linalg.norm(total)
        return total / length if length else total

    def of_all(self, texts: Sequence[Iterable[str]]) -> Vectors:
        """The meanings of several texts, shape (texts, dimensions)."""
        return np.stack([self.of(words) for words in texts])


@cache
def shipped() -> WordMeanings:
    """The table that ships with the package (see data/README.md for how it was made)."""
    path = files("mentor_matching") / "data" / "word_meanings.npz"
    with path.open("rb") as stored, np.load(stored, allow_pickle=False) as table:
        words = str(table["words"]).split("\n")
        return WordMeanings(
            rows={word: row for row, word in enumerate(words)},
            vectors=table["vectors"] * table["scales"][:, None],
            languages=table["languages"],
            foreign=frozenset(str(table["foreign"]).split("\n")),
        )
