"""The three families of models, each with its canonical link.

Source: P. McCullagh, J. Nelder (1989), Generalized Linear Models, 2nd ed., ch. 2.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from survey_statistics.arrays import FloatArray, dot
from survey_statistics.errors import OutOfRange, UnknownChoice

# The exponential of a larger number is not finite.
_LARGEST = 700.0

Curve = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Family:
    """A mean-variance model with canonical link.

    Attributes:
        name: linear, logistic or poisson.
        inverse_link: Linear predictor to mean.
        slope: Variance as a function of the mean, which is also the derivative of the mean by the
            linear predictor.
        start: A first linear predictor from outcome and weights.
        deviance: Of means given outcome and weights.
        allowed: What outcomes may be, for messages; with `is_allowed` the check.
        exact: Whether one weighted least squares step solves it.
    """

    name: str
    inverse_link: Curve
    slope: Curve
    start: Callable[[FloatArray, FloatArray], FloatArray]
    deviance: Callable[[FloatArray, FloatArray, FloatArray], float]
    allowed: str
    is_allowed: Callable[[FloatArray], bool]
    exact: bool


def family(name: str) -> Family:
    """The family of that name; raises `UnknownChoice`.

    >>> family("logistic").inverse_link(np.array([0.0])).tolist()
    [0.5]
    """
    if name not in FAMILIES:
        raise UnknownChoice("family", name, tuple(FAMILIES))
    return FAMILIES[name]


def refuse_outcomes(chosen: Family, column: str, y: FloatArray) -> None:
    """Raise `OutOfRange` if an outcome does not suit the family."""
    if not chosen.is_allowed(y):
        outside = y[(y < 0) | (y > 1)] if chosen.name == "logistic" else y[y < 0]
        raise OutOfRange(column, float(outside[0]), chosen.allowed)


def _identity(eta: FloatArray) -> FloatArray:
    return eta


def _logistic(eta: FloatArray) -> FloatArray:
    # Exponentials of whole arrays are several times faster than `expit`, number by number.
    mu = np.negative(eta)
    np.minimum(mu, _LARGEST, out=mu)
    np.exp(mu, out=mu)
    mu += 1.0
    return np.divide(1.0, mu, out=mu)


def _logistic_start(y: FloatArray, w: FloatArray) -> FloatArray:
    """Logit of (w y + 1/2) / (w + 1)."""
    upper = w * y
    lower = w - upper
    upper += 0.5
    lower += 0.5
    upper /= lower
    return np.log(upper, out=upper)


def _binomial_variance(mu: FloatArray) -> FloatArray:
    # R keeps the slope above rounding so that the working outcome stays finite.
    return np.maximum(mu * (1 - mu), np.finfo(float).eps)


def _exponential(eta: FloatArray) -> FloatArray:
    return np.maximum(np.exp(np.minimum(eta, _LARGEST)), np.finfo(float).eps)


def _squares(y: FloatArray, mu: FloatArray, w: FloatArray) -> float:
    return dot(w, (y - mu) ** 2)


def _binomial_deviance(y: FloatArray, mu: FloatArray, w: FloatArray) -> float:
    if ((y == 0) | (y == 1)).all():
        # The mean where y is 1, its complement where y is 0: one logarithm a row.
        chance = 1 - y
        chance -= mu
        np.abs(chance, out=chance)
        with np.errstate(divide="ignore"):  # a mean of exactly 0 or 1 missed: infinitely unlikely
            return -2 * dot(w, np.log(chance, out=chance))
    return 2 * dot(w, special.rel_entr(y, mu) + special.rel_entr(1 - y, 1 - mu))


def _poisson_deviance(y: FloatArray, mu: FloatArray, w: FloatArray) -> float:
    return 2 * dot(w, special.rel_entr(y, mu) - (y - mu))


FAMILIES: dict[str, Family] = {
    "linear": Family(
        name="linear",
        inverse_link=_identity,
        slope=np.ones_like,
        start=lambda y, w: y,
        deviance=_squares,
        allowed="any number",
        is_allowed=lambda y: True,
        exact=True,
    ),
    "logistic": Family(
        name="logistic",
        inverse_link=_logistic,
        slope=_binomial_variance,
        start=_logistic_start,
        deviance=_binomial_deviance,
        allowed="a value from 0 to 1",
        is_allowed=lambda y: bool(((y >= 0) & (y <= 1)).all()),
        exact=False,
    ),
    "poisson": Family(
        name="poisson",
        inverse_link=_exponential,
        slope=_identity,
        start=lambda y, w: np.asarray(np.log(y + 0.1)),
        deviance=_poisson_deviance,
        allowed="a value of 0 or more",
        is_allowed=lambda y: bool((y >= 0).all()),
        exact=False,
    ),
}
