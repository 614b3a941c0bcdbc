"""Areas by their phrases nearest in meaning to a text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
NEAREST = 2


class NearestPhrases:
    """The mean similarity of each area's best few phrases.

    Args:
        owners: the area's number for each phrase, shape (phrases,); every area owns at least
            one phrase.
    """

    def __init__(self, owners: Sequence[int]) -> None:
        groups = [np.flatnonzero(np.asarray(owners) == area) for area in range(max(owners) + 1)]
        self._columns = np.full((len(groups), max(NEAREST, *map(len, groups))), -1)
        for area, group in enumerate(groups):
            self._columns[area, : len(group)] = group
            self._columns[area, len(group) : NEAREST] = group[0]

    def scores(self, similarities: npt.NDArray[np.floating]) -> Scores:
        """From the similarity of each phrase, shape (phrases,), to scores, shape (areas,).

        >>> NearestPhrases([0, 0, 1]).scores(np.array([0.0, 0.0, 0.9])).round(1).tolist()
        [0.0, 0.9]
        """
        by_area = np.where(self._columns >= 0, similarities[self._columns], -np.inf)
        areas = np.arange(len(by_area))
        total = np.zeros(len(by_area))
        # Twice the best costs a twentieth of np.partition, which the many equal -inf slow down.
        for _ in range(NEAREST):
            best = by_area.argmax(axis=1)
            total += by_area[areas, best]
            by_area[areas, best] = -np.inf
        return total / NEAREST
