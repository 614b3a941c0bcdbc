"""Intervals of an estimate from its standard error, by Student's t with design degrees."""

import numpy as np
from scipy import special

from survey_statistics.arrays import FloatArray
from survey_statistics.errors import OutOfRange


def t_limits(
    values: FloatArray, errors: FloatArray, degrees: FloatArray, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Limits (k,) of intervals by Student's t; NaN where no degree of freedom is left.

    >>> low, high = t_limits(np.array([10.0]), np.array([1.0]), np.array([10.0]))
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (7.7719, 12.2281)
    """
    half = t_critical(degrees, level) * errors
    return values - half, values + half


def t_critical(degrees: FloatArray, level: float) -> FloatArray:
    """Two-sided critical values (k,) of t; normal for infinite degrees, NaN for none left."""
    refuse_level(level)
    usable = np.where(degrees > 0, degrees, np.nan)
    finite = np.isfinite(usable)
    critical = special.stdtrit(np.where(finite, usable, 1.0), 0.5 + level / 2)
    normal = special.ndtri(0.5 + level / 2)
    return np.asarray(np.where(finite, critical, np.where(np.isposinf(usable), normal, np.nan)))


def refuse_level(level: float) -> None:
    """Raise `OutOfRange` unless the confidence level is between 0 and 1."""
    if not 0 < level < 1:
        raise OutOfRange("level", level, "a number between 0 and 1 (0.95 is usual)")
