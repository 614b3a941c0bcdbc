"""Rounding as protection: to the nearest multiple of a base, or at random without bias.

Source: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.disclosure.errors import UnusableRule


def round_to_base(values: ArrayLike, base: float) -> FloatArray:
    """Round to the nearest multiple of `base`, halves away from zero.

    Values may have any shape. Margins are rounded on their own, so a rounded table need not
    add up: say so below it.

    Raises:
        UnusableRule: a base that is not above 0.

    >>> round_to_base([2, 3, 7.5, 12], base=5)
    array([ 0.,  5., 10., 10.])
    """
    x = _checked_base(values, base)
    return np.sign(x) * np.floor(np.abs(x) / base + 0.5) * base


def random_round(values: ArrayLike, base: float, generator: np.random.Generator) -> FloatArray:
    """Round up or down to a multiple of `base` so that the expected value is the value itself.

    Values may have any shape. Multiples of the base stay. Publish one rounding only: several of
    them average out.

    Source: Nargundkar and Saveland (1972); Hundepool et al. (2012), 5.4.

    Raises:
        UnusableRule: a base that is not above 0.

    >>> random_round([10.0, 15.0], 5, np.random.default_rng(1))
    array([10., 15.])
    """
    x = _checked_base(values, base)
    below = np.floor(x / base)
    chance = x / base - below
    rounded: FloatArray = (below + (generator.random(x.shape) < chance)) * base
    return rounded


def _checked_base(values: ArrayLike, base: float) -> FloatArray:
    if not 0 < base < np.inf:
        raise UnusableRule(f"The base is {base}; it must be a number above 0.")
    return np.asarray(values, dtype=np.float64)
