"""What words mean, from a table distilled from a sentence encoder when the package was built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

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
        known = [[self.rows[word] for word in words if word in self.rows] for words in texts]
        counts = np.array([len(rows) for rows in known])
        totals: Vectors = np.zeros((len(known), self.vectors.shape[1]), dtype=self.vectors.dtype)
        if counts.any():
            starts = (np.cumsum(counts) - counts)[counts > 0]
            vectors = self.vectors[list(chain.from_iterable(known))]
            totals[counts > 0] = np.add.reduceat(vectors, starts, axis=0)
        lengths = np.linalg.norm(totals, axis=1, keepdims=True)
        totals /= np.where(lengths > 0, lengths, 1)
        return totals


@cache
def shipped() -> WordMeanings:
    """The table that ships with the package (see data/README.md for how it was made)."""
    path = files("mentor_matching") / "data" / "word_meanings.npz"
    with path.open("rb") as stored, np.load(stored, allow_pickle=False) as table:
        words = table["words"].tobytes().decode("ascii").split("\n")
        return WordMeanings(
            rows={word: row for row, word in enumerate(words)},
            vectors=table["vectors"] * table["scales"][:, None],
            languages=table["languages"],
            foreign=frozenset(table["foreign"].tobytes().decode("ascii").split("\n")),
        )
