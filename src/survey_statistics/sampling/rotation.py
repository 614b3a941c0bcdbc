"""Rotation on the unit circle: whoever was asked lately is asked again last.

Each unit keeps one number on [0, 1) for life. A draw takes the units that come next after a
start, so it uses an arc of the circle; the next draw starts outside the arcs used lately and
passes over them. Numbers that are independent and uniform make each such draw a simple random
sample, whatever start and arcs are, as long as these follow from earlier draws and a seed alone.

Source: E. Ohlsson (1995), Coordination of samples using permanent random numbers, in Business
Survey Methods, ch. 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.errors import UnusableNumber, UnusableStart
from survey_statistics.sampling.random_numbers import (
    Identifier,
    IndexArray,
    identifier_texts,
    next_uniforms,
    permanent_random_numbers,
    seeded_uniforms,
)

Arc = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Rotation:
    """Given numbers, the point where the round begins, and the arcs to pass over.

    Attributes:
        numbers: permanent random number of each unit on [0, 1), shape (N,).
        start: point on [0, 1) where the round begins.
        arcs: (from, to) of each arc used lately, both on [0, 1]; an arc that ends before it
            begins goes through zero.
    """

    numbers: ArrayLike
    start: float = 0.0
    arcs: Sequence[Arc] = ()


def rotation_order(ids: Sequence[Identifier], rotation: Rotation, seed: str | int) -> IndexArray:
    """Return row positions in the order of the round; units inside an arc come after all others.

    Equal numbers (published numbers are often rounded, so that they name nobody) are ordered by
    the numbers that follow from identifier and seed, and those by identifier. The order depends on
    identifiers, numbers, start, arcs and seed, never on the order of rows.

    Args:
        ids: identifiers, each once, length N.
        rotation: numbers, start and arcs.
        seed: any text or number, published with the sample.

    Raises:
        RepeatedIdentifier: an identifier occurs twice.
        UnusableNumber: a number is not on [0, 1), or there are not as many as identifiers.
        UnusableStart: the start is not on [0, 1).

    >>> rotation_order(["ana", "luis", "eva"], Rotation([0.1, 0.5, 0.9], start=0.4), seed=1)
    array([1, 2, 0])
    >>> passing_over = Rotation([0.1, 0.5, 0.9], start=0.4, arcs=[(0.45, 0.6)])
    >>> rotation_order(["ana", "luis", "eva"], passing_over, seed=1)
    array([2, 0, 1])
    """
    if not 0 <= rotation.start < 1:
        raise UnusableStart(f"The start is {rotation.start}; it must be from 0 to below 1.")
    numbers = _checked(ids, rotation.numbers)
    texts = np.array(identifier_texts(ids), dtype=object)
    distance = np.mod(numbers - rotation.start, 1.0)
    by_text = np.argsort(texts, kind="stable")
    keys = (permanent_random_numbers(ids, seed), distance, within(numbers, rotation.arcs))
    order: IndexArray = by_text[np.lexsort([key[by_text] for key in keys])]
    return order


def rotation_start(seed: str | int, arcs: Sequence[Arc] = ()) -> float:
    """Return a start that follows from the seed, uniform on what the arcs leave of the circle.

    Where the arcs cover the whole circle, it is uniform on all of it.

    >>> round(rotation_start("2026"), 4)
    0.4723
    >>> free = rotation_start("2026", arcs=[(0.5, 0.25)])
    >>> 0.25 <= free < 0.5
    True
    """
    point = float(next_uniforms(seeded_uniforms(seed, "start"), 1)[0])
    gaps = free_arcs(arcs)
    left = point * sum(to - since for since, to in gaps)
    for since, to in gaps:
        if left < to - since:
            return since + left
        left -= to - since
    return point


def free_arcs(arcs: Sequence[Arc]) -> list[Arc]:
    """Return the parts of [0, 1) that no arc covers, in order.

    >>> free_arcs([(0.9, 0.1), (0.3, 0.4)])
    [(0.1, 0.3), (0.4, 0.9)]
    """
    cuts = sorted({0.0, 1.0, *(point for arc in arcs for point in arc)})
    pieces = np.array(list(pairwise(cuts)))
    covered = within(pieces.mean(axis=1), arcs)
    joined: list[Arc] = []
    for (since, to), is_covered in zip(pieces.tolist(), covered, strict=True):
        if is_covered:
            continue
        if joined and joined[-1][1] == since:
            joined[-1] = (joined[-1][0], to)
        else:
            joined.append((since, to))
    return joined


def within(numbers: FloatArray, arcs: Sequence[Arc]) -> np.ndarray:
    """Return which numbers (N,) lie inside an arc, its beginning included and its end not.

    >>> within(np.array([0.05, 0.5, 0.95]), [(0.9, 0.1)])
    array([ True, False,  True])
    """
    inside = np.zeros(len(numbers), dtype=bool)
    for since, to in arcs:
        after, before = numbers >= since, numbers < to
        inside |= (after & before) if since <= to else (after | before)
    return inside


def _checked(ids: Sequence[Identifier], numbers: ArrayLike) -> FloatArray:
    values = np.asarray(numbers, dtype=float)
    if values.shape != (len(ids),):
        raise UnusableNumber(f"There are {len(ids)} identifiers and {values.size} numbers.")
    unusable = ~((values >= 0) & (values < 1))
    if unusable.any():
        row = int(np.argmax(unusable))
        raise UnusableNumber(
            f"The number of {str(ids[row])!r} is {values[row]}; numbers are from 0 to below 1."
        )
    return values
