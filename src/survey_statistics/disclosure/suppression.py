"""Complementary suppression: which other cells must go so that sums do not give a cell back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.optimize import linprog

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.disclosure.additive_table import AdditiveTable
from survey_statistics.disclosure.attacker import Feasible, attack
from survey_statistics.disclosure.errors import UnprotectableTable, UnusableTable
from survey_statistics.disclosure.primary_rules import Sensitive

# An interval a rounding error short of the width asked for counts as that wide.
_TOLERANCE = 1e-6
_MOVED = 1e-7


@dataclass(frozen=True, eq=False)
class Suppressed:
    """A table ready to publish.

    Attributes:
        primary: sensitive cells.
        complementary: other cells withheld to protect them.
        published: the table with NaN where withheld.
        table: the true table.
    """

    primary: BoolArray
    complementary: BoolArray
    published: FloatArray
    table: AdditiveTable

    @property
    def cells(self) -> BoolArray:
        """All cells withheld."""
        withheld: BoolArray = self.primary | self.complementary
        return withheld

    @cached_property
    def feasible(self) -> Feasible:
        """What an attacker can conclude."""
        return attack(self.table, self.cells)


def suppress(
    table: AdditiveTable, sensitive: Sensitive, *, cost: ArrayLike | None = None
) -> Suppressed:
    """Withhold cells until no sensitive one can be narrowed below the width it needs.

    Sensitive cells are taken one by one, the one in most need first; a linear program finds the
    cheapest cells through which its value could move up and down far enough with every sum
    kept. The attacker then checks the whole, and cells still too narrow go round again. What
    was opened for one cell may be needless once others are open: at the end each complementary
    cell, the dearest first, is published again if the attacker gains nothing by it. The
    attacker may know that nothing is negative; he is not a contributor to a cell himself.

    Args:
        table: the table with its sums.
        sensitive: from a primary rule, in the shape of `table.values` (sums included).
        cost: of withholding each cell, above 0; log(2 + value) when left out.

    Source: Kelly, Golden and Assad (1992), Networks 22; Castro (2012), European Journal of
    Operational Research 216.

    Raises:
        UnusableTable: masks or costs of another shape.
        UnprotectableTable: no pattern is enough.

    >>> from survey_statistics.disclosure.additive_table import additive_table
    >>> from survey_statistics.disclosure.primary_rules import below_threshold
    >>> table = additive_table([[2, 20, 30], [40, 50, 60], [70, 80, 90]])
    >>> result = suppress(table, below_threshold(table.values, 5))
    >>> int(result.complementary.sum()), bool(result.feasible.width[0, 0] >= 5)
    (3, True)
    """
    shape = table.values.shape
    price = np.log(2.0 + table.values) if cost is None else np.asarray(cost, dtype=np.float64)
    if sensitive.cells.shape != shape or price.shape != shape or (price <= 0).any():
        raise UnusableTable(f"Marks and costs above 0 are needed for all cells, {shape}.")
    hidden = sensitive.cells.copy()
    while True:
        found = attack(table, hidden, sensitive.cells)
        short = sensitive.cells & (found.width < sensitive.width - _TOLERANCE)
        if not short.any():
            break
        before = int(hidden.sum())
        for place in _by_need(short, sensitive.width - found.width):
            _open_ways(table, hidden, place, float(sensitive.width.ravel()[place]), price)
        if int(hidden.sum()) == before:
            raise UnprotectableTable("No further cell can protect the sensitive ones.")
    _give_back(table, hidden, sensitive, price)
    return Suppressed(
        primary=sensitive.cells,
        complementary=hidden & ~sensitive.cells,
        published=np.where(hidden, np.nan, table.values),
        table=table,
    )


def _give_back(
    table: AdditiveTable, hidden: BoolArray, sensitive: Sensitive, price: FloatArray
) -> None:
    """Take from `hidden` the complementary cells that the protection does not need."""
    extra = np.flatnonzero((hidden & ~sensitive.cells).ravel())
    cells = hidden.reshape(-1)
    for place in extra[np.argsort(-price.ravel()[extra], kind="stable")]:
        cells[place] = False
        found = attack(table, hidden, sensitive.cells)
        if (found.width < sensitive.width - _TOLERANCE)[sensitive.cells].any():
            cells[place] = True


def _by_need(short: BoolArray, need: FloatArray) -> list[int]:
    places = np.flatnonzero(short.ravel())
    order = np.argsort(-need.ravel()[places], kind="stable")
    return [int(place) for place in places[order]]


def _open_ways(
    table: AdditiveTable, hidden: BoolArray, place: int, width: float, price: FloatArray
) -> None:
    """Add to `hidden` the cheapest cells that let one cell move over `width`."""
    down = min(float(table.values.ravel()[place]), width / 2)
    for step in (down, -(width - down)):
        if step == 0:
            continue
        moved = _cheapest_move(table, hidden, place, -step, price)
        hidden |= moved.reshape(hidden.shape)


def _cheapest_move(
    table: AdditiveTable, hidden: BoolArray, place: int, step: float, price: FloatArray
) -> BoolArray:
    """Return the cells that change in the cheapest change of one cell by `step`."""
    values = table.values.ravel()
    m = len(values)
    free = hidden.ravel()
    cost = np.where(free, 0.0, price.ravel())
    upper = np.concatenate([np.full(m, np.inf), values])
    lower = np.zeros(2 * m)
    # Rise and fall of the cell itself are fixed: one is the step, the other nothing.
    lower[place] = upper[place] = max(step, 0.0)
    lower[m + place] = upper[m + place] = max(-step, 0.0)
    result = linprog(
        np.concatenate([cost, cost]),
        A_eq=sparse.hstack([table.relations, -table.relations], format="csr"),
        b_eq=np.zeros(table.relations.shape[0]),
        bounds=np.column_stack([lower, upper]),
        method="highs",
    )
    if not result.success:
        raise UnprotectableTable(f"Cell {place} cannot be protected: {result.message}")
    moved: BoolArray = np.abs(result.x[:m] - result.x[m:]) > _MOVED
    return moved
