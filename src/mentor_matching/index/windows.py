"""Windows of rows with the most any mentor inside can bring, so that a search can stop early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mentor_matching.index.bits import Flags, Rows
from mentor_matching.index.columns import Floats

FEWEST_ROWS = 4096
MOST_ROWS = 131_072


class Window(NamedTuple):
    """The rows from `start` to before `end`, and the best bound of any of them."""

    start: int
    end: int
    best: float


@dataclass(frozen=True)
class Windows:
    """Runs of rows, with the best bound of any row and of any newcomer in each.

    The first are the shortest: they are the most promising, and what they hold says how much
    of the others has to be read. `bound` (n,) is each row's own bound; `starts`, `best` and
    `best_newcomer` have one value a window (block-max pruning: Ding and Suel, SIGIR 2011).
    """

    bound: Floats
    starts: Rows
    best: Floats
    best_newcomer: Floats

    @classmethod
    def of(cls, bound: Floats, newcomer: Flags) -> Windows:
        """The windows over rows with these bounds."""
        starts = np.array(list(_starts(len(bound))), np.int64)
        if starts.size == 0:
            return cls(bound, starts, np.empty(0), np.empty(0))
        best = np.maximum.reduceat(bound, starts)
        ends = np.append(starts[1:], len(bound)).tolist()
        # Window by window: all products at once would be fresh memory at every refresh.
        of_newcomers = [
            (bound[start:end] * newcomer[start:end]).max()
            for start, end in zip(starts.tolist(), ends, strict=True)
        ]
        return cls(bound, starts, best, np.array(of_newcomers))

    def in_order(self, *, newcomers: bool) -> Iterator[Window]:
        """The windows, the most promising first; `newcomers` says whose bounds count."""
        best = self.best_newcomer if newcomers else self.best
        ends = np.append(self.starts[1:], len(self.bound))
        for window in np.argsort(-best, kind="stable").tolist():
            yield Window(int(self.starts[window]), int(ends[window]), float(best[window]))


def _starts(n: int) -> Iterator[int]:
    start, size = 0, FEWEST_ROWS
    while start < n:
        yield start
        start += size
        size = min(2 * size, MOST_ROWS)
