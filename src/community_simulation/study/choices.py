"""Choices for many people at once, from a generator that is passed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]


def texts(values: Sequence[object] | NDArray[np.generic]) -> Texts:
    """An array of text."""
    return np.array([str(value) for value in values], dtype=object)


def weighted(rng: np.random.Generator, shares: Mapping[str, float], count: int) -> Texts:
    """`count` names drawn with the given shares, which need not add up to one."""
    weights = np.array(list(shares.values()), dtype=float)
    picks = rng.choice(len(weights), size=count, p=weights / weights.sum())
    return np.array(list(shares), dtype=object)[picks]


def some_of(
    rng: np.random.Generator, names: Sequence[str], chances: ArrayLike, count: int
) -> list[list[str]]:
    """For each of `count` people the names that apply, each with its own chance."""
    hit = rng.random((count, len(names))) < np.asarray(chances, dtype=float)
    return [[name for name, yes in zip(names, row, strict=True) if yes] for row in hit]


def likeliest(rng: np.random.Generator, log_odds: ArrayLike, among: Flags, count: int) -> Flags:
    """Exactly `count` of those `among` whom it may befall, likelier with larger log-odds.

    The largest values of log-odds plus Gumbel noise: draws one after the other with probability
    in proportion to the odds (Efraimidis and Spirakis 2006, Information Processing Letters 97).

    Raises:
        ValueError: fewer than `count` are among them.

    >>> rng = np.random.default_rng(1)
    >>> int(likeliest(rng, np.zeros(6), np.array([True, True, True, False, False, False]), 2).sum())
    2
    """
    if count > int(among.sum()):
        raise ValueError(f"{count} were asked for among {int(among.sum())}.")
    score = np.asarray(log_odds, dtype=float) + rng.gumbel(size=len(among))
    chosen = np.zeros(len(among), dtype=bool)
    chosen[np.argsort(np.where(among, -score, np.inf), kind="stable")[:count]] = True
    return chosen


def chance_with_mean(log_odds: Floats, mean: float) -> Floats:
    """Chances with these log-odds, shifted so that their mean is as given.

    >>> chance_with_mean(np.array([0.0, 0.0]), 0.3).round(6)
    array([0.3, 0.3])
    """
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        if expit(log_odds + middle).mean() < mean:
            low = middle
        else:
            high = middle
    return expit(log_odds + low)


def expit(log_odds: Floats) -> Floats:
    """From log-odds to a chance."""
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=float)


def banded(numbers: NDArray[np.int64], bands: Sequence[tuple[int, str]]) -> Texts:
    """The name of the band each number falls in; a band is named with its least number.

    >>> banded(np.array([0, 3, 9]), [(0, "0"), (1, "1"), (2, "2-3"), (4, "4+")]).tolist()
    ['0', '2-3', '4+']
    """
    least = np.array([number for number, _ in bands])
    names = np.array([name for _, name in bands], dtype=object)
    return names[np.searchsorted(least, numbers, side="right") - 1]
