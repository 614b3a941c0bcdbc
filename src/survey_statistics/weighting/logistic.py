"""Weighted logistic regression of response on frame variables, for many weight columns at once.

Source: R. Little (1986), Survey nonresponse adjustments, Int. Stat. Review 54, 139-157.
"""

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.calibration.gram import gram, solve
from survey_statistics.calibration.groups import Groups
from survey_statistics.errors import NotConverged

_ROUNDS = 50
_HALVINGS = 12
# Linear predictors beyond this are fitted probabilities of 0 or 1: the data are separated.
_SEPARATED = 30.0
_STEP = 1e-12


def fit_logistic(X: FloatArray, answered: BoolArray, weights: FloatArray) -> FloatArray:
    """Coefficients (p,) or (p, R) of a logistic regression by weighted maximum likelihood.

    `X` (n, p) holds the intercept too if there is to be one; `answered` (n,) is the outcome;
    `weights` are (n,) or (n, R), one fit per column. Solved by Newton's method with halved
    steps; McCullagh and Nelder (1989), Generalized Linear Models, section 4.4.

    Raises:
        NotConverged: the predictors separate respondents from the others, or nearly so.

    >>> X = np.column_stack([np.ones(4), [0.0, 0.0, 1.0, 1.0]])
    >>> answered = np.array([True, False, True, False])
    >>> fit_logistic(X, answered, np.array([1.0, 1.0, 3.0, 1.0])).round(6).tolist()
    [0.0, 1.098612]
    """
    scale = np.sqrt(np.mean(X * X, axis=0))
    scale[scale == 0] = 1.0
    scaled = X / scale
    table = weights.reshape(len(weights), -1)
    scaled, y, table = _patterns(scaled, answered.astype(np.float64)[:, None], table)
    beta = np.zeros((X.shape[1], table.shape[1]))
    for _ in range(_ROUNDS):
        step = _step(scaled, y, table, beta)
        beta = beta + step
        if np.abs(step).max() <= _STEP * (1 + np.abs(beta).max()):
            break
    else:
        raise NotConverged("The response model", _ROUNDS)
    if np.abs(scaled @ beta).max() > _SEPARATED:
        raise NotConverged("The response model", _ROUNDS)
    return np.asarray((beta / scale[:, None]).reshape(X.shape[1:] + weights.shape[1:]))


def propensities(X: FloatArray, coefficients: FloatArray) -> FloatArray:
    """Fitted probabilities (n,) or (n, R) of a response.

    >>> propensities(np.ones((1, 1)), np.array([0.0])).tolist()
    [0.5]
    """
    return np.asarray(1 / (1 + np.exp(-(X @ coefficients))))


def _patterns(
    X: FloatArray, y: FloatArray, table: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Rows alike in predictors and outcome as one row with the sum of their weights.

    The likelihood stays the same. Classifications make few patterns of many rows; where rows
    hardly repeat, or one column of weights is all there is, they stay as they are.
    """
    if table.shape[1] == 1:
        return X, y, table
    distinct, codes = np.unique(np.hstack([X, y]), axis=0, return_inverse=True)
    if 2 * len(distinct) > len(X):
        return X, y, table
    sums = Groups(codes.ravel(), len(distinct)).sums(table)
    return distinct[:, :-1], distinct[:, -1:], sums


def _step(X: FloatArray, y: FloatArray, weights: FloatArray, beta: FloatArray) -> FloatArray:
    fitted = propensities(X, beta)
    score = X.T @ (weights * (y - fitted))
    step = solve(gram(X, weights * fitted * (1 - fitted)), score)
    before = _deviance(X, y, weights, beta)
    for _ in range(_HALVINGS):
        worse = _deviance(X, y, weights, beta + step) > before * (1 + 1e-12)
        if not worse.any():
            break
        step[:, worse] /= 2
    return step


def _deviance(X: FloatArray, y: FloatArray, weights: FloatArray, beta: FloatArray) -> FloatArray:
    u = X @ beta
    return np.asarray((weights * (np.logaddexp(0, u) - y * u)).sum(axis=0))
