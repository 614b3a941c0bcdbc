"""Point estimators of an effect, for every column of weights at once.

Each takes an outcome (n,), who is treated (n,), covariates with intercept (n, p) and weights
(n, R), and returns the effects (R,) with influence values (n,) for the first column. Influence
values hold the propensities fixed; re-fitting them is what replicates are for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.calibration.gram import gram, inverse
from survey_statistics.comparison.matching import matched_weights
from survey_statistics.comparison.propensity_weights import Estimand, propensity_factor
from survey_statistics.propensity import fitted_propensities

Effects = tuple[FloatArray, FloatArray]
Estimator = Callable[[FloatArray, BoolArray, FloatArray, FloatArray, Estimand], Effects]


def plain_difference(
    y: FloatArray, arm: BoolArray, X: FloatArray, W: FloatArray, estimand: Estimand
) -> Effects:
    """Difference of weighted means, nothing adjusted."""
    return _difference(y, arm, W)


def inverse_probability(
    y: FloatArray, arm: BoolArray, X: FloatArray, W: FloatArray, estimand: Estimand
) -> Effects:
    """Difference of means under propensity weights, propensities fitted in every column."""
    e = fitted_propensities(X, arm.astype(np.float64), W)
    return _difference(y, arm, W * propensity_factor(e, arm, estimand))


def regression_adjustment(
    y: FloatArray, arm: BoolArray, X: FloatArray, W: FloatArray, estimand: Estimand
) -> Effects:
    """Coefficient of the treatment in a weighted linear regression on it and the covariates."""
    A = np.column_stack([arm.astype(np.float64), X])
    beta, inverses = weighted_least_squares(A, y, W)
    residual = y - A @ beta[0]
    return beta[:, 0], W[:, 0] * residual * (A @ inverses[0][:, 0])


def augmented(
    y: FloatArray, arm: BoolArray, X: FloatArray, W: FloatArray, estimand: Estimand
) -> Effects:
    """Augmented inverse-probability weighting: right if either model is (Robins et al. 1994)."""
    e = fitted_propensities(X, arm.astype(np.float64), W)
    t = arm.astype(np.float64)[:, None]
    below = X @ weighted_least_squares(X, y, W * (1 - t))[0].T
    if estimand == "ATT":
        pseudo = (t - (1 - t) * e / (1 - e)) * (y[:, None] - below)
        base = W * t
    else:
        above = X @ weighted_least_squares(X, y, W * t)[0].T
        pseudo = above - below + t * (y[:, None] - above) / e
        pseudo = pseudo - (1 - t) * (y[:, None] - below) / (1 - e)
        base = W
    effects = (W * pseudo).sum(axis=0) / base.sum(axis=0)
    influence = (W[:, 0] * pseudo[:, 0] - base[:, 0] * effects[0]) / base[:, 0].sum()
    return effects, influence


def nearest_neighbour(
    y: FloatArray, arm: BoolArray, X: FloatArray, W: FloatArray, estimand: Estimand
) -> Effects:
    """Difference after 1:1 nearest-neighbour matching on the propensity, redone in every column."""
    e = fitted_propensities(X, arm.astype(np.float64), W)
    kept = np.column_stack([matched_weights(e[:, r], arm, W[:, r]) for r in range(W.shape[1])])
    return _difference(y, arm, kept)


ESTIMATORS: dict[str, Estimator] = {
    "difference": plain_difference,
    "ipw": inverse_probability,
    "regression": regression_adjustment,
    "aipw": augmented,
    "matching": nearest_neighbour,
}


def weighted_least_squares(
    A: FloatArray, y: FloatArray, W: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return coefficients (R, p) and inverse cross-products (R, p, p) for weights (n, R)."""
    scale = np.sqrt(np.mean(A * A, axis=0))
    scale[scale == 0] = 1.0
    B = A / scale
    inverses = inverse(gram(B, W))
    beta = np.einsum("rij,jr->ri", inverses, (B * y[:, None]).T @ W) / scale
    return beta, inverses / np.outer(scale, scale)


def _difference(y: FloatArray, arm: BoolArray, W: FloatArray) -> Effects:
    first, second = W * arm[:, None], W * ~arm[:, None]
    mean1, mean0 = (y @ side / side.sum(axis=0) for side in (first, second))
    influence = first[:, 0] * (y - mean1[0]) / first[:, 0].sum()
    influence = influence - second[:, 0] * (y - mean0[0]) / second[:, 0].sum()
    return mean1 - mean0, influence
