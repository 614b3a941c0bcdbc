"""Which clauses of a long story are worth reading for their meaning, seen by their words."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
MOST_CLAUSES, MOST_WORDS = 3, 40
"""More clauses found less: what a person tells of home and work is near to some area too."""
_BACKGROUND = 2.0


def most_telling(scores: Scores, lengths: Sequence[int]) -> list[int]:
    """The clauses that speak most for one area more than for all, in the order of the story.

    Args:
        scores: how strongly the words of each clause ask for each area, then, in the last
            column, how strongly they are background, (clauses, areas + 1).
        lengths: the number of words of each clause.

    Returns:
        The positions of at most `MOST_CLAUSES` clauses of at most `MOST_WORDS` words together;
        at least one.

    >>> most_telling(np.array([[0.1, 0.1, 0], [0.9, 0.0, 0], [0.0, 0.4, 0]]), [50, 5, 40])
    [1, 2]
    """
    asks = scores[:, :-1]
    telling = asks.max(axis=1) - asks.mean(axis=1) - _BACKGROUND * scores[:, -1]
    chosen: list[int] = []
    left = MOST_WORDS
    for clause in np.argsort(-telling, kind="stable").tolist():
        if len(chosen) < MOST_CLAUSES and (lengths[clause] <= left or not chosen):
            chosen.append(clause)
            left -= lengths[clause]
    return sorted(chosen)
