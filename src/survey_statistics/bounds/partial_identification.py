"""Bounds on a mean without any assumption on those who did not answer (Manski).

Source: C. Manski (2003), Partial Identification of Probability Distributions, ch. 1; G. Imbens, C.
Manski (2004), Econometrica 72, 1845-1857.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtr

from survey_statistics.bounds.errors import UnusableShare, share


@dataclass(frozen=True)
class Bounds:
    """The values that the data cannot tell apart.

    Attributes:
        lower: lower end of the identified set.
        upper: upper end.
        low: lower limit of an interval that covers the true value; None without one.
        high: its upper limit.
        critical_value: the multiplier of the standard errors, between 1.645 and 1.960 at 95%.
    """

    lower: float
    upper: float
    low: float | None = None
    high: float | None = None
    critical_value: float | None = None

    @property
    def width(self) -> float:
        """Upper minus lower: what is not known however large the sample."""
        return self.upper - self.lower


def manski_bounds(
    respondent_mean: float, response_rate: float, minimum: float = 0.0, maximum: float = 1.0
) -> Bounds:
    """Return [rr m + (1 - rr) minimum, rr m + (1 - rr) maximum].

    Args:
        respondent_mean: mean (share) among respondents.
        response_rate: rr, weighted.
        minimum: least value that a silent case can have.
        maximum: largest value.

    Source: Manski (1989), Journal of Human Resources 24; Manski (2003), chapter 1.

    Raises:
        UnusableShare: the mean is outside [minimum, maximum] or the rate outside [0, 1].

    >>> manski_bounds(238 / 900, 900 / 4000)
    Bounds(lower=0.0595, upper=0.8345, low=None, high=None, critical_value=None)
    """
    share("response rate", response_rate)
    if not minimum <= respondent_mean <= maximum:
        raise UnusableShare(
            f"The mean {respondent_mean} is outside the outcome's range {minimum} to {maximum}."
        )
    known = response_rate * respondent_mean
    return Bounds(known + (1 - response_rate) * minimum, known + (1 - response_rate) * maximum)


def manski_bounds_of_share(
    successes: float, respondents: float, sampled: float, confidence: float = 0.95
) -> Bounds:
    """Return Manski bounds of a share in a simple random sample, with an Imbens-Manski interval.

    Args:
        successes: respondents with the property.
        respondents: cases that answered.
        sampled: cases drawn.
        confidence: of the interval.

    Raises:
        UnusableShare: the counts do not contain each other.

    >>> bounds = manski_bounds_of_share(238, 900, 4000)
    >>> [round(100 * limit, 2) for limit in (bounds.low, bounds.high)]
    [5.33, 84.42]
    """
    if not 0 <= successes <= respondents <= sampled or sampled == 0:
        raise UnusableShare(
            f"{successes:g} of {respondents:g} respondents of {sampled:g} sampled cannot be."
        )
    lower = successes / sampled
    upper = (successes + sampled - respondents) / sampled
    errors = [math.sqrt(p * (1 - p) / sampled) for p in (lower, upper)]
    found = imbens_manski(lower, upper, errors[0], errors[1], confidence)
    c = found.critical_value or 0.0
    return Bounds(lower, upper, max(lower - c * errors[0], 0.0), min(upper + c * errors[1], 1.0), c)


def manski_bounds_of_mean(
    values: ArrayLike,
    responded: ArrayLike,
    weights: ArrayLike | None = None,
    minimum: float = 0.0,
    maximum: float = 1.0,
) -> Bounds:
    """Return weighted Manski bounds from cases; values of the silent are not looked at.

    Args:
        values: (n,) outcome, in its own units; gaps where nobody answered.
        responded: (n,) who answered.
        weights: (n,) design weights; 1 for each case when left out.
        minimum, maximum: range of the outcome, in its units.

    Raises:
        UnusableShare: a respondent's value is missing or outside the range.

    >>> manski_bounds_of_mean([1, 0, np.nan, np.nan], [1, 1, 0, 0])
    Bounds(lower=0.25, upper=0.75, low=None, high=None, critical_value=None)
    """
    answered = np.asarray(responded, dtype=np.float64) == 1
    y = np.asarray(values, dtype=np.float64)[answered]
    d = np.ones(len(answered)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not np.isfinite(y).all():
        raise UnusableShare("A respondent's value is missing; count that row as silent.")
    if not answered.any():
        return Bounds(minimum, maximum)
    # A mean lies among its values and a part within its whole; rounding may say otherwise.
    mean = float(np.clip(d[answered] @ y / d[answered].sum(), y.min(), y.max()))
    response_rate = min(float(d[answered].sum() / d.sum()), 1.0)
    return manski_bounds(mean, response_rate, minimum, maximum)


def imbens_manski(
    lower: float,
    upper: float,
    lower_error: float,
    upper_error: float,
    confidence: float = 0.95,
) -> Bounds:
    """Return bounds with an interval that covers the true value, not the whole set.

    The critical value c solves Phi(c + (upper - lower)/max(errors)) - Phi(-c) = confidence.

    Args:
        lower: estimate of the lower bound.
        upper: estimate of the upper bound.
        lower_error: standard error of the lower bound.
        upper_error: standard error of the upper bound.
        confidence: of the interval.

    Source: Imbens and Manski (2004), Econometrica 72.

    Raises:
        UnusableShare: bounds the wrong way round, or a negative standard error.

    >>> round(imbens_manski(0.2, 0.2, 0.01, 0.01).critical_value, 3)
    1.96
    """
    if upper < lower or min(lower_error, upper_error) < 0 or not 0 < confidence < 1:
        raise UnusableShare("Bounds must be in order, errors from 0 up, confidence in (0, 1).")
    widest = max(lower_error, upper_error)
    if widest == 0:
        return Bounds(lower, upper, lower, upper, 0.0)
    width = (upper - lower) / widest
    critical = float(
        brentq(lambda c: ndtr(c + width) - ndtr(-c) - confidence, 0.0, 40.0, xtol=1e-14)
    )
    return Bounds(
        lower, upper, lower - critical * lower_error, upper + critical * upper_error, critical
    )


def effect_bounds(treated: Bounds, control: Bounds) -> Bounds:
    """Return bounds of a difference from the bounds of both arms.

    >>> round(effect_bounds(Bounds(0.4, 0.7), Bounds(0.1, 0.6)).width, 3)
    0.8
    """
    return Bounds(treated.lower - control.upper, treated.upper - control.lower)


def shifted_range(respondent_mean: float, response_rate: float, shift: float) -> Bounds:
    """Return the range of the mean when the silent differ from respondents by at most +/- shift.

    `shift` is relative: 0.2 lets the mean of the silent lie from 0.8 to 1.2 times that of the
    respondents.

    Raises:
        UnusableShare: the rate is outside [0, 1] or the shift negative.

    >>> shifted = shifted_range(0.3, 0.5, 0.2)
    >>> round(shifted.lower, 3), round(shifted.upper, 3)
    (0.27, 0.33)
    """
    share("response rate", response_rate)
    if shift < 0:
        raise UnusableShare(f"The shift is {shift}; give a number from 0 up.")
    reach = abs(respondent_mean) * (1 - response_rate) * shift
    return Bounds(respondent_mean - reach, respondent_mean + reach)
