"""How many of the columns of replicate weights say something of their own."""

import numpy as np

from survey_statistics.arrays import FloatArray, IntArray

# A column whose part orthogonal to those before it is shorter than this share of it adds no rank;
# R's own threshold.
_RANK = 1e-5
# So many rows for each degree of freedom, spread over all, mostly show the whole rank.
_ROWS_A_DEGREE = 4


def rank(table: FloatArray, most: int | None = None) -> int:
    """Number of columns (n, R) that are no combination of those before them, or `most` if more.

    >>> rank(np.array([[1.0, 2.0, 0.0], [1.0, 2.0, 1.0]]))
    2
    """
    lengths = np.sqrt(np.einsum("nr,nr->r", table, table))
    held = np.flatnonzero(lengths)
    top = min(len(table), len(held), len(held) if most is None else most)
    first = table[:, held[:top]] / lengths[held[:top]]
    if _is_independent(first.T @ first):
        return top
    columns = table[:, held] / lengths[held]
    gram = columns.T @ columns
    found = 0
    rows = np.empty_like(gram[:top])
    for j in range(len(gram)):
        # In one thread: products this small cost less than waking the others.
        own = gram[j] - np.einsum("f,fr->r", rows[:found, j], rows[:found])
        if own[j] > _RANK**2:
            rows[found] = own / np.sqrt(own[j])
            found += 1
            if found == top:
                break
    return found


def _is_independent(gram: FloatArray) -> bool:
    """Whether each column adds to those before it, from their products (R, R)."""
    try:
        own = np.diagonal(np.linalg.cholesky(gram))
    except np.linalg.LinAlgError:
        return False
    return bool((own > _RANK).all())


def rank_up_to(table: FloatArray, rows: IntArray, most: int) -> int:
    """The rank of some rows of a table (n, R), or `most` if it is more; a few rows mostly tell.

    >>> rank_up_to(np.eye(5), np.array([0, 1, 2, 4]), 3)
    3
    """
    step = len(rows) // (_ROWS_A_DEGREE * max(most, 1))
    if step > 1 and rank(table[rows[::step]], most) >= most:
        return most
    return rank(table[rows], most)
