"""BM25 over the words of each area: the fallback that needs no model, and the peer to beat."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
NO_TERM = 0
"""The row that adds nothing to any score."""
_K1 = 1.2
_B = 0.5
_ELSEWHERE = 2


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
        frequency = Counter(term for count in counts for term in count)
        self._row = {term: row for row, term in enumerate(frequency, start=NO_TERM + 1)}
        self._weights = self._weigh(counts, np.array(list(frequency.values()), dtype=np.float64))

    def _weigh(
        self, counts: Sequence[Mapping[str, int]], frequency: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float32]:
        lengths = [sum(count.values()) for count in counts]
        mean_length = max(sum(lengths) / max(self._size, 1), 1.0)
        rarity = (_K1 + 1) * np.log1p((self._size - frequency + 0.5) / (frequency + 0.5))
        weights = np.zeros((1 + len(frequency), self._size), dtype=np.float32)
        self._shares = np.zeros(weights.shape, dtype=np.float32)
        rarity = np.concatenate([[0.0], rarity])
        for document, count in enumerate(counts):
            rows = [self._row[term] for term in count]
            times = np.array(list(count.values()), dtype=np.float64)
            length_part = _K1 * (1 - _B + _B * lengths[document] / mean_length)
            self._shares[rows, document] = times
            weights[rows, document] = rarity[rows] * times / (times + length_part)
        self._shares /= self._shares.sum(axis=1, keepdims=True) + _ELSEWHERE
        return weights

    def scores(self, terms: Iterable[str]) -> Scores:
        """The score of every document for these terms, shape (documents,).

        >>> Bm25([["price", "cost"], ["loan", "bank"]]).scores(["bank"]).argmax()
        np.int64(1)
        """
        totals: Scores = self.scores_of([map(self.row, terms)])[0]
        return totals

    def row(self, term: str) -> int:
        """The number of a term in the index; that of no term stands for every unknown one."""
        return self._row.get(term, NO_TERM)

    def scores_of(self, texts: Sequence[Iterable[int]]) -> Scores:
        """The scores of several texts, each given by the rows of its terms, (texts, documents)."""
        distinct = [dict.fromkeys(chain((NO_TERM,), rows)) for rows in texts]
        sizes = np.array([len(rows) for rows in distinct])
        rows = np.fromiter(chain.from_iterable(distinct), dtype=np.intp, count=int(sizes.sum()))
        starts = np.cumsum(sizes) - sizes
        totals: Scores = np.add.reduceat(self._weights[rows], starts, axis=0, dtype=np.float64)
        return totals

    def weights(self, rows: Sequence[int], documents: Sequence[int]) -> npt.NDArray[np.float32]:
        """What each term adds to the score of each document, shape (rows, documents)."""
        found: npt.NDArray[np.float32] = self._weights[np.ix_(rows, documents)]
        return found

    def shares(self, rows: Sequence[int], documents: Sequence[int]) -> npt.NDArray[np.float32]:
        """How much of what holds each term is in each document, shape (rows, documents).

        Two more times that it stands elsewhere are thought of: once is no evidence.
        """
        found: npt.NDArray[np.float32] = self._shares[np.ix_(rows, documents)]
        return found

    def weight(self, term: str, document: int) -> float:
        """What one term adds to the score of one document."""
        return float(self._weights[self.row(term), document])
