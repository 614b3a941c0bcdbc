"""What texts mean: vectors of a sentence encoder, kept for the phrases that ship."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from mentor_matching.needs import encoder, known_words
from mentor_matching.needs.encoder import Pooled, SentenceEncoder
from mentor_matching.needs.known_words import KnownWords

Vectors = npt.NDArray[np.floating]
Words = Sequence[str]
MOST_WORDS = 150
"""A longer text is cut: more words change its meaning little and cost time."""
_BATCH = 32


@dataclass(frozen=True, eq=False)
class Meanings:
    """Encodes texts given as words; the phrases that ship were encoded when it was built.

    `stored` gives the row in `vectors` of a phrase by its `key`; rows there have any length.
    """

    encoder: SentenceEncoder
    known: KnownWords
    stored: dict[int, int]
    vectors: npt.NDArray[np.int8]

    def of_texts(self, texts: Sequence[Words]) -> Vectors:
        """The meaning of each text, (texts, dimensions)."""
        return self.encoder.finish(self._pooled(texts))

    def of_parts(self, parts: Sequence[Words]) -> Vectors:
        """The meaning of all parts of a text as one, then of each: one pass reads both."""
        return self.encoder.finish(self._pooled(parts).with_whole())

    def _pooled(self, texts: Sequence[Words]) -> Pooled:
        return self.encoder.pool([_accented(self.known, text) for text in texts])

    def of_all(self, texts: Sequence[Words]) -> Vectors:
        """The meanings of many phrases, (texts, dimensions): those stored, and the rest encoded."""
        rows = [self.stored.get(key(words), -1) for words in texts]
        found = encoder.unit(self.vectors[rows].astype(np.float32))
        missing = [position for position, row in enumerate(rows) if row < 0]
        if missing:
            found[missing] = encode(self.encoder, self.known, [texts[i] for i in missing])
        return found


def encode(model: SentenceEncoder, known: KnownWords, texts: Sequence[Words]) -> Vectors:
    """Encode texts a few at a time, which bounds the memory that takes."""
    accented = [_accented(known, words) for words in texts]
    batches = [accented[start : start + _BATCH] for start in range(0, len(accented), _BATCH)]
    return np.concatenate([model.finish(model.pool(batch)) for batch in batches])


def key(words: Words) -> int:
    """A number that stands for a phrase."""
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")


def _accented(known: KnownWords, words: Words) -> list[str]:
    return [known.written.get(word, word) for word in words[:MOST_WORDS]]


@cache
def shipped() -> Meanings:
    """The encoder and the phrases that ship with the package."""
    path = files("mentor_matching") / "data" / "phrase_meanings.npz"
    with path.open("rb") as stored, np.load(stored, allow_pickle=False) as table:
        keys, vectors = table["keys"].tolist(), table["vectors"]
    return Meanings(
        encoder=encoder.shipped(),
        known=known_words.shipped(),
        stored={one: row for row, one in enumerate(keys)},
        vectors=vectors,
    )
