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

from survey_statistics.arrays import FloatArray, row_blocks
from survey_statistics.errors import DependentColumns, NotConverged
from survey_statistics.regression.families import Family

TOLERANCE = 1e-8
_ROUNDS = 25
# A linear predictor that still moves this far when the deviance has settled runs to infinity.
_RUNAWAY = 0.5
# A column whose part orthogonal to the others has less than this share of its squared length is
# dependent.
_DEPENDENT = 1e-12


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
    offset: FloatArray | None = None,
    tolerance: float = TOLERANCE,
) -> Solution:
    """Fit `model` to `y` (n,) on `X` (n, p) with weights `w` (n,), zero for rows left out.

    Weights should average about 1: their scale enters the start and the stop. An `offset` (n,)
    is added to the linear predictor as it is.

    Raises:
        DependentColumns: a column is a combination of earlier ones.
        NotConverged: no solution, as when a predictor separates the outcomes completely.
    """
    rows = _Rows(model, X, y, w, offset)
    state, beta = (rows.at_start(), None) if start is None else (rows.at(start), start)
    for _ in range(_ROUNDS):
        inverse = _inverted(state.gram, names)
        previous, before = beta, state.deviance
        beta = rows.first(inverse, state) if beta is None else beta + inverse @ state.score
        if not model.exact:
            state = rows.at(beta)
        if model.exact or abs(state.deviance - before) < tolerance * (abs(state.deviance) + 0.1):
            scores, moved = rows.scores(beta, previous)
            if not model.exact and moved > _RUNAWAY:
                break
            return Solution(beta, inverse, scores)
    raise NotConverged(f"The {model.name} regression", _ROUNDS)


@dataclass(frozen=True, eq=False)
class _State:
    """Sums over all rows at one linear predictor: the information (p, p), X' w (y - mu), deviance.

    At the start, where no coefficients give the predictor, the score is X' of the working outcome.
    """

    gram: FloatArray
    score: FloatArray
    deviance: float


@dataclass(frozen=True, eq=False)
class _Rows:
    """The rows of a fit, worked through in blocks so that no intermediate column is ever whole."""

    model: Family
    X: FloatArray
    y: FloatArray
    w: FloatArray
    offset: FloatArray | None = None

    def at(self, beta: FloatArray) -> _State:
        """The sums at coefficients `beta` (p,)."""
        gram, score, deviance = self._nothing()
        for block in row_blocks(len(self.y)):
            X, y, w = self.X[block], self.y[block], self.w[block]
            mu = self.model.inverse_link(self._predicted(block, beta))
            deviance += self.model.deviance(y, mu, w)
            gram += _weighted_gram(X, w * self.model.slope(mu))
            score += X.T @ (w * (y - mu))
        return _State(gram, score, deviance)

    def at_start(self) -> _State:
        """The sums at the predictor that the family starts from."""
        gram, score, deviance = self._nothing()
        for block in row_blocks(len(self.y)):
            X, y, w = self.X[block], self.y[block], self.w[block]
            mu = self.model.inverse_link(self.model.start(y, w))
            deviance += self.model.deviance(y, mu, w)
            working, z = self._working(block)
            gram += _weighted_gram(X, working)
            score += X.T @ (working * z)
        return _State(gram, score, deviance)

    def first(self, inverse: FloatArray, state: _State) -> FloatArray:
        """The first weighted least squares, refined once to undo the rounding of the inverse."""
        beta = inverse @ state.score
        rest = np.zeros(len(beta))
        for block in row_blocks(len(self.y)):
            X = self.X[block]
            working, z = self._working(block)
            rest += X.T @ (working * (z - _predictor(X, beta)))
        return np.asarray(beta + inverse @ rest)

    def scores(self, beta: FloatArray, previous: FloatArray | None) -> tuple[FloatArray, float]:
        """Weighted residuals (n,) by the working weights of the last step, and its largest move."""
        scores, moved = np.empty(len(self.y)), 0.0
        for block in row_blocks(len(self.y)):
            y, w = self.y[block], self.w[block]
            eta = self._predicted(block, beta)
            old = self.model.start(y, w) if previous is None else self._predicted(block, previous)
            mu = self.model.inverse_link(eta)
            working = w * self.model.slope(self.model.inverse_link(old))
            scores[block] = (y - mu) / self.model.slope(mu) * working
            moved = max(moved, float(np.abs((eta - old)[w > 0]).max(initial=0.0)))
        return scores, moved

    def _predicted(self, block: slice, beta: FloatArray) -> FloatArray:
        """The linear predictor of a block of rows, with its offset."""
        eta = _predictor(self.X[block], beta)
        if self.offset is not None:
            eta += self.offset[block]
        return eta

    def _working(self, block: slice) -> tuple[FloatArray, FloatArray]:
        """Working weights and the working outcome, less the offset, at the start."""
        y, w = self.y[block], self.w[block]
        eta = self.model.start(y, w)
        mu = self.model.inverse_link(eta)
        slope = self.model.slope(mu)
        working = (y - mu) / slope + eta
        if self.offset is not None:
            working -= self.offset[block]
        return w * slope, working

    def _nothing(self) -> tuple[FloatArray, FloatArray, float]:
        p = self.X.shape[1]
        return np.zeros((p, p)), np.zeros(p), 0.0


def _predictor(X: FloatArray, beta: FloatArray) -> FloatArray:
    """X beta (n,), column by column in one thread (see `dot`)."""
    eta: FloatArray = X[:, 0] * beta[0]
    for j in range(1, len(beta)):
        eta += X[:, j] * beta[j]
    return eta


def _weighted_gram(X: FloatArray, v: FloatArray) -> FloatArray:
    return np.asarray(X.T @ (X * v[:, None]))


def invert_gram(X: FloatArray, v: FloatArray, names: Sequence[str]) -> FloatArray:
    """Inverse of X' diag(v) X (p, p), columns scaled to unit length first.

    Raises:
        DependentColumns: names the first column that adds nothing to those before it.
    """
    gram = np.zeros((X.shape[1], X.shape[1]))
    for block in row_blocks(len(X)):
        gram += _weighted_gram(X[block], v[block])
    return _inverted(gram, names)


def _inverted(gram: FloatArray, names: Sequence[str]) -> FloatArray:
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
