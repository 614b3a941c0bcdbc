"""Lee bounds: an effect on those who would answer in either arm, when response differs by arm."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, as_numbers
from survey_statistics.bounds.errors import NotMonotone
from survey_statistics.bounds.partial_identification import Bounds, imbens_manski
from survey_statistics.errors import OutOfRange, UnequalLengths


@dataclass(frozen=True)
class LeeBounds:
    """Bounds of the effect on always-respondents.

    Attributes:
        effect: lower and upper bound; with standard errors also an Imbens-Manski interval.
        lower_error: standard error of the lower bound, None when not asked for.
        upper_error: standard error of the upper bound.
        trimmed_share: q, the part of the respondents taken off the arm with more response.
        trimmed_arm: "treated", "control" or "none".
        response_treated: weighted response rate.
        response_control: weighted response rate.
    """

    effect: Bounds
    lower_error: float | None
    upper_error: float | None
    trimmed_share: float
    trimmed_arm: str
    response_treated: float
    response_control: float


def lee_bounds(
    outcome: ArrayLike,
    treated: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    replicate_weights: FloatArray | None = None,
    scale: float | FloatArray | None = None,
    confidence: float = 0.95,
) -> LeeBounds:
    """Trim the arm with more response from the top (lower bound) and from the bottom (upper).

    The share trimmed is q = (r1 - r0)/r1; exactly that share of the weight is taken off, a case
    at the edge in part, so ties and weights need no rule of their own.

    Args:
        outcome: (n,), NaN for those who did not answer.
        treated: 1 or 0, (n,), for everybody.
        weights: base weights (n,), 1 each when left out.
        replicate_weights: (n, R), for standard errors and an interval; the trimming is redone
            in each replicate.
        scale: factor of squared deviations, one number or (R,); 1/(R - 1) when left out.
        confidence: of the interval.

    Source: Lee (2009), Review of Economic Studies 76; interval by Imbens and Manski (2004).

    Raises:
        NotMonotone: an arm has no case or no respondent.
        NotNumeric: `outcome` or `treated` holds text.
        UnequalLengths: `treated` has another length than `outcome`.
        OutOfRange: `treated` holds something other than 1 and 0.

    >>> bounds = lee_bounds([1, 2, 3, 4, 1, 2, np.nan, np.nan], [1, 1, 1, 1, 0, 0, 0, 0])
    >>> bounds.effect.lower, bounds.effect.upper, bounds.trimmed_share
    (0.0, 2.0, 0.5)
    """
    y = as_numbers(outcome, "outcome")
    arm = np.asarray(treated, dtype=np.float64) == 1
    _refuse_unusable_arms(y, as_numbers(treated, "treated"))
    d = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    rates = [_response(y, side, d) for side in (arm, ~arm)]
    order = np.argsort(y, kind="stable")
    lower, upper = _trimmed_effects(y, arm, d, order)
    effect, errors = Bounds(lower, upper), None
    if replicate_weights is not None:
        copies = np.array([_trimmed_effects(y, arm, w, order) for w in replicate_weights.T])
        factor = 1.0 / (len(copies) - 1) if scale is None else scale
        squares = (copies - copies.mean(axis=0)) ** 2
        spread = np.broadcast_to(np.asarray(factor), (len(copies),)) @ squares
        errors = (math.sqrt(spread[0]), math.sqrt(spread[1]))
        effect = imbens_manski(lower, upper, errors[0], errors[1], confidence)
    return LeeBounds(
        effect=effect,
        lower_error=errors[0] if errors else None,
        upper_error=errors[1] if errors else None,
        trimmed_share=1 - min(rates) / max(rates),
        trimmed_arm=_trimmed_arm(rates[0], rates[1]),
        response_treated=rates[0],
        response_control=rates[1],
    )


def _refuse_unusable_arms(y: FloatArray, treated: FloatArray) -> None:
    if treated.shape != y.shape:
        raise UnequalLengths("treated", treated.size, y.size)
    strangers = treated[(treated != 0) & (treated != 1)]
    if strangers.size:
        raise OutOfRange("treated", float(strangers[0]), "1 (treated) or 0")


def _trimmed_effects(
    y: FloatArray, arm: np.ndarray, d: FloatArray, order: np.ndarray
) -> tuple[float, float]:
    more, less = arm, ~arm
    sign = 1.0
    if _response(y, arm, d) < _response(y, ~arm, d):
        more, less, sign = ~arm, arm, -1.0
    kept = _response(y, less, d) / _response(y, more, d)
    rows = order[(more & ~np.isnan(y))[order]]
    bottom, top = (_kept_mean(y[turn], d[turn], kept) for turn in (rows, rows[::-1]))
    answered = less & ~np.isnan(y)
    other = float(y[answered] @ d[answered] / d[answered].sum())
    ends = sorted((sign * (bottom - other), sign * (top - other)))
    return ends[0], ends[1]


def _kept_mean(y: FloatArray, d: FloatArray, kept: float) -> float:
    """Return the mean of the first `kept` share of the weight, the case at the edge in part."""
    reach = np.cumsum(d)
    inside = np.clip(kept * reach[-1] - (reach - d), 0.0, d)
    return float(y @ inside / inside.sum())


def _response(y: FloatArray, side: np.ndarray, d: FloatArray) -> float:
    whole = d[side].sum()
    answered = d[side & ~np.isnan(y)].sum()
    if whole == 0 or answered == 0:
        raise NotMonotone("An arm has no respondent; Lee bounds need some in both arms.")
    return float(answered / whole)


def _trimmed_arm(treated: float, control: float) -> str:
    if treated == control:
        return "none"
    return "treated" if treated > control else "control"
