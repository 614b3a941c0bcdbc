"""Bias of respondents on variables known for everybody, as the US OMB standards ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.propensity import binary_outcome
from survey_statistics.representativity.propensity_spread import (
    UnusablePropensity,
    weighted_mean,
)


@dataclass(frozen=True)
class ResponseBias:
    """How respondents differ from the whole sample on one variable known for both.

    Attributes:
        respondents: weighted mean of respondents.
        nonrespondents: weighted mean of the others.
        everyone: weighted mean of the whole sample.
        bias: respondents minus everyone.
        relative: bias over everyone; None when that is zero.
        response_rate: weighted.
    """

    respondents: float
    nonrespondents: float
    everyone: float
    bias: float
    relative: float | None
    response_rate: float


def response_bias(
    values: ArrayLike, responded: ArrayLike, weights: ArrayLike | None = None
) -> ResponseBias:
    """Return B = y_r - y_t = (1 - rr)(y_r - y_nr) and B / y_t.

    Args:
        values: variable known for the whole sample, (n,), no gaps.
        responded: 1 or 0, (n,).
        weights: base weights (n,), 1 each when left out.

    Source: OMB (2006), Standards and Guidelines for Statistical Surveys, guideline 3.2.9.

    Raises:
        OutcomeNotBinary: everybody answered, or nobody.
        UnusablePropensity: a value is missing.

    >>> response_bias([10.0, 20.0, 30.0, 40.0], [1, 1, 0, 1])
    ResponseBias(respondents=23.333333333333332, nonrespondents=30.0, everyone=25.0, \
bias=-1.6666666666666679, relative=-0.06666666666666671, response_rate=0.75)
    """
    r = binary_outcome(responded, "response")
    y = np.asarray(values, dtype=np.float64)
    d = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not np.isfinite(y).all():
        row = int(np.argmax(~np.isfinite(y)))
        raise UnusablePropensity(f"The variable is missing in row {row + 1}; it must be known.")
    answered, silent = weighted_mean(y, d * r), weighted_mean(y, d * (1 - r))
    everyone = weighted_mean(y, d)
    bias = answered - everyone
    return ResponseBias(
        respondents=answered,
        nonrespondents=silent,
        everyone=everyone,
        bias=bias,
        relative=bias / everyone if everyone else None,
        response_rate=weighted_mean(r, d),
    )
