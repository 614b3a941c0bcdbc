"""Draws from one generator, cheap enough for a hundred thousand small choices."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import log
from typing import Final, TypeVar

import numpy as np

T = TypeVar("T")
DRAWS_AT_ONCE: Final = 8192


class Chance:
    """Small choices from a NumPy generator, drawn in blocks because single draws are slow."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._drawn: list[float] = []

    def share(self) -> float:
        """A number from 0 up to, but not including, 1."""
        if not self._drawn:
            self._drawn = self._generator.random(DRAWS_AT_ONCE).tolist()
        return self._drawn.pop()

    def happens(self, probability: float) -> bool:
        return self.share() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items; raises IndexError when there is none."""
        return items[int(self.share() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items with probability in proportion to its weight."""
        sums = list(accumulate(weights))
        return items[min(bisect_right(sums, self.share() * sums[-1]), len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Different items, in random order; all of them when there are fewer."""
        left = list(items)
        return [left.pop(int(self.share() * len(left))) for _ in range(min(count, len(left)))]

    def waiting(self, mean: float) -> float:
        """An exponential waiting time."""
        return -mean * log(1.0 - self.share())

    def around(self, median: float, spread: float) -> float:
        """A log-normal value with this median; spread is the deviation of its logarithm."""
        return float(median * np.exp(spread * self._generator.standard_normal()))
