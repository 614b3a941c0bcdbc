"""Propensity models of non-response and of mentoring, and their re-fit in every replicate.

Standard errors of coefficients are the business of `regression`, not of this module.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, as_numbers, encode, refuse_gaps
from survey_statistics.errors import NotConverged, SurveyError
from survey_statistics.weighting.logistic import fit_logistic, propensities


class OutcomeNotBinary(SurveyError):
    """The outcome of a propensity model is not 0 and 1, or is always the same."""


class SeparatedOutcome(SurveyError):
    """The covariates tell the outcome exactly: no finite fit exists."""


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


def fitted_propensities(X: FloatArray, y: FloatArray, weights: FloatArray) -> FloatArray:
    """Return fitted probabilities (n,), or (n, R) for weights (n, R), by logistic regression.

    Covariates that repeat each other share their effect and change no probability.

    Args:
        X: covariates with an intercept, (n, p).
        y: outcome, 0 or 1, (n,).
        weights: (n,) or (n, R), zero or more.

    Raises:
        SeparatedOutcome: no finite maximum exists.

    >>> X = covariate_matrix({"x": [0, 0, 0, 1, 1, 1]})
    >>> fitted_propensities(X, np.array([0, 0, 1, 0, 1, 1.0]), np.ones(6)).round(3)
    array([0.333, 0.333, 0.333, 0.667, 0.667, 0.667])
    """
    try:
        coefficients = fit_logistic(X, y == 1, weights)
    except NotConverged:
        raise SeparatedOutcome(
            "The propensity model has no finite fit: a covariate tells the outcome exactly. "
            "Merge levels or leave the covariate out."
        ) from None
    return propensities(X, coefficients)
