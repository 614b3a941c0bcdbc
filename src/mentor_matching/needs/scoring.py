"""How strongly a text asks for each area: its meaning and its words together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from mentor_matching import text
from mentor_matching.needs.lexical import NO_TERM, Bm25, pairs
from mentor_matching.needs.likeness import Likeness
from mentor_matching.needs.meaning import Meanings
from mentor_matching.needs.nearest import NearestPhrases
from mentor_matching.needs.phrases import Phrase
from mentor_matching.needs.regression import AreaRegression
from mentor_matching.needs.telling import most_telling
from mentor_matching.one_thread import one_thread
from mentor_matching.vocabulary import LANGUAGES

Scores = npt.NDArray[np.float64]

# Chosen by training on the phrases of one author and asking for those of the other
# (docs/decisions/0019-needs-by-a-sentence-encoder.md).
_LINEAR, _WORDS, _PAIRS = 1.5, 0.05, 0.03
_BACKGROUND, _BACKGROUND_OF_ANY_CLAUSE = 0.3, 0.8
# Chosen on pairs of single queries joined in one sentence and on `two_problems_open.csv`, beside
# all sets of single ones: less marks more of the second problems and more that nobody stated.
_LESS_OF_A_CLAUSE = 0.2
"""A few words say less out of their sentence: half a one that names no need is near to many."""
_LEAST_OF_A_CLAUSE, _LEAD_OF_SHORT, _LEAD_OF_LONG = 0.75, 0.3, 0.6
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of each area and its lead over the best other one, shape (areas,), the score of
    asking for nothing in particular, and the likeness of each phrase, (phrases,).
    """

    areas: Scores
    leads: Scores
    unclear: float
    phrases: Scores


class Scorer:
    """Scores texts against phrases.

    Args:
        phrases: those of the areas, then those that ask for nothing, then the background.
        areas: the number of areas.
        meanings: the encoder of texts.
    """

    def __init__(self, phrases: Sequence[Phrase], areas: int, meanings: Meanings) -> None:
        self._unclear = areas
        owners = np.array([phrase.owner for phrase in phrases])
        self._meanings = meanings
        with one_thread():
            vectors = meanings.of_all([phrase.words for phrase in phrases])
            self._regression = AreaRegression(vectors, owners)
        self._likeness = Likeness(vectors)
        self._nearest = NearestPhrases(owners.tolist())
        stems = [phrase.stems for phrase in phrases]
        self.lexical = _index(owners.tolist(), stems)
        self._pairs = _index(owners.tolist(), map(pairs, stems))
        self._rows_of_word = lru_cache(maxsize=_MOST_WORDS)(self._rows)
        self._rows_of_pair = lru_cache(maxsize=_MOST_WORDS)(self._pair_rows)

    def score(self, parts: Sequence[Sequence[str]], *, is_long: bool = False) -> Scored:
        """Score a text by the best part for each area, and for asking for nothing by the worst.

        A story has clauses that ask for nothing beside the one that matters, and may ask for one
        thing in a clause and for another in the next. Only the most telling clauses are read for
        their meaning.

        Args:
            parts: the words of the whole text, then, if it has several, of its clauses.
            is_long: of a long text, the whole is its clauses taken together, which saves
                reading it twice.
        """
        by_words = self._by_words(parts)
        if clauses := parts[1:]:
            asking = np.delete(by_words[1:], self._unclear, axis=1)
            chosen = most_telling(asking, [len(clause) for clause in clauses])
            by_words = by_words[[0, *(1 + clause for clause in chosen)]]
            parts = [parts[0], *(clauses[clause] for clause in chosen)]
        with one_thread():
            read = self._meanings.of_parts if is_long and clauses else self._meanings.of_texts
            vectors = read(parts[1:] if is_long and clauses else parts)
            likeness = self._likeness.of(vectors)
            linear = self._regression.scores(vectors)
        scores = self._nearest.scores(likeness) + _LINEAR * linear + by_words
        asked = scores[:, : self._unclear]
        if clauses:
            asked = asked - _damping(scores[:, self._unclear + 1])
            asked[1:] -= 0 if is_long else _LESS_OF_A_CLAUSE
        return Scored(
            areas=asked.max(axis=0),
            leads=_leads(asked, _LEAD_OF_LONG if is_long else _LEAD_OF_SHORT),
            unclear=float(scores[:, self._unclear].min()),
            phrases=likeness.max(axis=0).astype(np.float64),
        )

    def _by_words(self, parts: Sequence[Sequence[str]]) -> Scores:
        of_word, of_pair = self._rows_of_word, self._rows_of_pair
        words = [chain.from_iterable(map(of_word, part)) for part in parts]
        two_words = [chain.from_iterable(map(of_pair, part, part[1:])) for part in parts]
        scores: Scores = _WORDS * self.lexical.scores_of(words) + _PAIRS * self._pairs.scores_of(
            two_words
        )
        return scores

    def _rows(self, word: str) -> tuple[int, ...]:
        return _known(self.lexical.row(text.stem(word, language)) for language in LANGUAGES)

    def _pair_rows(self, word: str, following: str) -> tuple[int, ...]:
        return _known(
            self._pairs.row(pair)
            for language in LANGUAGES
            for pair in pairs((text.stem(word, language), text.stem(following, language)))
        )


def _known(rows: Iterable[int]) -> tuple[int, ...]:
    """Each known row once: most pairs of words are in no phrase, and no row costs nothing."""
    return tuple(row for row in dict.fromkeys(rows) if row != NO_TERM)


def _damping(background: Scores) -> Scores:
    """What is taken off the scores of each part, (parts, 1), for telling of home and life.

    Home and life are near to some area too: who is up at five to bake for the children has not
    asked about kitchens.
    """
    damping: Scores = _BACKGROUND * np.maximum(background - _BACKGROUND_OF_ANY_CLAUSE, 0)
    return damping[:, None]


def leads(scores: Scores) -> Scores:
    """What each score is above the best other one, shape (n,): above 0 for the first alone.

    A score without others leads by 0.
    """
    best = np.full_like(scores, scores.max())
    if len(scores) > 1:
        best[scores.argmax()] = np.partition(scores, -2)[-2]
    return scores - best


def _leads(asked: Scores, less: float) -> Scores:
    """The lead of each area in the text, or in the clause that it leads if that is more.

    Args:
        asked: the scores of the whole, then of each clause, (parts, areas).
        less: what is taken off the lead in a clause, which may be beside the point.
    """
    found = leads(asked.max(axis=0))
    for clause in asked[1:]:
        first = clause.argmax()
        if clause[first] >= _LEAST_OF_A_CLAUSE:
            found[first] = max(found[first], leads(clause)[first] - less)
    return found


def lexical(phrases: Sequence[Phrase]) -> Bm25:
    """BM25 with one document an area: the words of its phrases."""
    return _index([phrase.owner for phrase in phrases], [phrase.stems for phrase in phrases])


def _index(owners: Sequence[int], terms: Iterable[Sequence[str]]) -> Bm25:
    documents: list[list[str]] = [[] for _ in range(max(owners) + 1)]
    for owner, of_phrase in zip(owners, terms, strict=True):
        documents[owner].extend(of_phrase)
    return Bm25(documents)
