"""BM25 over the words of each area: the fallback that needs no model, and the peer to beat."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log1p

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
_K1 = 1.2
_B = 0.5


def pairs(terms: Sequence[str]) -> list[str]:
    """Each two terms that stand side by side, as one term.

    >>> pairs(["no", "me", "pagan"])
    ['no me', 'me pagan']
    """
    return [f"{one} {next_one}" for one, next_one in pairwise(terms)]


class Bm25:
    """Okapi BM25 (Robertson and Zaragoza 2009, formula 3.15) over short documents.

    Args:
        documents: the terms of each document.
    """

    def __init__(self, documents: Sequence[Iterable[str]]) -> None:
        counts = [Counter(terms) for terms in documents]
        self._size = len(counts)
        self._postings = self._weigh(counts)

    def _weigh(self, counts: Sequence[Mapping[str, int]]) -> dict[str, dict[int, float]]:
        lengths = [sum(count.values()) for count in counts]
        mean_length = max(sum(lengths) / max(self._size, 1), 1.0)
        frequency = Counter(term for count in counts for term in count)
        rarity = {
            term: (_K1 + 1) * log1p((self._size - times + 0.5) / (times + 0.5))
            for term, times in frequency.items()
        }
        postings: dict[str, dict[int, float]] = {term: {} for term in frequency}
        for document, count in enumerate(counts):
            length_part = _K1 * (1 - _B + _B * lengths[document] / mean_length)
            for term, times in count.items():
                postings[term][document] = rarity[term] * times / (times + length_part)
        return postings

    def scores(self, terms: Iterable[str]) -> Scores:
        """The score of every document for these terms, shape (documents,).

        >>> Bm25([["price", "cost"], ["loan", "bank"]]).scores(["bank"]).argmax()
        np.int64(1)
        """
        totals = np.zeros(self._size)
        for term in set(terms):
            for document, weight in self._postings.get(term, {}).items():
                totals[document] += weight
        return totals

    def weight(self, term: str, document: int) -> float:
        """What one term adds to the score of one document."""
        return self._postings.get(term, {}).get(document, 0.0)
