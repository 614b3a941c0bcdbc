"""Hadamard matrices by Sylvester's and Paley's constructions."""

import numpy as np

from survey_statistics.arrays import IntArray
from survey_statistics.errors import OutOfRange


def hadamard(size: int) -> IntArray:
    """Return the smallest matrix of these constructions with at least `size` rows.

    Entries are 1 and -1, rows are orthogonal, the first row and column are all 1.

    Source: Paley (1933), Journal of Mathematics and Physics 12, 311-320; Sylvester's doubling.

    Raises:
        OutOfRange: the size is below 1.

    >>> hadamard(3).tolist()
    [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]
    >>> [len(hadamard(size)) for size in (5, 9, 13, 20, 28)]
    [8, 12, 16, 20, 28]
    """
    if size < 1:
        raise OutOfRange("size", size, "one row or more")
    order = size if size <= 2 else -(-size // 4) * 4
    while (matrix := _of_order(order)) is None:
        order += 4
    return _normalised(matrix)


def _of_order(order: int) -> IntArray | None:
    if order <= 2:
        return np.array([[1, 1], [1, -1]])[:order, :order]
    half = _of_order(order // 2) if order % 8 == 0 or order == 4 else None
    if half is not None:
        return np.kron(np.array([[1, 1], [1, -1]]), half)
    if _is_prime(order - 1):
        return _paley_one(order - 1)
    if order // 2 % 4 == 2 and _is_prime(order // 2 - 1):
        return _paley_two(order // 2 - 1)
    return None


def _paley_one(q: int) -> IntArray:
    matrix = np.ones((q + 1, q + 1), dtype=np.int64)
    matrix[1:, 0] = -1
    matrix[1:, 1:] = _jacobsthal(q) + np.eye(q, dtype=np.int64)
    return matrix


def _paley_two(q: int) -> IntArray:
    core = np.ones((q + 1, q + 1), dtype=np.int64)
    core[0, 0] = 0
    core[1:, 1:] = _jacobsthal(q)
    identity = np.eye(q + 1, dtype=np.int64)
    plus, minus = np.array([[1, 1], [1, -1]]), np.array([[1, -1], [-1, -1]])
    return np.kron(core, plus) + np.kron(identity, minus)


def _jacobsthal(q: int) -> IntArray:
    residue = np.full(q, -1, dtype=np.int64)
    residue[np.arange(1, q, dtype=np.int64) ** 2 % q] = 1
    residue[0] = 0
    places = np.arange(q)
    return np.asarray(residue[(places[:, None] - places[None, :]) % q])


def _normalised(matrix: IntArray) -> IntArray:
    matrix = matrix * matrix[:1]
    return np.asarray(matrix * matrix[:, :1])


def _is_prime(q: int) -> bool:
    return q > 1 and all(q % divisor for divisor in range(2, int(q**0.5) + 1))
