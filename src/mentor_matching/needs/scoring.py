"""How strongly a text asks for each area: its meaning and its words together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import Bm25, pairs
from mentor_matching.needs.meaning import Meanings
from mentor_matching.needs.nearest import NearestPhrases
from mentor_matching.needs.one_thread import one_thread
from mentor_matching.needs.phrases import Phrase
from mentor_matching.needs.regression import AreaRegression
from mentor_matching.vocabulary import LANGUAGES

Scores = npt.NDArray[np.float64]

# Chosen by training on the phrases of one author and asking for those of the other
# (docs/decisions/0019-needs-by-a-sentence-encoder.md).
_LINEAR, _WORDS, _PAIRS = 1.5, 0.05, 0.03


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of each area, shape (areas,), and the likeness of each phrase, (phrases,).

    The last area stands for texts that ask for nothing, if the phrases hold such.
    """

    areas: Scores
    phrases: Scores


class Scorer:
    """Scores texts against phrases; the number of areas is that of the phrases' owners."""

    def __init__(self, phrases: Sequence[Phrase], meanings: Meanings) -> None:
        owners = np.array([phrase.owner for phrase in phrases])
        self._meanings = meanings
        with one_thread():
            self._vectors = meanings.of_all([phrase.words for phrase in phrases])
            self._regression = AreaRegression(self._vectors, owners)
        self._nearest = NearestPhrases(owners.tolist())
        stems = [phrase.stems for phrase in phrases]
        self.lexical = _index(owners.tolist(), stems)
        self._pairs = _index(owners.tolist(), map(pairs, stems))

    def score(self, parts: Sequence[Sequence[str]]) -> Scored:
        """Score a text by the best part for each area, and for asking for nothing by the worst.

        A story has clauses that ask for nothing beside the one that matters.

        Args:
            parts: the words of the whole text, then, if it has several, of its parts.
        """
        with one_thread():
            vectors = self._meanings.of_parts(parts[1:] or parts)
            likeness = vectors @ self._vectors.T
        areas = [
            self._nearest.scores(alike)
            + _LINEAR * self._regression.scores(vector)
            + self._by_words(words)
            for alike, vector, words in zip(likeness, vectors, parts, strict=True)
        ]
        best: Scores = np.max(areas, axis=0)
        best[-1] = min(of_part[-1] for of_part in areas)
        return Scored(best, likeness.max(axis=0).astype(np.float64))

    def _by_words(self, words: Sequence[str]) -> Scores:
        stems = [[text.stem(word, language) for word in words] for language in LANGUAGES]
        scores: Scores = _WORDS * self.lexical.scores(
            chain.from_iterable(stems)
        ) + _PAIRS * self._pairs.scores(chain.from_iterable(map(pairs, stems)))
        return scores


def lexical(phrases: Sequence[Phrase]) -> Bm25:
    """BM25 with one document an area: the words of its phrases."""
    return _index([phrase.owner for phrase in phrases], [phrase.stems for phrase in phrases])


def _index(owners: Sequence[int], terms: Iterable[Sequence[str]]) -> Bm25:
    documents: list[list[str]] = [[] for _ in range(max(owners) + 1)]
    for owner, of_phrase in zip(owners, terms, strict=True):
        documents[owner].extend(of_phrase)
    return Bm25(documents)
