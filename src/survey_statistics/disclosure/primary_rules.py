"""Which cells are sensitive in themselves: threshold, dominance (n, k), p-ratio.

Source: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.disclosure.errors import UnusableRule, UnusableTable


@dataclass(frozen=True, eq=False)
class Sensitive:
    """Sensitive cells and the protection they need.

    Attributes:
        cells: which cells are sensitive, in the shape of the table.
        width: least width of the interval an attacker may be left with, 0 where not sensitive.
    """

    cells: BoolArray
    width: FloatArray


def below_threshold(counts: ArrayLike, threshold: int, *, zeros: bool = False) -> Sensitive:
    """Mark cells with fewer than `threshold` people; the interval must be as wide as that.

    Args:
        counts: number of people by cell, any shape.
        threshold: least number that may be published, 2 or more.
        zeros: whether an empty cell is sensitive too.

    Raises:
        UnusableRule: a threshold below 2.
        UnusableTable: a negative or missing count.

    >>> below_threshold([12, 3, 0], threshold=5).cells
    array([False,  True, False])
    """
    n = _checked(counts)
    if threshold < 2:
        raise UnusableRule(f"The threshold is {threshold}; below 2 it protects nobody.")
    cells: BoolArray = (n < threshold) & ((n > 0) | zeros)
    return Sensitive(cells, np.where(cells, float(threshold), 0.0))


def dominated(
    contributions: ArrayLike, cell: ArrayLike, n: int, k: float, cells: int | None = None
) -> Sensitive:
    """Mark cells whose n largest contributors make up more than k per cent (dominance rule).

    With T_n the sum of the n largest and T the total, the interval must be T_n 100/k - T wide:
    a total of T_n 100/k would not be sensitive.

    Args:
        contributions: amount of each contributor, from 0 up, (m,).
        cell: cell of each contributor, 0 to cells - 1, (m,).
        n: number of largest contributors.
        k: per cent, above 0 and below 100.
        cells: number of cells; as many as occur when left out.

    Source: Hundepool et al. (2012), Statistical Disclosure Control, 4.2.

    Raises:
        UnusableRule, UnusableTable.

    >>> dominated([90, 5, 5, 30, 40, 30], [0, 0, 0, 1, 1, 1], n=1, k=80).cells
    array([ True, False])
    """
    if n < 1 or not 0 < k < 100:
        raise UnusableRule(f"The dominance rule ({n}, {k}) needs n from 1 and k in (0, 100).")
    total, top = _totals_and_largest(contributions, cell, n, cells)
    largest = top.sum(axis=1)
    marked: BoolArray = (total > 0) & (largest > k / 100 * total)
    return Sensitive(marked, np.where(marked, largest * 100 / k - total, 0.0))


def p_ratio(
    contributions: ArrayLike, cell: ArrayLike, p: float, cells: int | None = None
) -> Sensitive:
    """Mark cells whose second contributor can estimate the first to within p per cent.

    Sensitive when T - x_1 - x_2 < p/100 x_1; the interval must be p/100 x_1 - (T - x_1 - x_2)
    wide.

    Args:
        contributions: amount of each contributor, from 0 up, (m,).
        cell: cell of each contributor, 0 to cells - 1, (m,).
        p: per cent, above 0.
        cells: number of cells; as many as occur when left out.

    Source: Hundepool et al. (2012), Statistical Disclosure Control, 4.2 (p% rule).

    Raises:
        UnusableRule, UnusableTable.

    >>> p_ratio([90, 8, 2, 30, 40, 30], [0, 0, 0, 1, 1, 1], p=10).cells
    array([ True, False])
    """
    if p <= 0:
        raise UnusableRule(f"The p-ratio rule has p = {p}; it must be above 0.")
    total, top = _totals_and_largest(contributions, cell, 2, cells)
    rest = total - top.sum(axis=1)
    need = p / 100 * top[:, 0] - rest
    marked: BoolArray = (total > 0) & (need > 0)
    return Sensitive(marked, np.where(marked, need, 0.0))


def _totals_and_largest(
    contributions: ArrayLike, cell: ArrayLike, n: int, cells: int | None
) -> tuple[FloatArray, FloatArray]:
    x, code = _checked(contributions), np.asarray(cell, dtype=np.int64)
    if len(x) != len(code):
        raise UnusableTable(f"There are {len(x)} contributions and {len(code)} cells.")
    count = (int(code.max()) + 1 if len(code) else 0) if cells is None else cells
    total: FloatArray = np.bincount(code, weights=x, minlength=count).astype(np.float64)
    order = np.lexsort((-x, code))
    starts = np.searchsorted(code[order], np.arange(count))
    rank = np.arange(len(x)) - starts[code[order]]
    top = np.zeros((count, n))
    leading = rank < n
    top[code[order][leading], rank[leading]] = x[order][leading]
    return total, top


def _checked(values: ArrayLike) -> FloatArray:
    x = np.asarray(values, dtype=np.float64)
    if not np.isfinite(x).all() or (x < 0).any():
        raise UnusableTable("Cells and contributions must be numbers from 0 up.")
    return x
