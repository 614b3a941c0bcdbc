"""Permanent random numbers: a uniform number per unit that follows from its identifier and a seed.

A number belongs to a unit for life. Two surveys that use the same seed share as many units as
possible; a second survey that starts elsewhere on the unit circle shares as few as possible
(Ohlsson 1995, Coordination of samples using permanent random numbers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.errors import RepeatedIdentifier, UnusableStart

Identifier = str | int
IndexArray = NDArray[np.intp]

_SEPARATOR = b"\x00"
_TWO_TO_MINUS_53 = 2.0**-53


def permanent_random_numbers(ids: Sequence[Identifier], seed: str | int) -> FloatArray:
    """Return one number in (0, 1) per identifier, in the order given.

    The number is the first 53 bits of SHA-256(seed, zero byte, identifier), both as UTF-8 text,
    plus half a unit: anybody can redo it with any tool. Identifier 7 and "7" are the same unit.

    Raises:
        RepeatedIdentifier: an identifier occurs twice.

    >>> permanent_random_numbers(["ana", "luis"], seed="2026").round(4)
    array([0.9619, 0.245 ])
    >>> permanent_random_numbers(["luis", "ana"], seed="2026").round(4)
    array([0.245 , 0.9619])
    """
    texts = identifier_texts(ids)
    keyed = sha256(str(seed).encode() + _SEPARATOR)
    high_bits = np.empty(len(texts), dtype=np.uint64)
    for row, text in enumerate(texts):
        digest = keyed.copy()
        digest.update(text.encode())
        high_bits[row] = int.from_bytes(digest.digest()[:8], "big") >> 11
    numbers: FloatArray = (high_bits.astype(np.float64) + 0.5) * _TWO_TO_MINUS_53
    return numbers


def identifier_texts(ids: Sequence[Identifier]) -> list[str]:
    """Return the identifiers as text; raise RepeatedIdentifier naming a repeated one."""
    texts = [str(identifier) for identifier in ids]
    if len(set(texts)) < len(texts):
        repeated, times = Counter(texts).most_common(1)[0]
        raise RepeatedIdentifier(
            f"Identifier {repeated!r} stands {times} times in the frame; keep it once."
        )
    return texts


def draw_order(ids: Sequence[Identifier], seed: str | int, start: float = 0.0) -> IndexArray:
    """Return row positions ordered by permanent random number, going round from `start`.

    Args:
        ids: identifiers, each once.
        seed: any text or number, published with the sample.
        start: point on [0, 1) where the round begins; 0 for the largest overlap with other
            surveys of the same seed, another point for a small one.

    Two equal numbers are ordered by identifier, so the order is complete.

    Raises:
        RepeatedIdentifier: an identifier occurs twice.
        UnusableStart: `start` is not on [0, 1).

    >>> draw_order(["ana", "luis", "eva"], seed="2026")
    array([1, 2, 0])
    """
    if not 0 <= start < 1:
        raise UnusableStart(f"The start is {start}; it must be from 0 to below 1.")
    numbers = permanent_random_numbers(ids, seed)
    distance = np.mod(numbers - start, 1.0)
    texts = np.array([str(identifier) for identifier in ids], dtype=object)
    by_text = np.argsort(texts, kind="stable")
    order: IndexArray = by_text[np.argsort(distance[by_text], kind="stable")]
    return order


def seeded_uniforms(seed: str | int, purpose: str) -> np.random.PCG64:
    """Return a bit stream that depends on the seed and on what it is for, and on nothing else."""
    digest = sha256(str(seed).encode() + _SEPARATOR + purpose.encode()).digest()
    return np.random.PCG64(int.from_bytes(digest, "big"))


def next_uniforms(stream: np.random.PCG64, count: int) -> FloatArray:
    """Return the next `count` numbers in (0, 1) of a stream.

    Taken from the raw 64-bit words, whose sequence numpy promises to keep across versions.
    """
    words = np.asarray(stream.random_raw(count), dtype=np.uint64) >> np.uint64(11)
    numbers: FloatArray = (words.astype(np.float64) + 0.5) * _TWO_TO_MINUS_53
    return numbers
