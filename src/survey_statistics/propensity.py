"""Weighted logistic regression of a 0/1 outcome, for one column of weights or for many replicates.

The propensity models of non-response and of mentoring: a point fit and its re-fit in every
replicate, vectorised over replicates. Standard errors of coefficients are the business of
`estimation`, not of this module.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from survey_statistics.arrays import FloatArray, as_numbers, encode, refuse_gaps
from survey_statistics.errors import SurveyError

_ROUNDS = 50
_STEP_AT_REST = 1e-10
_SEPARATED = 35.0


class OutcomeNotBinary(SurveyError):
    """The outcome of a propensity model is not 0 and 1, or is always the same."""


class SeparatedOutcome(SurveyError):
    """The covariates tell the outcome exactly, or repeat each other: no finite fit exists."""


def covariate_matrix(columns: Mapping[str, ArrayLike]) -> FloatArray:
    """Return (n, p): an intercept, numbers as they are, one 0/1 column per level but the first.

    Args:
        columns: name to values (n,); text is a classification, numbers a quantity.

    Raises:
        MissingValue: a value is missing; propensity models need every case.

    >>> covariate_matrix({"age": [30, 41], "country": ["GT", "MX"]}).tolist()
    [[1.0, 30.0, 0.0], [1.0, 41.0, 1.0]]
    """
    parts: list[FloatArray] = []
    for name, values in columns.items():
        array = np.asarray(values)
        refuse_gaps(array, name)
        if array.dtype.kind in "biuf":
            parts.append(as_numbers({name: array}, name)[:, None])
        else:
            coded = encode(array)
            levels = np.arange(1, coded.count)
            parts.append((coded.codes[:, None] == levels).astype(np.float64))
    n = len(parts[0]) if parts else 0
    return np.hstack([np.ones((n, 1)), *parts])


def binary_outcome(values: ArrayLike, name: str = "outcome") -> FloatArray:
    """Return a 0/1 column (n,) as floats.

    Raises:
        OutcomeNotBinary: another value occurs, or only one of the two.

    >>> binary_outcome([True, False])
    array([1., 0.])
    """
    y = np.asarray(values, dtype=np.float64)
    if not np.isin(y, (0.0, 1.0)).all():
        raise OutcomeNotBinary(f"The {name} must be 0 or 1 in every row.")
    if len(np.unique(y)) < 2:
        raise OutcomeNotBinary(f"The {name} is the same in every row: nothing to compare.")
    return y


def fit_logistic(X: FloatArray, y: FloatArray, weights: FloatArray) -> FloatArray:
    """Return coefficients (p,), or (p, R) for weights (n, R), by Newton's method.

    Maximises sum w_i (y_i x_i'b - log(1 + exp(x_i'b))), as `svyglm` with `quasibinomial` does.

    Args:
        X: covariates with an intercept, (n, p).
        y: outcome, 0 or 1, (n,).
        weights: (n,) or (n, R), zero or more.

    Raises:
        SeparatedOutcome: no finite maximum, or collinear covariates.

    >>> X = covariate_matrix({"x": [0, 0, 0, 1, 1, 1]})
    >>> fit_logistic(X, np.array([0, 0, 1, 0, 1, 1.0]), np.ones(6)).round(4)
    array([-0.6931,  1.3863])
    """
    single = weights.ndim == 1
    w = weights[:, None] if single else weights
    scale = np.maximum(np.abs(X).max(axis=0), np.finfo(float).tiny)
    columns = X / scale
    beta = np.zeros((X.shape[1], w.shape[1]))
    for _ in range(_ROUNDS):
        step = _newton_step(columns, y, w, beta)
        beta += step
        if np.abs(columns @ beta).max() > _SEPARATED and np.abs(step).max() > 0.5:
            break
        if np.abs(step).max() <= _STEP_AT_REST * (1 + np.abs(beta).max()):
            fitted: FloatArray = beta / scale[:, None]
            return fitted[:, 0] if single else fitted
    raise SeparatedOutcome(
        "The propensity model has no finite fit: a covariate tells the outcome exactly. "
        "Merge levels or leave the covariate out."
    )


def fitted_propensities(X: FloatArray, y: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the fitted probabilities (n,), or (n, R) for weights (n, R).

    Raises:
        SeparatedOutcome: see `fit_logistic`.

    >>> X = covariate_matrix({"x": [0, 0, 0, 1, 1, 1]})
    >>> fitted_propensities(X, np.array([0, 0, 1, 0, 1, 1.0]), np.ones(6)).round(3)
    array([0.333, 0.333, 0.333, 0.667, 0.667, 0.667])
    """
    probabilities: FloatArray = expit(X @ fit_logistic(X, y, weights))
    return probabilities


def _newton_step(X: FloatArray, y: FloatArray, w: FloatArray, beta: FloatArray) -> FloatArray:
    """Return one step (p, R) of Newton's method in every replicate at once."""
    p = X.shape[1]
    mean = expit(X @ beta)
    score = X.T @ (w * (y[:, None] - mean))
    rows, columns = np.triu_indices(p)
    upper = (X[:, rows] * X[:, columns]).T @ (w * mean * (1 - mean))
    information = np.empty((beta.shape[1], p, p))
    information[:, rows, columns] = upper.T
    information[:, columns, rows] = upper.T
    try:
        if np.linalg.cond(information).max() > 1e14:
            raise np.linalg.LinAlgError
        solved: FloatArray = np.linalg.solve(information, score.T[:, :, None])
    except np.linalg.LinAlgError:
        raise SeparatedOutcome(
            "The covariates of the propensity model repeat each other or tell the outcome "
            "exactly. Leave one of them out."
        ) from None
    return solved[:, :, 0].T
