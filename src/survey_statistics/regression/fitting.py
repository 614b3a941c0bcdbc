"""Fit a model by iteratively reweighted least squares.

The iteration is that of R `glm.fit`: the same start, the same stop (a relative change of the
deviance below `tolerance`, 1e-8), and the same working weights, those of the last step, in the
information. Iterating further would move standard errors in the fifth digit and nothing else.
Solutions are pseudo maximum likelihood estimates (D. Binder 1983, Int. Stat. Review 51, 279-292).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from survey_statistics.arrays import FloatArray, dot
from survey_statistics.errors import DependentColumns, NotConverged
from survey_statistics.regression.families import Family

TOLERANCE = 1e-8
_ROUNDS = 25
# A linear predictor that still moves this far when the deviance has settled runs to infinity.
_RUNAWAY = 0.5
# A column whose part orthogonal to the others has less than this share of its squared length is
# dependent.
_DEPENDENT = 1e-12
# Rows whose weighted columns are held at once: enough for the library, small beside the data.
_ROWS = 65_536


@dataclass(frozen=True, eq=False)
class Solution:
    """Coefficients (p,) and inverse information (p, p).

    `scores` (n,) are the weighted residuals whose products with X are the score contributions.
    """

    coefficients: FloatArray
    inverse_information: FloatArray
    scores: FloatArray


def solve(
    model: Family,
    X: FloatArray,
    y: FloatArray,
    w: FloatArray,
    names: Sequence[str],
    *,
    start: FloatArray | None = None,
    tolerance: float = TOLERANCE,
) -> Solution:
    """Fit `model` to `y` (n,) on `X` (n, p) with weights `w` (n,), zero for rows left out.

    Weights should average about 1: their scale enters the start and the stop.

    Raises:
        DependentColumns: a column is a combination of earlier ones.
        NotConverged: no solution, as when a predictor separates the outcomes completely.
    """
    eta = model.start(y, w) if start is None else _predictor(X, start)
    mu = model.inverse_link(eta)
    beta = start
    deviance = model.deviance(y, mu, w)
    for _ in range(_ROUNDS):
        working, z = _working(model, y, w, eta, mu)
        inverse = invert_gram(X, working, names)
        beta = _least_squares(X, z, working, inverse, beta)
        del z  # a column of the data: the deviance needs the room
        previous, eta = eta, _predictor(X, beta)
        mu = model.inverse_link(eta)
        before, deviance = deviance, model.deviance(y, mu, w)
        if model.exact or abs(deviance - before) < tolerance * (abs(deviance) + 0.1):
            if not model.exact and np.abs(eta - previous)[w > 0].max() > _RUNAWAY:
                break
            residuals = (y - mu) / model.slope(mu) * working
            return Solution(beta, inverse, residuals)
    raise NotConverged(f"The {model.name} regression", _ROUNDS)


def _working(
    model: Family, y: FloatArray, w: FloatArray, eta: FloatArray, mu: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Working weights and the working outcome, (n,) each."""
    slope = model.slope(mu)
    z = y - mu
    z /= slope
    z += eta
    return w * slope, z


def _least_squares(
    X: FloatArray, z: FloatArray, v: FloatArray, inverse: FloatArray, near: FloatArray | None
) -> FloatArray:
    """Weighted least squares of `z`, with one refinement to undo the rounding of the inverse."""
    beta = inverse @ _projection(X, v * z) if near is None else near
    rest = _predictor(X, beta)
    np.subtract(z, rest, out=rest)
    rest *= v
    return np.asarray(beta + inverse @ _projection(X, rest))


def _predictor(X: FloatArray, beta: FloatArray) -> FloatArray:
    """X beta (n,), column by column in one thread (see `dot`)."""
    eta: FloatArray = X[:, 0] * beta[0]
    for j in range(1, len(beta)):
        eta += X[:, j] * beta[j]
    return eta


def _projection(X: FloatArray, v: FloatArray) -> FloatArray:
    """X' v (p,), column by column in one thread (see `dot`)."""
    return np.array([dot(X[:, j], v) for j in range(X.shape[1])])


def invert_gram(X: FloatArray, v: FloatArray, names: Sequence[str]) -> FloatArray:
    """Inverse of X' diag(v) X (p, p), columns scaled to unit length first.

    Raises:
        DependentColumns: names the first column that adds nothing to those before it.
    """
    gram = np.zeros((X.shape[1], X.shape[1]))
    for first in range(0, len(X), _ROWS):
        block = X[first : first + _ROWS]
        gram += block.T @ (block * v[first : first + _ROWS, None])
    lengths = np.sqrt(np.diag(gram))
    if not lengths.all():
        raise DependentColumns(names[int(np.argmin(lengths))])
    scaled = gram / np.outer(lengths, lengths)
    _refuse_dependent(scaled, names)
    factor = linalg.cho_factor(scaled, lower=True)
    return np.asarray(linalg.cho_solve(factor, np.eye(len(names))) / np.outer(lengths, lengths))


def _refuse_dependent(scaled: FloatArray, names: Sequence[str]) -> None:
    """Cholesky by columns, stopping at the first pivot that vanishes."""
    p = len(names)
    lower = np.zeros((p, p))
    for j in range(p):
        pivot = scaled[j, j] - lower[j, :j] @ lower[j, :j]
        if not pivot > _DEPENDENT:
            raise DependentColumns(names[j])
        lower[j, j] = np.sqrt(pivot)
        lower[j + 1 :, j] = (scaled[j + 1 :, j] - lower[j + 1 :, :j] @ lower[j, :j]) / lower[j, j]
