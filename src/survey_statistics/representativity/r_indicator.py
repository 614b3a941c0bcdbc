"""The R-indicator: how evenly response propensities are spread over the sample.

Source: B. Schouten, F. Cobben, J. Bethlehem (2009), Survey Methodology 35, 101-113.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from survey_statistics.arrays import FloatArray
from survey_statistics.propensity import binary_outcome, fitted_propensities
from survey_statistics.representativity.propensity_spread import (
    checked_propensities,
    weighted_mean,
    weighted_spread,
)

# Directions that carry less than this share of the largest are columns that repeat others.
_DEPENDENT = 1e-11


@dataclass(frozen=True)
class RIndicator:
    """How representative the response is, given the covariates of the model.

    Never compare values of models with other covariates.

    Attributes:
        R: 1 - 2 S, at most 1; 1 when everybody is equally likely to answer.
        mean: weighted mean propensity, the response rate.
        S: standard deviation of the propensities, divisor N.
        lower_bound: least R that this response rate allows, 1 - 2 sqrt(m(1 - m)).
        standard_error: by replication, None when not asked for.
        low: lower limit of the interval.
        high: upper limit of the interval.
        bias_corrected: whether S is freed of the noise of estimated propensities.
    """

    R: float
    mean: float
    S: float
    lower_bound: float
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    bias_corrected: bool = False

    @property
    def coefficient_of_variation(self) -> float:
        """S / m: the largest standardised bias that non-response can cause."""
        return self.S / self.mean

    def maximal_bias(self, standard_deviation: float = 1.0) -> float:
        """Largest absolute bias of a respondent mean, (1 - R)/(2m) times the deviation of y.

        >>> response = RIndicator(R=0.9, mean=0.225, S=0.05, lower_bound=0.16)
        >>> round(response.maximal_bias((0.3 * 0.7) ** 0.5), 3)
        0.102
        """
        return self.coefficient_of_variation * standard_deviation


def r_indicator(propensities: ArrayLike, weights: ArrayLike | None = None) -> RIndicator:
    """Return R, S and their bounds from propensities (n,) known for the whole sample.

    S^2 = sum d_i (rho_i - m)^2 / sum d_i: divisor N, where some papers take N - 1.

    Source: Schouten, Cobben and Bethlehem (2009), Survey Methodology 35.

    Raises:
        UnusablePropensity: a propensity outside [0, 1] or an unusable weight.

    >>> round(r_indicator([0.2, 0.4, 0.6, 0.8]).R, 3)
    0.553
    """
    rho, d = checked_propensities(propensities, weights)
    return _indicator(weighted_mean(rho, d), weighted_spread(rho, d))


def estimated_r_indicator(
    X: FloatArray,
    responded: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    population: float | None = None,
    replicate_weights: FloatArray | None = None,
    scale: float | FloatArray | None = None,
    confidence: float = 0.95,
) -> RIndicator:
    """Fit propensities by logistic regression and return R corrected for their noise.

    The correction takes from S^2 what estimating the propensities adds to it:
    S^2 <- (1 + 1/n - 1/N) S^2 - (1/n) sum_i z_i' [sum_j z_j x_j']^-1 z_i, z = rho(1 - rho) x.
    Weights enter both sums scaled to add up to n, which is the published formula for equal
    weights. The model is fitted again, and corrected again, in every replicate.

    Args:
        X: covariates known for respondents and non-respondents, with intercept, (n, p).
        responded: 1 for respondents, 0 for the others, (n,).
        weights: base weights (n,), 1 each when left out.
        population: N; the sum of weights when left out.
        replicate_weights: (n, R) base weights of replicates (see `resampled_weights`), for a
            standard error and an interval.
        scale: factor of each squared deviation, (R,) or one number; 1/(R - 1) when left out.
        confidence: level of the interval.

    Source: Shlomo, Skinner and Schouten (2012), Journal of Official Statistics 28.

    Raises:
        OutcomeNotBinary, SeparatedOutcome: the model cannot be fitted.

    >>> X = np.column_stack([np.ones(8), [0, 0, 0, 0, 1, 1, 1, 1]])
    >>> round(estimated_r_indicator(X, [0, 0, 0, 1, 0, 1, 1, 1]).R, 3)
    0.694
    """
    y = binary_outcome(responded, "response")
    d = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    size = float(d.sum()) if weights is not None and population is None else population
    rho = fitted_propensities(X, y, d)
    S = _corrected_spread(X, rho, d, size)
    result = replace(_indicator(weighted_mean(rho, d), S), bias_corrected=True)
    if replicate_weights is None:
        return result
    fits = fitted_propensities(X, y, replicate_weights)
    copies = np.array(
        [
            1 - 2 * _corrected_spread(X, fits[:, r], replicate_weights[:, r], size)
            for r in range(fits.shape[1])
        ]
    )
    factor = 1.0 / (len(copies) - 1) if scale is None else scale
    error = math.sqrt(float(np.sum(factor * (copies - copies.mean()) ** 2)))
    reach = float(ndtri((1 + confidence) / 2)) * error
    return replace(
        result,
        standard_error=error,
        low=max(result.R - reach, result.lower_bound),
        high=min(result.R + reach, 1.0),
    )


def resampled_weights(
    weights: ArrayLike,
    count: int,
    generator: np.random.Generator,
    strata: ArrayLike | None = None,
) -> FloatArray:
    """Return bootstrap weights (n, count): n_h cases drawn with replacement in each stratum.

    For designs with clusters pass the replicate weights of `replicates` instead.

    >>> resampled_weights([2.0, 2.0, 2.0], 4, np.random.default_rng(1)).sum(axis=0)
    array([6., 6., 6., 6.])
    """
    d = np.asarray(weights, dtype=np.float64)
    labels = np.zeros(len(d)) if strata is None else np.asarray(strata)
    copies = np.empty((len(d), count))
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        drawn = generator.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=count)
        copies[rows] = drawn.T * d[rows, None]
    return copies


def _corrected_spread(
    X: FloatArray, rho: FloatArray, d: FloatArray, population: float | None
) -> float:
    n = int((d > 0).sum())
    scaled = d * (n / d.sum())
    noise = _noise(X, rho * (1 - rho), scaled) / n
    finite = 0.0 if population is None else 1 / population
    corrected = (1 + 1 / n - finite) * weighted_spread(rho, d) ** 2 - noise
    return math.sqrt(max(corrected, 0.0))


def _noise(X: FloatArray, slope: FloatArray, d: FloatArray) -> float:
    """sum_i d_i z_i' [sum_j d_j z_j x_j']^-1 z_i with z = slope x, as sum_i slope_i times leverage.

    Columns are brought to one length first: a level that hardly anybody with a doubtful answer has
    would otherwise make a matrix whose inverse is decided by rounding.
    """
    A = np.sqrt(slope * d)[:, None] * X
    length = np.sqrt((A * A).sum(axis=0))
    A = A[:, length > 0] / length[length > 0]
    inverse = np.linalg.pinv(A.T @ A, rcond=_DEPENDENT, hermitian=True)
    leverage = np.einsum("ij,jk,ik->i", A, inverse, A, optimize=True)
    return float(slope @ leverage)


def _indicator(mean: float, S: float) -> RIndicator:
    lowest = 1 - 2 * math.sqrt(mean * (1 - mean))
    return RIndicator(R=1 - 2 * S, mean=mean, S=S, lower_bound=lowest)
