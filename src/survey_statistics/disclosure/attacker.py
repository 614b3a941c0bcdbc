"""The attacker: what the published cells leave possible for the suppressed ones.

For each cell two linear programs, its least and its largest value given every published cell,
every sum and that nothing is negative. All programs of a table are solved as one, block by
block, which is much faster than one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.optimize import linprog

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.disclosure.additive_table import AdditiveTable
from survey_statistics.disclosure.errors import UnusableTable

# Programs solved as one: larger blocks cost the solver more than the calls they save.
_BLOCK_VARIABLES = 1_000


@dataclass(frozen=True, eq=False)
class Feasible:
    """What an attacker can conclude, in the shape of the table.

    Attributes:
        low: least value each cell can have; the value itself where published.
        high: largest value, infinite where nothing limits it.
    """

    low: FloatArray
    high: FloatArray

    @property
    def width(self) -> FloatArray:
        """High minus low: 0 is exact disclosure."""
        return self.high - self.low


def attack(
    table: AdditiveTable, suppressed: ArrayLike, targets: ArrayLike | None = None
) -> Feasible:
    """Return the feasible interval of every suppressed cell.

    Args:
        table: the true table with its sums.
        suppressed: cells that are not published, in the shape of the table.
        targets: suppressed cells to attack; all of them when left out (the others keep an
            interval of width 0).

    Source: Fischetti and Salazar (2001), Management Science 47.

    Raises:
        UnusableTable: masks of another shape.

    >>> from survey_statistics.disclosure.additive_table import additive_table
    >>> table = additive_table([[1, 9], [8, 7]])
    >>> hidden = [[True, True, False], [True, True, False], [False, False, False]]
    >>> found = attack(table, hidden)
    >>> float(found.low[0, 0]), float(found.high[0, 0])
    (0.0, 9.0)
    """
    hidden = _mask(table, suppressed)
    wanted = hidden if targets is None else _mask(table, targets) & hidden
    low, high = table.values.ravel().copy(), table.values.ravel().copy()
    variables = np.flatnonzero(hidden.ravel())
    goals = np.flatnonzero(wanted.ravel()[variables])
    if goals.size:
        found = _extremes(table, variables, goals)
        low[variables[goals]], high[variables[goals]] = found
    shape = table.values.shape
    return Feasible(low.reshape(shape), high.reshape(shape))


def _extremes(
    table: AdditiveTable, variables: NDArray[np.intp], goals: NDArray[np.intp]
) -> tuple[FloatArray, FloatArray]:
    truth = table.values.ravel()[variables]
    ties = table.relations[:, variables]
    ties = ties[np.flatnonzero(np.diff(ties.indptr))]
    # Beyond this a cell is limited by nothing that was published.
    beyond = 10.0 * (float(np.abs(table.values).max()) + 1.0) * (1 + len(variables))
    per_call = max(1, _BLOCK_VARIABLES // (2 * len(variables)))
    lows, highs = [], []
    for start in range(0, len(goals), per_call):
        part = goals[start : start + per_call]
        solution = _solve(ties, truth, part, beyond)
        pick = solution.reshape(2, len(part), len(variables))
        lows.append(pick[0, np.arange(len(part)), part])
        highs.append(pick[1, np.arange(len(part)), part])
    high = np.concatenate(highs)
    return np.maximum(np.concatenate(lows), 0.0), np.where(high > beyond / 2, np.inf, high)


def _solve(
    ties: sparse.csr_array, truth: FloatArray, goals: NDArray[np.intp], beyond: float
) -> FloatArray:
    """Return one solution (2 x goals x variables): each goal at its least, then its largest."""
    copies, k = 2 * len(goals), len(truth)
    cost = np.zeros((2, len(goals), k))
    cost[0, np.arange(len(goals)), goals] = 1.0
    cost[1, np.arange(len(goals)), goals] = -1.0
    result = linprog(
        cost.ravel(),
        A_eq=sparse.kron(sparse.eye_array(copies), ties, format="csr"),
        b_eq=np.tile(ties @ truth, copies),
        bounds=(0.0, beyond),
        method="highs",
    )
    if not result.success:
        raise UnusableTable(f"The table does not add up: {result.message}")
    solution: FloatArray = result.x
    return solution


def _mask(table: AdditiveTable, cells: ArrayLike) -> BoolArray:
    mask = np.asarray(cells, dtype=np.bool_)
    if mask.shape != table.values.shape:
        raise UnusableTable(f"Cells are marked as {mask.shape}; give {table.values.shape}.")
    return mask
