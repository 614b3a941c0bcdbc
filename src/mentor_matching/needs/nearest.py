"""Areas by their phrases nearest in meaning to a text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating]


class NearestPhrases:
    """The mean similarity of each area's best two phrases.

    Args:
        owners: the area's number for each phrase, shape (phrases,), in ascending order; every
            area owns at least one phrase.
    """

    def __init__(self, owners: Sequence[int]) -> None:
        self._sizes = np.bincount(owners)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def scores(self, similarities: Scores) -> Scores:
        """From the similarity of phrases, shape (texts, phrases), to scores, (texts, areas).

        >>> NearestPhrases([0, 0, 1]).scores(np.array([[0.0, 0.0, 0.9]])).round(1).tolist()
        [[0.0, 0.9]]
        """
        best = np.maximum.reduceat(similarities, self._starts, axis=1)
        is_best = similarities == np.repeat(best, self._sizes, axis=1)
        others = np.where(is_best, -np.inf, similarities)
        second = np.maximum.reduceat(others, self._starts, axis=1)
        # Two that are equally near are the best two; an area with one phrase has it twice.
        shared = np.add.reduceat(is_best, self._starts, axis=1, dtype=np.intp) > 1
        return (best + np.where(shared | (self._sizes == 1), best, second)) / 2
