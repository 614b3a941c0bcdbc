"""An effect with its standard error, under any design."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.comparison.errors import (
    NoComparison,
    UnknownMethod,
    two_groups,
)
from survey_statistics.comparison.estimators import ESTIMATORS
from survey_statistics.comparison.propensity_weights import Estimand
from survey_statistics.designs.design import AnyDesign, Design
from survey_statistics.estimation.degrees_of_freedom import degrees_of_freedom
from survey_statistics.estimation.taylor import taylor_covariance

Method = Literal["difference", "ipw", "regression", "aipw", "matching"]


@dataclass(frozen=True)
class Effect:
    """A difference between the treated and comparable others: associated, not proven to be caused.

    Attributes:
        method: "difference", "ipw", "regression", "aipw" or "matching".
        estimand: "ATT", "ATE" or "ATO".
        value: the effect, in units of the outcome.
        standard_error: see `variance`.
        low: lower limit, t with `degrees_of_freedom`.
        high: upper limit.
        degrees_of_freedom: of the design.
        p_value: two-sided; None when the standard error is zero.
        treated: treated cases with an outcome.
        control: other cases with an outcome.
        variance: "replicates, propensity re-fitted" or "Taylor, propensity held fixed".
    """

    method: str
    estimand: str
    value: float
    standard_error: float
    low: float
    high: float
    degrees_of_freedom: float
    p_value: float | None
    treated: int
    control: int
    variance: str


def treatment_effect(
    design: AnyDesign,
    outcome: ArrayLike,
    treated: ArrayLike,
    X: FloatArray,
    *,
    method: Method = "ipw",
    estimand: Estimand = "ATT",
    confidence: float = 0.95,
) -> Effect:
    """Compare treated and others after adjusting for covariates.

    With replicate weights everything is redone in each replicate, the propensity included. With
    a Taylor design the propensities count as known, which is usually a little conservative for
    inverse-probability weights; prefer replicates.

    Args:
        design: from `survey_design`, or replicate weights.
        outcome: (n,), NaN where missing: such rows keep the design and get no weight.
        treated: 1 or 0, (n,).
        X: covariates with intercept, (n, p), from `covariate_matrix`.
        method: estimator.
        estimand: "ATT", "ATE", or "ATO" (overlap weights, "ipw" only). Matching is always ATT,
            and the coefficient of "regression" is whatever the linear model makes of it.
        confidence: of the interval.

    Source: Lunceford and Davidian (2004), Statistics in Medicine 23; DuGoff, Schuler and Stuart
    (2014), Health Services Research 49, for survey weights.

    Raises:
        NoComparison: a group has no case with an outcome.
        SeparatedOutcome: the covariates tell the group exactly.
        UnknownMethod: no such method or estimand.

    >>> from survey_statistics.designs.build import survey_design
    >>> from survey_statistics.propensity import covariate_matrix
    >>> design = survey_design(weights=[1.0] * 8)
    >>> X = covariate_matrix({"x": [0, 0, 0, 0, 1, 1, 1, 1]})
    >>> y = [1.0, 2, 3, 4, 5, 6, 7, 8]
    >>> round(treatment_effect(design, y, [1, 0, 0, 0, 1, 1, 1, 0], X).value, 3)
    -2.0
    """
    _check_method(method, estimand)
    y = np.asarray(outcome, dtype=np.float64)
    arm = two_groups(treated, len(y))
    present = np.isfinite(y)
    observed = np.where(present, y, 0.0)
    _check_groups(arm, present & (design.weights > 0))
    base = (design.weights * present)[:, None]
    estimator = ESTIMATORS[method]
    effects, influence = estimator(observed, arm, X, base, estimand)
    if isinstance(design, Design):
        error = math.sqrt(max(float(taylor_covariance(design, influence[:, None])[0, 0]), 0.0))
        stage = design.stages[0]
        df = float(stage.unit_count - stage.stratum_count)
        source = "Taylor, propensity held fixed"
    else:
        replicates = design.replicate_weights * present[:, None]
        copies, _ = estimator(observed, arm, X, replicates, estimand)
        centre = effects[0] if design.mse else copies[design.rscales > 0].mean()
        error = math.sqrt(design.scale * float(design.rscales @ (copies - centre) ** 2))
        df, source = degrees_of_freedom(design), "replicates, propensity re-fitted"
    value = float(effects[0])
    half = float(special.stdtrit(df, (1 + confidence) / 2)) * error
    return Effect(
        method=method,
        estimand="ATT" if method == "matching" else estimand,
        value=value,
        standard_error=error,
        low=value - half,
        high=value + half,
        degrees_of_freedom=df,
        p_value=float(2 * special.stdtr(df, -abs(value) / error)) if error > 0 else None,
        treated=int((arm & present).sum()),
        control=int((~arm & present).sum()),
        variance=source,
    )


def _check_method(method: str, estimand: str) -> None:
    if method not in ESTIMATORS:
        raise UnknownMethod(f"There is no method {method!r}: {', '.join(ESTIMATORS)}.")
    allowed = ("ATT", "ATE", "ATO") if method == "ipw" else ("ATT", "ATE")
    if estimand not in allowed:
        raise UnknownMethod(f"{method} does not estimate {estimand!r}: {', '.join(allowed)}.")


def _check_groups(arm: BoolArray, usable: BoolArray) -> None:
    if not (arm & usable).any() or not (~arm & usable).any():
        raise NoComparison("One group has no case with an outcome: nothing to compare.")
