"""Merging weighting cells that are too small or would blow weights up.

Source: G. Kalton, I. Flores-Cervantes (2003), "Weighting methods", J. Official Statistics 19,
81-97.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import (
    BoolArray,
    Column,
    FloatArray,
    IntArray,
    encode,
    named,
    pair,
    refuse_gaps,
)
from survey_statistics.errors import EmptyCell


@dataclass(frozen=True)
class Cell:
    """A weighting cell, made of one or more levels.

    Attributes:
        label: Its levels joined by " + ".
        group: The group that it may not leave.
        levels: Positions of its levels.
        respondents: Rows that answered.
        answered: Their weight.
        eligible: Weight of all eligible rows.
    """

    label: str
    group: str
    levels: tuple[int, ...]
    respondents: int
    answered: float
    eligible: float

    @property
    def rate(self) -> float:
        """Weighted response rate."""
        return self.answered / self.eligible if self.eligible > 0 else 1.0


@dataclass(frozen=True, eq=False)
class Collapsed:
    """Cells after merging.

    Attributes:
        labels: Cell of each row (n,), as text, for a weighting step.
        cells: The cells that remain.
        merges: Labels of the pairs merged, in order.
    """

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    merges: tuple[tuple[str, str], ...]


def collapse(
    cells: Column,
    weights: FloatArray,
    *,
    respondents: BoolArray,
    eligible: BoolArray | None = None,
    minimum: int = 30,
    largest_factor: float = 3.0,
    within: ArrayLike | None = None,
) -> Collapsed:
    """Merge cells (n,) until each has enough respondents and a bearable factor.

    A cell fails with fewer than `minimum` respondents or a factor (eligible over answering
    weight) above `largest_factor`. The failing cell with the fewest respondents joins the
    neighbour, in the sorted order of the levels, whose response rate is nearer to its own, the
    earlier one if both are equally near; this repeats until none fails. Cells never leave their
    group of `within` (n,). A single cell left in a group stays as it is.

    Raises:
        EmptyCell: a group has nobody who answered.

    >>> answered = np.array([True, True, False, True, True])
    >>> merged = collapse({"age": [1, 1, 2, 3, 3]}, np.ones(5), respondents=answered, minimum=2)
    >>> merged.merges, sorted(set(merged.labels))
    ((('2', '1'),), ['1 + 2', '3'])
    """
    column, values = named(cells, "cells")
    refuse_gaps(values, column)
    rows = np.ones(len(values), dtype=np.bool_) if eligible is None else eligible
    groups = np.zeros(len(values), dtype=np.int64) if within is None else np.asarray(within)
    outer, inner = encode(groups), encode(values)
    codes, keys = pair(outer.codes, inner.codes, inner.count)
    labels = [(outer.labels[key // inner.count], inner.labels[key % inner.count]) for key in keys]
    current = _first_cells(labels, codes, weights, rows, rows & respondents)
    merges: list[tuple[str, str]] = []
    while (place := _worst(current, minimum, largest_factor)) is not None:
        neighbour = _neighbour(current, place)
        merges.append((current[place].label, current[neighbour].label))
        first, last = sorted((place, neighbour))
        current[first : last + 1] = [_merged(current[first], current[last])]
    _refuse_silent_groups(current, column)
    names = np.empty(len(keys), dtype=object)
    for cell in current:
        names[list(cell.levels)] = cell.label if within is None else f"{cell.group}: {cell.label}"
    return Collapsed(tuple(names[codes].tolist()), tuple(current), tuple(merges))


def _first_cells(
    labels: Sequence[tuple[object, object]],
    codes: IntArray,
    weights: FloatArray,
    eligible: BoolArray,
    answered: BoolArray,
) -> list[Cell]:
    count = len(labels)
    number = np.bincount(codes, weights=answered, minlength=count)
    carried = np.bincount(codes, weights=weights * answered, minlength=count)
    whole = np.bincount(codes, weights=weights * eligible, minlength=count)
    return [
        Cell(str(label), str(group), (k,), int(number[k]), float(carried[k]), float(whole[k]))
        for k, (group, label) in enumerate(labels)
    ]


def _worst(cells: Sequence[Cell], minimum: int, largest_factor: float) -> int | None:
    sizes: dict[str, int] = {}
    for cell in cells:
        sizes[cell.group] = sizes.get(cell.group, 0) + 1
    failing = [
        (cell.respondents, place)
        for place, cell in enumerate(cells)
        if sizes[cell.group] > 1
        and cell.eligible > 0
        and (cell.respondents < minimum or cell.eligible > largest_factor * cell.answered)
    ]
    return min(failing)[1] if failing else None


def _neighbour(cells: Sequence[Cell], place: int) -> int:
    beside = [
        k
        for k in (place - 1, place + 1)
        if 0 <= k < len(cells) and cells[k].group == cells[place].group
    ]
    return min(beside, key=lambda k: (abs(cells[k].rate - cells[place].rate), k))


def _merged(first: Cell, second: Cell) -> Cell:
    return replace(
        first,
        label=f"{first.label} + {second.label}",
        levels=first.levels + second.levels,
        respondents=first.respondents + second.respondents,
        answered=first.answered + second.answered,
        eligible=first.eligible + second.eligible,
    )


def _refuse_silent_groups(cells: Sequence[Cell], column: str) -> None:
    for cell in cells:
        if cell.eligible > 0 and cell.answered <= 0:
            raise EmptyCell(column, cell.label, cell.eligible)
