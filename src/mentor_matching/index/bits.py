"""Sets of small numbers as bits: one row of 8-bit words for each mentor.

Short words, because a refresh copies each column that changes: most sets have few numbers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

WORD = 8


def packed(sizes: Rows, numbers: Rows, n_numbers: int) -> Bits:
    """The bits (n, w) of n sets of numbers from 0 to below `n_numbers`; w is at least 1.

    `numbers` holds the members of the first set, then those of the second; `sizes` (n,) says
    how many each has.
    """
    width = max(1, -(-n_numbers // WORD))
    bits = np.zeros((len(sizes), width), np.uint8)
    words = width * np.repeat(np.arange(len(sizes)), sizes) + numbers // WORD
    np.bitwise_or.at(bits.reshape(-1), words, np.uint8(1) << (numbers % WORD).astype(np.uint8))
    return bits


def has(bits: Bits, number: int, rows: Rows | slice = slice(None)) -> Flags:
    """Which of `rows` hold `number`; none for a number below 0 or past the last word."""
    if not 0 <= number < WORD * bits.shape[1]:
        return np.zeros(len(bits[rows]), np.bool_)
    word = bits[rows, number // WORD]
    return np.asarray((word & np.uint8(1 << number % WORD)) != 0)


def holds_any(bits: Bits, rows: Rows) -> Flags:
    """Which of `rows` hold a number at all."""
    return np.asarray(bits[rows].any(axis=1))


def holds(bits: Bits, row: int, number: int) -> bool:
    """Whether one row holds `number`."""
    is_there = 0 <= number < WORD * bits.shape[1]
    return is_there and bool(int(bits[row, number // WORD]) >> number % WORD & 1)


def members(bits: Bits, row: int) -> tuple[int, ...]:
    """The numbers that one row holds, from low to high."""
    return tuple(
        WORD * i + bit
        for i, word in enumerate(bits[row].tolist())
        for bit in range(word.bit_length())
        if word >> bit & 1
    )


def widened(bits: Bits, width: int) -> Bits:
    """The same sets with `width` words at least."""
    missing = width - bits.shape[1]
    return np.pad(bits, ((0, 0), (0, missing))) if missing > 0 else bits
