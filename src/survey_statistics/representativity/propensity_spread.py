"""Weighted mean and spread of response propensities."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.errors import SurveyError


class UnusablePropensity(SurveyError):
    """A propensity is outside [0, 1], or a weight is negative, missing or all zero."""


def checked_propensities(
    propensities: ArrayLike, weights: ArrayLike | None
) -> tuple[FloatArray, FloatArray]:
    """Return propensities and weights as floats (n,), weights 1 when left out.

    Raises:
        UnusablePropensity: naming the row.
    """
    rho = np.asarray(propensities, dtype=np.float64)
    d = np.ones(len(rho)) if weights is None else np.asarray(weights, dtype=np.float64)
    if len(d) != len(rho):
        raise UnusablePropensity(f"There are {len(rho)} propensities and {len(d)} weights.")
    bad = ~((rho >= 0) & (rho <= 1))
    if bad.any():
        row = int(np.argmax(bad))
        raise UnusablePropensity(f"The propensity in row {row + 1} is {rho[row]}; give 0 to 1.")
    wrong = ~(np.isfinite(d) & (d >= 0))
    if wrong.any() or not d.any():
        raise UnusablePropensity("Weights must be numbers from 0 up, not all of them 0.")
    return rho, d


def weighted_mean(values: FloatArray, d: FloatArray) -> float:
    """Return sum d v / sum d.

    >>> weighted_mean(np.array([1.0, 4.0]), np.array([2.0, 1.0]))
    2.0
    """
    return float(values @ d / d.sum())


def weighted_spread(values: FloatArray, d: FloatArray) -> float:
    """Return sqrt(sum d (v - mean)^2 / sum d).

    >>> weighted_spread(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    1.0
    """
    return math.sqrt(float(((values - weighted_mean(values, d)) ** 2) @ d / d.sum()))
