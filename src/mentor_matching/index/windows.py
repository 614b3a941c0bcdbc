"""Windows of rows with the most any mentor inside can bring, so that a search can stop early."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.columns import Floats

FEWEST_ROWS = 8192
MOST_WINDOWS = 64


@dataclass(frozen=True)
class Windows:
    """Equal runs of `size` rows, with the best bound of any row and of any newcomer in each.

    `bound` (n,) is each row's own bound; `best` and `best_newcomer` have one value a window
    (block-max pruning: Ding and Suel, SIGIR 2011).
    """

    size: int
    bound: Floats
    best: Floats
    best_newcomer: Floats

    @classmethod
    def of(cls, bound: Floats, newcomer: Flags) -> Windows:
        """The windows over rows with these bounds."""
        size = max(FEWEST_ROWS, -(-len(bound) // MOST_WINDOWS))
        starts = np.arange(0, len(bound), size)
        if starts.size == 0:
            return cls(size, bound, np.empty(0), np.empty(0))
        best = np.maximum.reduceat(bound, starts)
        return cls(size, bound, best, np.maximum.reduceat(bound * newcomer, starts))

    def in_order(self, *, newcomers: bool) -> tuple[Rows, Floats]:
        """Window numbers with the most promising first, and their bounds in that order."""
        best = self.best_newcomer if newcomers else self.best
        order = np.argsort(-best, kind="stable")
        return order, best[order]
