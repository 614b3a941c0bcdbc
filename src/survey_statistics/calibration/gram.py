"""Weighted cross-products of a model matrix, for many columns of weights at once."""

from collections.abc import Iterator

import numpy as np

from survey_statistics.arrays import FloatArray

# Rows handled at once: blocks this long stay in the processor's cache with their products.
_BLOCK = 8192
# Directions of the model that carry less than this share of the largest are dependent columns.
_DEPENDENT = 1e-13


def gram(X: FloatArray, weights: FloatArray) -> FloatArray:
    """Return X' diag(w) X, for X (n, p) and each column w of weights (n, R): (R, p, p).

    >>> gram(np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([[1.0], [3.0]])).tolist()
    [[[4.0, 6.0], [6.0, 12.0]]]
    """
    if weights.shape[1] == 1:
        return np.asarray(((X * weights).T @ X)[None])
    p = X.shape[1]
    upper = np.triu_indices(p)
    sums = np.zeros((len(upper[0]), weights.shape[1]))
    for block in _blocks(len(X)):
        rows = X[block]
        sums += (rows[:, upper[0]] * rows[:, upper[1]]).T @ weights[block]
    full = np.empty((weights.shape[1], p, p))
    full[:, upper[0], upper[1]] = sums.T
    full[:, upper[1], upper[0]] = sums.T
    return full


def inverse(grams: FloatArray) -> FloatArray:
    """Pseudo-inverse of symmetric matrices (R, p, p): dependent columns share their effect."""
    pseudo = np.linalg.pinv(grams, rcond=_DEPENDENT, hermitian=True)
    return np.asarray(pseudo, dtype=np.float64)


def solve(grams: FloatArray, right: FloatArray) -> FloatArray:
    """Solve G b = v for each replicate: grams (R, p, p), right (p, R), answer (p, R)."""
    return np.asarray(np.einsum("rij,jr->ir", inverse(grams), right))


def _blocks(n: int) -> Iterator[slice]:
    for start in range(0, n, _BLOCK):
        yield slice(start, min(start + _BLOCK, n))
