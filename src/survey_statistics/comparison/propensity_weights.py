"""Weights that make two groups comparable, from the propensity to be in the first.

Source: F. Li, K. Morgan, A. Zaslavsky (2018), Balancing covariates via propensity score weighting,
JASA 113, 390-400.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.comparison.errors import (
    NoComparison,
    UnknownMethod,
    two_groups,
)

Estimand = Literal["ATT", "ATE", "ATO"]


def propensity_weights(
    propensities: ArrayLike,
    treated: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    estimand: Estimand = "ATT",
    stabilised: bool = False,
) -> FloatArray:
    """Return survey weights times propensity weights, (n,).

    ATT: 1 for the treated, e/(1 - e) for the control (effect on the treated). ATE: 1/e and
    1/(1 - e) (effect on all). ATO: 1 - e and e, the overlap weights, which balance the means of
    all covariates of a logistic model exactly and never explode. Stabilised weights are
    multiplied by the weighted share of the case's own group, which changes no mean.

    Args:
        propensities: e, in (0, 1), (n,).
        treated: 1 or 0, (n,).
        weights: survey weights (n,), 1 each when left out.
        estimand: "ATT", "ATE" or "ATO".
        stabilised: for ATE only.

    Source: Rosenbaum (1987), JASA 82; Robins, Hernán and Brumback (2000), Epidemiology 11;
    Li, Morgan and Zaslavsky (2018), JASA 113.

    Raises:
        NoComparison: a group is empty, or a propensity is not inside (0, 1).

    >>> propensity_weights([0.5, 0.8, 0.5, 0.2], [1, 1, 0, 0], estimand="ATE")
    array([2.  , 1.25, 2.  , 1.25])
    """
    e = np.asarray(propensities, dtype=np.float64)
    arm = two_groups(treated, len(e))
    if not ((e > 0) & (e < 1)).all():
        row = int(np.argmin((e > 0) & (e < 1)))
        raise NoComparison(
            f"The propensity in row {row + 1} is {e[row]}: that case has no counterpart. "
            "Leave it out and say so."
        )
    w = np.ones(len(e)) if weights is None else np.asarray(weights, dtype=np.float64)
    adjusted = w * propensity_factor(e, arm, estimand)
    if stabilised:
        share = w[arm].sum() / w.sum()
        adjusted = adjusted * np.where(arm, share, 1 - share)
    return adjusted


def propensity_factor(e: FloatArray, arm: BoolArray, estimand: Estimand) -> FloatArray:
    """Return the factor of each case, (n,) or (n, R) as the propensities.

    Raises:
        UnknownMethod: no such estimand.
    """
    side = arm if e.ndim == 1 else arm[:, None]
    if estimand == "ATT":
        return np.where(side, 1.0, e / (1 - e))
    if estimand == "ATE":
        return np.where(side, 1 / e, 1 / (1 - e))
    if estimand == "ATO":
        return np.where(side, 1 - e, e)
    raise UnknownMethod(f"There is no estimand {estimand!r}: ATT, ATE or ATO.")


def effective_size(weights: ArrayLike) -> float:
    """Return Kish's effective size (sum w)^2 / sum w^2 of weights (n,).

    >>> effective_size([1.0, 1.0, 2.0])
    2.6666666666666665
    """
    w = np.asarray(weights, dtype=np.float64)
    return float(w.sum() ** 2 / (w @ w)) if w.any() else 0.0
