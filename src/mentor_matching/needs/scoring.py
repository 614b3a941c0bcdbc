"""How strongly a text asks for each area: its meaning and its words together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import Bm25, pairs
from mentor_matching.needs.meaning import WordMeanings
from mentor_matching.needs.nearest import NearestPhrases
from mentor_matching.needs.phrases import Phrase
from mentor_matching.needs.regression import AreaRegression
from mentor_matching.vocabulary import LANGUAGES

Scores = npt.NDArray[np.float64]

# Chosen by training on the phrases of one author and asking for those of the other
# (docs/decisions/0005-need-detection.md).
_LINEAR, _WORDS, _PAIRS = 1.5, 0.05, 0.03


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of each area, shape (areas,), and the likeness of each phrase, (phrases,)."""

    areas: Scores
    phrases: Scores


class Scorer:
    """Scores texts against phrases; the number of areas is that of the phrases' owners."""

    def __init__(self, phrases: Sequence[Phrase], meanings: WordMeanings) -> None:
        owners = np.array([phrase.owner for phrase in phrases])
        self._meanings = meanings
        self._vectors = meanings.of_all([phrase.words for phrase in phrases])
        self._nearest = NearestPhrases(owners.tolist())
        self._regression = AreaRegression(self._vectors, owners)
        self.lexical = lexical(phrases)
        self._pairs = lexical(phrases, of_pairs=True)

    def score(self, words: Sequence[str], languages: Sequence[str] = LANGUAGES) -> Scored:
        """Score one text, given as words; it may be in any of `languages`."""
        vector = self._meanings.of(words)
        # einsum stays in this thread; a BLAS pool woken for so small a product costs more.
        meaning = np.einsum("pd,d->p", self._vectors, vector).astype(np.float64)
        stems = [[text.stem(word, language) for word in words] for language in languages]
        areas = (
            self._nearest.scores(meaning)
            + _LINEAR * self._regression.scores(vector)
            + _WORDS * self.lexical.scores(chain.from_iterable(stems))
            + _PAIRS * self._pairs.scores(chain.from_iterable(map(pairs, stems)))
        )
        return Scored(areas, meaning)


def lexical(phrases: Sequence[Phrase], *, of_pairs: bool = False) -> Bm25:
    """BM25 with one document an area: the words, or word pairs, of its phrases."""
    documents: list[Counter[str]] = [Counter() for _ in range(max(p.owner for p in phrases) + 1)]
    for phrase in phrases:
        documents[phrase.owner].update(pairs(phrase.stems) if of_pairs else phrase.stems)
    return Bm25([list(document.elements()) for document in documents])
