"""Distances between weights before and after: how far a factor g may follow the model u."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.errors import OutOfRange

# exp overflows beyond 709; a factor of e^500 is already far outside any calibration.
_LARGEST_EXPONENT = 500.0


class Distance(Protocol):
    """The factor g(u) that minimises a distance, with its slope. g(0) = 1 and g'(0) = 1."""

    @property
    def name(self) -> str:
        """Name of the method in messages and histories."""
        ...

    def factor(self, u: FloatArray) -> FloatArray:
        """Weight after over weight before, for the linear predictor u."""
        ...

    def slope(self, u: FloatArray) -> FloatArray:
        """Derivative of the factor."""
        ...


@dataclass(frozen=True)
class TruncatedLinear:
    """g = 1 + u, cut off at the bounds (Deville and Särndal 1992, case 7).

    >>> TruncatedLinear(0.5, 2.0).factor(np.array([-0.9, 0.2, 5.0])).tolist()
    [0.5, 1.2, 2.0]
    """

    lower: float = -np.inf
    upper: float = np.inf

    def __post_init__(self) -> None:
        """Refuse bounds that leave no room for a factor of 1."""
        refuse_bounds(self.lower, self.upper)

    @property
    def name(self) -> str:
        """Name of the method in messages and histories."""
        return "truncated linear calibration"

    def factor(self, u: FloatArray) -> FloatArray:
        """Weight after over weight before."""
        return np.clip(1 + u, self.lower, self.upper)

    def slope(self, u: FloatArray) -> FloatArray:
        """One between the bounds, zero outside."""
        return _inside(1 + u, self.lower, self.upper).astype(np.float64)


@dataclass(frozen=True)
class Exponential:
    """g = exp(u): the distance of raking, cut off at the bounds if there are any.

    >>> Exponential().factor(np.array([0.0])).tolist()
    [1.0]
    """

    lower: float = 0.0
    upper: float = np.inf

    def __post_init__(self) -> None:
        """Refuse bounds that leave no room for a factor of 1."""
        refuse_bounds(self.lower, self.upper)

    @property
    def name(self) -> str:
        """Name of the method in messages and histories."""
        return "raking calibration"

    def factor(self, u: FloatArray) -> FloatArray:
        """Weight after over weight before."""
        return np.clip(_exp(u), self.lower, self.upper)

    def slope(self, u: FloatArray) -> FloatArray:
        """The factor itself between the bounds, zero outside."""
        g = _exp(u)
        return np.where(_inside(g, self.lower, self.upper), g, 0.0)


@dataclass(frozen=True)
class Logit:
    """g follows a logistic curve between the bounds (Deville and Särndal 1992, case 6).

    >>> Logit(0.5, 2.0).factor(np.array([-50.0, 0.0, 50.0])).round(6).tolist()
    [0.5, 1.0, 2.0]
    """

    lower: float
    upper: float

    def __post_init__(self) -> None:
        """Refuse bounds that leave no room for a factor of 1, or that are infinite."""
        refuse_bounds(self.lower, self.upper)
        for side, bound in (("lower bound", self.lower), ("upper bound", self.upper)):
            if not np.isfinite(bound):
                raise OutOfRange(side, bound, "a finite number")

    @property
    def name(self) -> str:
        """Name of the method in messages and histories."""
        return "logit calibration"

    def factor(self, u: FloatArray) -> FloatArray:
        """Weight after over weight before."""
        L, U = self.lower, self.upper
        e = _exp(self._steepness * u)
        return (L * (U - 1) + U * (1 - L) * e) / (U - 1 + (1 - L) * e)

    def slope(self, u: FloatArray) -> FloatArray:
        """Derivative of the logistic curve."""
        g = self.factor(u)
        return self._steepness * (g - self.lower) * (self.upper - g) / (self.upper - self.lower)

    @property
    def _steepness(self) -> float:
        return (self.upper - self.lower) / ((self.upper - 1) * (1 - self.lower))


def refuse_bounds(lower: float, upper: float) -> None:
    """Raise `OutOfRange` unless lower < 1 < upper."""
    if not lower < 1:
        raise OutOfRange("lower bound", lower, "a factor below 1")
    if not upper > 1:
        raise OutOfRange("upper bound", upper, "a factor above 1")


def _exp(u: FloatArray) -> FloatArray:
    return np.asarray(np.exp(np.minimum(u, _LARGEST_EXPONENT)))


def _inside(g: FloatArray, lower: float, upper: float) -> BoolArray:
    return np.asarray((g > lower) & (g < upper))
