"""How likely a person is to look at each rank of a list."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidMarketError

Floats = npt.NDArray[np.float64]
Examination = Callable[[Floats], Floats]
"""Maps ranks (1 is the top) to the chance of being looked at."""


def reciprocal(rank: Floats) -> Floats:
    """1 / rank."""
    return np.asarray(1.0 / rank)


def exponential(rank: Floats) -> Floats:
    """exp(1 - rank)."""
    return np.exp(1.0 - rank)


def binary_logarithm(rank: Floats) -> Floats:
    """1 / log2(1 + rank), as in discounted cumulative gain."""
    return np.asarray(1.0 / np.log2(1.0 + rank))


def list_examination(v: Examination, length: int) -> Floats:
    """The chances along a list of `length`. Raises InvalidMarketError."""
    return examined(v, np.arange(1.0, length + 1.0))


def examined(v: Examination, ranks: Floats) -> Floats:
    """v at each of the ranks. Raises InvalidMarketError unless it gives a probability for each."""
    try:
        chances = np.asarray(v(ranks), dtype=np.float64)
    except (TypeError, ValueError) as failure:
        raise InvalidMarketError(
            f"v must map an array of ranks to probabilities: {failure}"
        ) from failure
    # Written so that NaN fails too.
    if chances.shape != ranks.shape or not np.all((chances >= 0.0) & (chances <= 1.0)):
        raise InvalidMarketError("v must give a probability, 0 to 1, for each rank")
    return chances
