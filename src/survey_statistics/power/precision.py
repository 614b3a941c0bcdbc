"""How many answers a given half-width of the interval needs, and what half-width they buy.

Source: W. Cochran (1977), Sampling Techniques, 3rd ed., ch. 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from survey_statistics.power.design_effects import invited_for
from survey_statistics.power.errors import LARGEST, UnreachablePrecision, between, positive


@dataclass(frozen=True)
class SampleSize:
    """A sample size with what it follows from.

    Attributes:
        exact: number of answers before rounding.
        completes: answers needed, rounded up.
        invited: units to draw, given the expected response, rounded up.
    """

    exact: float
    completes: int
    invited: int


def size_for_proportion(
    half_width: float,
    proportion: float = 0.5,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    population: float | None = None,
    response_rate: float = 1.0,
) -> SampleSize:
    """Return the sample whose interval for a proportion is +/- `half_width`.

    n0 = deff z^2 p(1-p) / d^2, and with a population N, n = n0 / (1 + (n0 - 1)/N).

    Source: Cochran (1977), 4.4.

    Raises:
        UnusableAssumption: naming the assumption.

    >>> size_for_proportion(0.05).completes
    385
    >>> size_for_proportion(0.05, population=1000, response_rate=0.5).invited
    556
    """
    between("The proportion", proportion, 0, 1)
    between("The half-width", half_width, 0, 1)
    return size_for_mean(
        half_width,
        _deviation(proportion, population),
        confidence=confidence,
        design_effect=design_effect,
        population=population,
        response_rate=response_rate,
    )


def size_for_mean(
    half_width: float,
    standard_deviation: float,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    population: float | None = None,
    response_rate: float = 1.0,
) -> SampleSize:
    """Return the sample whose interval for a mean is +/- `half_width`, in units of the variable.

    n0 = deff z^2 S^2 / d^2, and with a population N, n = n0 / (1 + n0/N).

    Raises:
        UnusableAssumption: naming the assumption.
        UnreachablePrecision: no population holds that many.

    >>> size_for_mean(1.0, 10.0).completes
    385
    """
    z = _quantile(confidence)
    positive("The half-width", half_width)
    positive("The standard deviation", standard_deviation)
    positive("The design effect", design_effect)
    ratio = z * standard_deviation / half_width
    exact = design_effect * ratio * ratio
    if exact > LARGEST:
        raise UnreachablePrecision(f"A half-width of {half_width:g} needs more answers than exist.")
    if population is not None:
        exact = exact / (1 + exact / positive("The population", population))
    completes = rounded_up(exact)
    return SampleSize(exact, completes, rounded_up(invited_for(completes, response_rate)))


def half_width_of_proportion(
    answers: float,
    proportion: float = 0.5,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    population: float | None = None,
) -> float:
    """Return the half-width that `answers` buy for a proportion.

    Raises:
        UnusableAssumption: naming the assumption.
        UnreachablePrecision: more answers than the population holds.

    >>> round(half_width_of_proportion(385), 4)
    0.0499
    """
    between("The proportion", proportion, 0, 1)
    return half_width_of_mean(
        answers,
        _deviation(proportion, population),
        confidence=confidence,
        design_effect=design_effect,
        population=population,
    )


def half_width_of_mean(
    answers: float,
    standard_deviation: float,
    *,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    population: float | None = None,
) -> float:
    """Return the half-width that `answers` buy for a mean, in units of the variable.

    Raises:
        UnusableAssumption: naming the assumption.
        UnreachablePrecision: more answers than the population holds.

    >>> round(half_width_of_mean(100, 10.0), 4)
    1.96
    """
    z = _quantile(confidence)
    variance = positive("The design effect", design_effect) * standard_deviation**2
    variance /= positive("The number of answers", answers)
    if population is not None:
        if answers > population:
            raise UnreachablePrecision(
                f"{answers:g} answers were given for a population of {population:g}."
            )
        variance *= 1 - answers / population
    return float(z * math.sqrt(variance))


def _deviation(proportion: float, population: float | None) -> float:
    """Return S of a 0/1 variable; in a population of N the divisor is N - 1."""
    variance = proportion * (1 - proportion)
    if population is not None and population > 1:
        variance *= population / (population - 1)
    return math.sqrt(variance)


def _quantile(confidence: float) -> float:
    return float(ndtri((1 + between("The confidence", confidence, 0, 1)) / 2))


def rounded_up(number: float) -> int:
    """Round up, a rounding error above a whole number counting as that number.

    >>> rounded_up(384.0000000001), rounded_up(384.1)
    (384, 385)
    """
    return math.ceil(number - 1e-9 * max(1.0, abs(number)))
