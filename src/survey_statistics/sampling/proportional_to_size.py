"""Draws with probability proportional to size, without replacement and of fixed size.

Three procedures with the same first-order inclusion probabilities: randomised systematic
(Hartley and Rao 1962), Brewer (1975) and Sampford (1967). Each works on units sorted by
permanent random number or identifier, so the order of rows in the frame changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.errors import DrawNotFound, UnusableSize
from survey_statistics.sampling.inclusion_probabilities import inclusion_probabilities
from survey_statistics.sampling.random_numbers import (
    Identifier,
    IndexArray,
    draw_order,
    identifier_texts,
    next_uniforms,
    seeded_uniforms,
)

_SAMPFORD_TRIES = 200_000


def draw_systematic(
    ids: Sequence[Identifier],
    sizes: ArrayLike,
    sample_size: int,
    seed: str | int,
    sort_by: ArrayLike | None = None,
) -> DrawnSample:
    """Draw systematically from the cumulated inclusion probabilities with one random start.

    Args:
        ids: identifiers, each once.
        sizes: (N,) measure of size per unit (all equal for plain systematic sampling).
        sample_size: number to draw.
        seed: any text or number, published with the sample.
        sort_by: key that orders the frame (implicit stratification); equal keys, and all units
            when it is left out, come in the order of their permanent random numbers.

    Raises:
        RepeatedIdentifier, UnusableSize, SampleTooLarge.

    >>> sample = draw_systematic(range(10), [1] * 10, sample_size=5, seed=3, sort_by=range(10))
    >>> sorted(sample.ids)
    [0, 2, 4, 6, 8]
    """
    probabilities = _probabilities(ids, sizes, sample_size)
    order = draw_order(ids, seed)
    if sort_by is not None:
        order = order[np.argsort(np.asarray(sort_by)[order], kind="stable")]
    start = next_uniforms(seeded_uniforms(seed, "systematic"), 1)[0]
    ends = np.cumsum(probabilities[order])
    # The last end is n but for rounding; it must not fall short of the last pick.
    ends[-1:] = max(sample_size, 0)
    picks = order[np.searchsorted(ends, start + np.arange(sample_size), side="right")]
    return _sample(ids, picks, probabilities, seed, "systematic")


def draw_brewer(
    ids: Sequence[Identifier], sizes: ArrayLike, sample_size: int, seed: str | int
) -> DrawnSample:
    """Draw unit by unit with Brewer's working probabilities.

    At step k of n, unit i not yet drawn has probability proportional to
    pi_i (n - a - pi_i) / (n - a - pi_i (n - k + 1)), a being the sum of pi over units drawn.
    Arguments are those of `draw_systematic`, sizes (N,).

    Source: Brewer (1975), Australian Journal of Statistics 17; Tillé (2006), algorithm 6.10.

    >>> sample = draw_brewer(["a", "b", "c", "d"], [1, 2, 3, 4], sample_size=2, seed=1)
    >>> sample.inclusion_probabilities.round(2), len(set(sample.ids))
    (array([0.8, 0.6]), 2)
    """
    probabilities = _probabilities(ids, sizes, sample_size)
    certain, open_units = _split(ids, probabilities)
    uniforms = next_uniforms(seeded_uniforms(seed, "brewer"), sample_size)
    pi = probabilities[open_units]
    n = sample_size - len(certain)
    free = np.ones(len(pi), dtype=bool)
    picks: list[int] = []
    used = 0.0
    for k in range(1, n + 1):
        working = np.where(free, pi * (n - used - pi) / (n - used - pi * (n - k + 1)), 0.0)
        # The last working probabilities are 0/0 only for units already certain to be drawn.
        heights = np.cumsum(np.clip(np.nan_to_num(working), 0.0, None))
        pick = int(np.searchsorted(heights, uniforms[k - 1] * heights[-1], side="right"))
        free[pick] = False
        used += pi[pick]
        picks.append(int(open_units[pick]))
    rows = np.concatenate([certain, np.array(picks, dtype=np.intp)])
    return _sample(ids, rows, probabilities, seed, "brewer")


def draw_sampford(
    ids: Sequence[Identifier], sizes: ArrayLike, sample_size: int, seed: str | int
) -> DrawnSample:
    """Draw from Sampford's design, whose joint probabilities are all positive.

    One unit is taken with probability pi_i / n, then a Poisson sample with probabilities pi;
    the pair is kept when the Poisson sample has n - 1 units, none of them the first. Units are
    taken with odds pi/(1 - pi), which is Sampford's distribution (Grafström 2009, Journal of
    Statistical Planning and Inference 139). Arguments are those of `draw_systematic`, sizes (N,).

    Raises:
        DrawNotFound: no admissible sample after 200,000 tries; use Brewer's draw instead.

    >>> sample = draw_sampford(["a", "b", "c", "d"], [1, 2, 3, 4], sample_size=2, seed=1)
    >>> len(set(sample.ids))
    2
    """
    probabilities = _probabilities(ids, sizes, sample_size)
    certain, open_units = _split(ids, probabilities)
    pi = probabilities[open_units]
    n = sample_size - len(certain)
    picks = _sampford_rows(pi, n, seed) if n else np.empty(0, dtype=np.intp)
    rows = np.concatenate([certain, open_units[picks]])
    return _sample(ids, rows, probabilities, seed, "sampford")


def _sampford_rows(pi: FloatArray, n: int, seed: str | int) -> IndexArray:
    stream = seeded_uniforms(seed, "sampford")
    heights = np.cumsum(pi)
    for _ in range(_SAMPFORD_TRIES):
        uniforms = next_uniforms(stream, len(pi) + 1)
        first = int(np.searchsorted(heights, uniforms[-1] * heights[-1], side="right"))
        others = np.flatnonzero(uniforms[:-1] < pi)
        if len(others) == n - 1 and first not in others:
            return np.sort(np.append(others, first))
    raise DrawNotFound(
        f"No Sampford sample of {n} was found in {_SAMPFORD_TRIES} tries; use Brewer's draw."
    )


def _probabilities(ids: Sequence[Identifier], sizes: ArrayLike, sample_size: int) -> FloatArray:
    x = np.asarray(sizes, dtype=float)
    if len(x) != len(ids):
        raise UnusableSize(f"There are {len(ids)} identifiers and {len(x)} sizes.")
    return inclusion_probabilities(x, sample_size)


def _split(ids: Sequence[Identifier], probabilities: FloatArray) -> tuple[IndexArray, IndexArray]:
    """Return rows taken with certainty and rows still open, both sorted by identifier."""
    order = np.argsort(np.array(identifier_texts(ids), dtype=object), kind="stable")
    pi = probabilities[order]
    return order[pi >= 1.0], order[(pi > 0.0) & (pi < 1.0)]


def _sample(
    ids: Sequence[Identifier],
    rows: IndexArray,
    probabilities: FloatArray,
    seed: str | int,
    method: str,
) -> DrawnSample:
    drawn = [ids[row] for row in rows]
    release = draw_order(drawn, f"{seed}/release")
    return DrawnSample(
        ids=tuple(drawn[place] for place in release),
        inclusion_probabilities=probabilities[rows][release],
        strata=("",) * len(rows),
        seed=str(seed),
        method=method,
    )
