"""How strongly a text asks for each area: its meaning and its words together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import Bm25
from mentor_matching.needs.meaning import WordMeanings
from mentor_matching.needs.nearest import NearestPhrases
from mentor_matching.needs.phrases import Phrase
from mentor_matching.needs.regression import AreaRegression
from mentor_matching.vocabulary import LANGUAGES

Scores = npt.NDArray[np.float64]
_LINEAR, _WORDS = 1.0, 0.025


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

    def score(self, words: Sequence[str], languages: Sequence[str] = LANGUAGES) -> Scored:
        """Score one text, given as words; it may be in any of `languages`."""
        vector = self._meanings.of(words)
        # einsum stays in this thread; a BLAS pool woken for so small a product costs more.
        meaning = np.einsum("pd,d->p", self._vectors, vector).astype(np.float64)
        stems = {text.stem(word, language) for language in languages for word in words}
        areas = (
            self._nearest.scores(meaning)
            + _LINEAR * self._regression.scores(vector)
            + _WORDS * self.lexical.scores(stems)
        )
        return Scored(areas, meaning)


def lexical(phrases: Sequence[Phrase]) -> Bm25:
    """BM25 with one document an area: all its phrases in both languages."""
    documents: list[Counter[str]] = [Counter() for _ in range(max(p.owner for p in phrases) + 1)]
    for phrase in phrases:
        documents[phrase.owner].update(phrase.stems)
    return Bm25([list(document.elements()) for document in documents])
