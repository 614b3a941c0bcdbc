"""Disclosure control of sums of amounts: enough people with an amount, and none who makes it up.

A nought adds nothing to a sum, so those with nothing hide nobody: the threshold counts those who
have an amount. Source: Hundepool et al. (2012), Statistical Disclosure Control, 4.2.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_statistics.disclosure import dominated, p_ratio
from survey_statistics.results import Estimate
from tequio.domain.studies.analysis.content import Content, withheld

Floats = NDArray[np.float64]
DOMINANT: Final = 80.0  # per cent of a sum that one contributor may not exceed
NEAR: Final = 10.0  # per cent to within which the second may not know the first


def contributors(amounts: Floats) -> int:
    """How many have an amount at all.

    >>> contributors(np.array([0.0, 5.0, -2.0]))
    2
    """
    return int(np.count_nonzero(amounts))


def tells_few(amounts: Floats, threshold: int) -> bool:
    """Whether the sum or the mean of known amounts tells what few people have.

    >>> tells_few(np.array([0.0] * 90 + [5.0] * 3), 10)
    True
    >>> tells_few(np.array([5.0] * 12), 10), tells_few(np.array([5.0] * 12 + [1000.0]), 10)
    (False, True)
    """
    held = np.abs(amounts[amounts != 0])
    if not len(held):
        return False
    cell = np.zeros(len(held), dtype=np.int64)
    is_of_one = dominated(held, cell, 1, DOMINANT).cells[0] or p_ratio(held, cell, NEAR).cells[0]
    return len(held) < threshold or bool(is_of_one)


def with_contributors(found: Content, held: Floats, threshold: int) -> Content:
    """A mean or sum of known amounts with how many have one; withheld where it tells of few."""
    if tells_few(held, threshold):
        return withheld({**found, "contributors": None})
    have = contributors(held)
    is_shown = not 0 < len(held) - have < threshold  # else it tells the few who have nothing
    return {**found, "contributors": have if is_shown else None}


def contributing(one: Content) -> Content:
    """How many have an amount, for a row of a chart of amounts."""
    return {"contributors": one["contributors"]} if "contributors" in one else {}


def above_nothing(found: Estimate, values: Floats) -> Estimate:
    """The interval of a mean or sum of amounts: none of them is below nothing."""
    if found.low is None or (values < 0).any():
        return found
    return replace(found, low=max(found.low, 0.0))
