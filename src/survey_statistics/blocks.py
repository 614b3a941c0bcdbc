"""Sums over many rows, a block of rows at a time, so that what is in hand stays in the cache.

A column of intermediate numbers as long as the data costs more to fetch from memory than to
compute again, and the more so the longer it is: time would grow faster than the rows.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import BLOCK, FloatArray, IntArray, row_blocks

# Products of fewer multiplications are not worth waking the threads of the linear algebra library.
_ONE_THREAD = 200_000
_FEWEST_ROWS = 64


def sums_by_code(
    rows: int,
    count: int,
    codes: Callable[[slice], IntArray],
    amounts: Callable[[slice], NDArray[Any]] | None = None,
) -> FloatArray:
    """Sum amounts by code, (count,); without amounts, count the rows.

    `codes` and `amounts` give the values (b,) of a slice of b rows; codes run from 0 to count-1.

    >>> u = np.array([1.0, 2.0, 3.0])
    >>> sums_by_code(3, 2, np.array([0, 1, 0]).__getitem__, u.__getitem__).tolist()
    [4.0, 2.0]
    """
    sums = np.zeros(count)
    # Blocks are short beside the cache, but not beside the table of sums.
    for block in row_blocks(rows, max(BLOCK, count)):
        sums += np.bincount(
            codes(block), weights=None if amounts is None else amounts(block), minlength=count
        )
    return sums


def paired_codes(outer: IntArray, inner: IntArray, width: int, rows: slice) -> IntArray:
    """The codes `outer * width + inner` (b,) of a slice of b rows.

    >>> paired_codes(np.array([0, 1]), np.array([2, 1]), 3, slice(0, 2)).tolist()
    [2, 4]
    """
    codes = outer[rows] * width
    codes += inner[rows]
    return codes


def thin_product(table: FloatArray, directions: FloatArray) -> FloatArray:
    """The product (m, k) of a long table (m, c) and a small one (c, k), in one thread.

    >>> thin_product(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0], [1.0]])).tolist()
    [[3.0], [7.0]]
    """
    product = np.empty((len(table), directions.shape[1]))
    for block in _thin_blocks(len(table), directions.size):
        np.matmul(table[block], directions, out=product[block])
    return product


def weighted_gram(columns: FloatArray, factor: FloatArray) -> FloatArray:
    """Sums of products (k, k) of the columns of a long table (m, k), rows weighted by (m,) or (1,).

    >>> weighted_gram(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0])).tolist()
    [[10.0, 14.0], [14.0, 20.0]]
    """
    m, k = columns.shape
    gram = np.zeros((k, k))
    for block in _thin_blocks(m, k * k):
        part = columns[block]
        own = factor if len(factor) == 1 else factor[block, None]
        gram += part.T @ (part * own)
    return gram


def _thin_blocks(rows: int, multiplications: int) -> Iterator[slice]:
    return row_blocks(rows, max(_FEWEST_ROWS, _ONE_THREAD // max(multiplications, 1)))
