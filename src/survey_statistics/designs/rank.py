"""How many of the columns of replicate weights say something of their own."""

import numpy as np

from survey_statistics.arrays import FloatArray

# A column whose part orthogonal to those before it is shorter than this share of it adds no rank;
# R's own threshold.
_RANK = 1e-5
# So many rows for each degree of freedom, spread over all, mostly show the whole rank.
_ROWS_A_DEGREE = 4


def rank(table: FloatArray) -> int:
    """Number of columns (n, R) that are no combination of those before them.

    >>> rank(np.array([[1.0, 2.0, 0.0], [1.0, 2.0, 1.0]]))
    2
    """
    lengths = np.sqrt(np.einsum("nr,nr->r", table, table))
    columns = table[:, lengths > 0] / lengths[lengths > 0]
    gram = columns.T @ columns
    found = 0
    rows = np.empty_like(gram)
    for j in range(len(gram)):
        own = gram[j] - rows[:found, j] @ rows[:found]
        if own[j] > _RANK**2:
            rows[found] = own / np.sqrt(own[j])
            found += 1
    return found


def rank_up_to(table: FloatArray, most: int) -> int:
    """The rank of a table (n, R), or `most` if it is more; a few of many rows mostly tell.

    >>> rank_up_to(np.eye(5), 3)
    3
    """
    step = len(table) // (_ROWS_A_DEGREE * max(most, 1))
    if step > 1 and rank(table[::step]) >= most:
        return most
    return min(rank(table), most)
