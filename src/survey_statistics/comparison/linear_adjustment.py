"""A difference adjusted by least squares, with model-based, robust or clustered errors.

For data that carry no sampling design, such as a randomised arm or matched pairs; with a design
use `effects.treatment_effect(method="regression")`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, encode
from survey_statistics.comparison.errors import NoComparison, UnknownMethod, two_groups
from survey_statistics.comparison.estimators import weighted_least_squares

Errors = Literal["classical", "hc1", "clusters"]


@dataclass(frozen=True)
class AdjustedDifference:
    """The coefficient of the treatment.

    Attributes:
        value: difference in units of the outcome.
        standard_error: by the convention in `errors`.
        degrees_of_freedom: n - p, or clusters - 1.
        errors: "classical", "hc1" or "clusters".
        n: cases of positive weight.
    """

    value: float
    standard_error: float
    degrees_of_freedom: int
    errors: str
    n: int


def adjusted_difference(
    outcome: ArrayLike,
    treated: ArrayLike,
    X: FloatArray | None = None,
    weights: ArrayLike | None = None,
    *,
    errors: Errors = "classical",
    clusters: ArrayLike | None = None,
) -> AdjustedDifference:
    """Regress an outcome on the treatment and covariates and return the treatment's coefficient.

    Args:
        outcome: (n,).
        treated: 1 or 0, (n,).
        X: covariates with intercept, (n, p); the intercept alone when left out.
        weights: (n,); cases of weight 0 are left out.
        errors: "classical" (s^2 (A'A)^-1), "hc1" (White, times n/(n - p)) or "clusters" (White
            by cluster, times G/(G - 1) (n - 1)/(n - p)), as R `lm` and `sandwich`.
        clusters: label of each case (pairs of a match), for "clusters".

    Source: MacKinnon and White (1985), Journal of Econometrics 29.

    Raises:
        NoComparison: a group is empty, or clusters are wanted and not given.
        UnknownMethod: no such convention.

    >>> found = adjusted_difference([1.0, 2.0, 4.0, 5.0], [0, 0, 1, 1])
    >>> round(found.value, 6), round(found.standard_error, 4)
    (3.0, 0.7071)
    """
    y = np.asarray(outcome, dtype=np.float64)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    kept = w > 0
    two_groups(treated, len(y))
    arm = two_groups(np.asarray(treated)[kept], int(kept.sum())).astype(np.float64)
    covariates = np.ones((len(y), 1)) if X is None else X
    A, y, w = np.column_stack([arm, covariates[kept]]), y[kept], w[kept]
    beta, inverse = weighted_least_squares(A, y, w[:, None])
    residual = y - A @ beta[0]
    n, p = A.shape
    labels = None if clusters is None else np.asarray(clusters)[kept]
    variance, df = _variance(A @ inverse[0][:, 0], residual, w, inverse[0], errors, labels, p)
    return AdjustedDifference(float(beta[0, 0]), math.sqrt(variance), df, errors, n)


def _variance(
    leverage: FloatArray,
    residual: FloatArray,
    w: FloatArray,
    inverse: FloatArray,
    errors: Errors,
    labels: np.ndarray | None,
    p: int,
) -> tuple[float, int]:
    n = len(residual)
    if errors == "classical":
        return float(w @ residual**2) / (n - p) * float(inverse[0, 0]), n - p
    scores = w * residual * leverage
    if errors == "hc1":
        return float(scores @ scores) * n / (n - p), n - p
    if errors != "clusters":
        raise UnknownMethod(f"There are no errors {errors!r}: classical, hc1 or clusters.")
    if labels is None:
        raise NoComparison("Errors by cluster need the cluster of every case.")
    coded = encode(labels)
    sums = np.bincount(coded.codes, weights=scores, minlength=coded.count)
    factor = coded.count / (coded.count - 1) * (n - 1) / (n - p)
    return float(sums @ sums) * factor, coded.count - 1
