"""Intervals of a proportion from its design variance.

Every method takes the proportion p, its design variance v, the respondents n, all sampled rows of
the domain m (R counts gaps here), the design degrees of freedom and the level, and gives both
limits, NaN where the method has none.

Sources: E. Korn, B. Graubard (1998), Survey Methodology 24, 193-201 (korn-graubard, beta);
E. Wilson (1927), JASA 22, 209-212; C. Clopper, E. Pearson (1934), Biometrika 26, 404-413; L. Brown,
T. Cai, A. DasGupta (2001), Statistical Science 16, 101-133, and C. Franco, R. Little, T. Louis,
E. Slud (2019), J. Survey Statistics and Methodology 7, 334-364 (jeffreys); R `survey::svyciprop`
(logit, xlogit, likelihood, asin, beta, mean).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy import optimize, special

from survey_statistics.arrays import FloatArray
from survey_statistics.errors import UnknownChoice
from survey_statistics.estimation.intervals import t_critical


@dataclass(frozen=True)
class Proportion:
    """What an interval method needs to know of one proportion."""

    p: float
    variance: float
    n: float
    rows: float
    degrees: float
    level: float

    @property
    def critical(self) -> float:
        """Two-sided critical value of t with the design degrees."""
        return float(t_critical(np.array([self.degrees]), self.level)[0])

    @property
    def effective_n(self) -> float:
        """Rows of a simple random sample with this variance; n itself at 0 and 1."""
        spread = self.p * (1 - self.p)
        if self.variance <= 0 or spread <= 0:
            return self.n
        return min(spread / self.variance, LARGEST_N)


LARGEST_N = 1e12
"""A share that calibration fixes has a variance of rounding alone. Above this many rows the inverse
of the beta function loses its digits and then all sense; at it, limits are a millionth apart."""
Limits: TypeAlias = tuple[float, float]
Method: TypeAlias = Callable[[Proportion], Limits]
_NONE: Limits = (float("nan"), float("nan"))


def proportion_limits(method: str, proportions: list[Proportion]) -> tuple[FloatArray, FloatArray]:
    """Limits (k,) of several proportions by the method of that name.

    Raises:
        UnknownChoice: no such method.

    >>> low, high = proportion_limits("korn-graubard", [Proportion(1, 0, 50, 50, 49, 0.95)])
    >>> round(float(low[0]), 4), float(high[0])
    (0.9289, 1.0)
    """
    if method not in METHODS:
        raise UnknownChoice("interval", method, tuple(METHODS))
    pairs = [METHODS[method](item) if item.n > 0 else _NONE for item in proportions]
    return np.array([low for low, _ in pairs]), np.array([high for _, high in pairs])


def korn_graubard(item: Proportion) -> Limits:
    """Clopper-Pearson with the effective sample size, corrected for degrees, never above n."""
    if item.variance <= 0 or not 0 < item.p < 1:
        return _exact(item.p, item.n, item.level)
    return _exact(item.p, min(item.n, _adjusted(item, item.n)), item.level)


def beta(item: Proportion) -> Limits:
    """As Korn and Graubard, without the cap at n (R `method = "beta"`)."""
    if item.variance <= 0 or not 0 < item.p < 1:
        return _NONE
    return _exact(item.p, _adjusted(item, item.rows), item.level)


def clopper_pearson(item: Proportion) -> Limits:
    """Exact binomial limits with the effective sample size, degrees of freedom ignored."""
    return _exact(item.p, item.effective_n, item.level)


def wilson(item: Proportion) -> Limits:
    """Wilson's score limits with the effective sample size and Student's t."""
    n, t2 = item.effective_n, item.critical**2
    centre = (item.p + t2 / (2 * n)) / (1 + t2 / n)
    half = np.sqrt(t2) / (1 + t2 / n) * np.sqrt(item.p * (1 - item.p) / n + t2 / (4 * n * n))
    # At 0 and 1 centre and half-width are one number, which rounding would split.
    low = 0.0 if item.p == 0 else max(centre - half, 0.0)
    high = 1.0 if item.p == 1 else min(centre + half, 1.0)
    return float(low), float(high)


def jeffreys(item: Proportion) -> Limits:
    """Equal tails of the posterior under Jeffreys' prior, with the effective sample size.

    Corrected for degrees as Korn and Graubard's, without their cap. At 0 and 1, where one limit is
    0 or 1 itself, with n.
    """
    is_between = item.variance > 0 and 0 < item.p < 1
    n, tail = _adjusted(item, item.n) if is_between else item.n, (1 - item.level) / 2
    if not n > 0:
        return _NONE
    yes, no = n * item.p + 0.5, n * (1 - item.p) + 0.5
    low = special.betaincinv(yes, no, tail) if item.p > 0 else 0.0
    high = special.betaincinv(yes, no, 1 - tail) if item.p < 1 else 1.0
    return float(min(low, item.p)), float(max(high, item.p))


def logit(item: Proportion) -> Limits:
    """Student's t on the log odds."""
    if not 0 < item.p < 1:
        return _NONE
    half = item.critical * np.sqrt(item.variance) / (item.p * (1 - item.p))
    centre = special.logit(item.p)
    return float(special.expit(centre - half)), float(special.expit(centre + half))


def arcsine(item: Proportion) -> Limits:
    """Student's t on the arcsine of the square root, squared back as R does."""
    if not 0 < item.p < 1:
        return _NONE
    half = item.critical * np.sqrt(item.variance) / (2 * np.sqrt(item.p * (1 - item.p)))
    centre = np.arcsin(np.sqrt(item.p))
    return float(np.sin(centre - half) ** 2), float(np.sin(centre + half) ** 2)


def wald(item: Proportion) -> Limits:
    """Student's t on the proportion itself, which may leave 0 to 1."""
    half = item.critical * np.sqrt(item.variance)
    return float(item.p - half), float(item.p + half)


def likelihood(item: Proportion) -> Limits:
    """Profile of the binomial log likelihood, scaled by the design effect (Rao and Scott).

    The limits p' solve 2 n_eff (n - 1) / n [l(p) - l(p')] = t^2 with n_eff = p (1 - p) / v and
    n / (n - 1) the dispersion, as R has it (R then interpolates the profile by a spline).
    """
    if item.variance <= 0 or not 0 < item.p < 1 or item.n < 2:
        return _NONE
    p, target = item.p, item.critical**2 / (2 * item.effective_n) * item.n / (item.n - 1)

    def excess(q: float) -> float:
        return float(special.rel_entr(p, q) + special.rel_entr(1 - p, 1 - q)) - target

    low, high = np.finfo(float).tiny, 1 - np.finfo(float).epsneg
    # Where even the edge of what a number can hold is not far enough, the limit is the end itself.
    if excess(low) > 0:
        low = optimize.brentq(excess, low, p, xtol=1e-15, rtol=1e-14)
    if excess(high) > 0:
        high = optimize.brentq(excess, p, high, xtol=1e-15, rtol=1e-14)
    return float(low), float(high)


def _adjusted(item: Proportion, rows: float) -> float:
    """Effective sample size times the squared ratio of the t values (Korn and Graubard)."""
    quantiles = t_critical(np.array([rows - 1, item.degrees]), item.level)
    return item.effective_n * float(quantiles[0] / quantiles[1]) ** 2


def _exact(p: float, n: float, level: float) -> Limits:
    if not n > 0:
        return _NONE
    tail, hits = (1 - level) / 2, n * p
    low = special.betaincinv(hits, n - hits + 1, tail) if hits > 0 else 0.0
    high = special.betaincinv(hits + 1, n - hits, 1 - tail) if p < 1 else 1.0
    return float(low), float(high)


METHODS: dict[str, Method] = {
    "korn-graubard": korn_graubard,
    "clopper-pearson": clopper_pearson,
    "wilson": wilson,
    "jeffreys": jeffreys,
    "logit": logit,
    "beta": beta,
    "xlogit": logit,
    "likelihood": likelihood,
    "asin": arcsine,
    "mean": wald,
}
