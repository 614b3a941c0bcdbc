"""A table with all its margins and subtotals, and the sums that tie them together.

Source: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from survey_statistics.arrays import FloatArray
from survey_statistics.disclosure.errors import UnusableTable

TOTAL = "Total"


@dataclass(frozen=True)
class Dimension:
    """A classification, perhaps with groups of groups.

    Attributes:
        leaves: labels of the finest categories, in the order of the table.
        groups: group label to the labels (leaves or groups) it adds up; the total of all is
            always there under the name "Total".
    """

    leaves: tuple[str, ...]
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Leaves, groups and the total, in that order."""
        return (*self.leaves, *self.groups, TOTAL)

    @property
    def children(self) -> dict[str, tuple[str, ...]]:
        """What each group, and the total, adds up.

        Raises:
            UnusableTable: a label unknown, used twice, or part of itself.
        """
        parts = {group: tuple(members) for group, members in self.groups.items()}
        inside = [member for members in parts.values() for member in members]
        known = [*self.leaves, *parts]
        if TOTAL in known or len(set(known)) < len(known):
            raise UnusableTable("Labels of a dimension must differ, and none be 'Total'.")
        for member in inside:
            if member not in known or inside.count(member) > 1:
                raise UnusableTable(f"{member!r} is not a label, or stands in two groups.")
        parts[TOTAL] = tuple(label for label in known if label not in inside)
        return parts

    def sums(self) -> FloatArray:
        """Return the 0/1 matrix (nodes, leaves) that adds leaves up to every node."""
        place = {label: row for row, label in enumerate(self.nodes)}
        children = self.children
        matrix = np.zeros((len(self.nodes), len(self.leaves)))
        matrix[: len(self.leaves)] = np.eye(len(self.leaves))

        def fill(label: str, path: tuple[str, ...]) -> FloatArray:
            if label in path:
                raise UnusableTable(f"Group {label!r} is part of itself.")
            if label in children:
                parts = [fill(child, (*path, label)) for child in children[label]]
                matrix[place[label]] = np.sum(parts, axis=0) if parts else 0.0
            row: FloatArray = matrix[place[label]]
            return row

        for label in self.groups:
            fill(label, ())
        fill(TOTAL, ())
        return matrix


@dataclass(frozen=True, eq=False)
class AdditiveTable:
    """All cells of a table, inner ones and sums.

    Attributes:
        values: one axis a dimension, nodes in the order of `Dimension.nodes`.
        dimensions: the classifications.
        relations: (r, cells) sparse; each row says that a sum minus its parts is zero.
    """

    values: FloatArray
    dimensions: tuple[Dimension, ...]
    relations: sparse.csr_array

    def place(self, *labels: str) -> tuple[int, ...]:
        """Return the index of the cell with these labels, one a dimension.

        >>> table = additive_table([[1, 2]], [Dimension(("a",)), Dimension(("x", "y"))])
        >>> float(table.values[table.place("a", "Total")])
        3.0
        """
        pairs = zip(self.dimensions, labels, strict=True)
        return tuple(dimension.nodes.index(label) for dimension, label in pairs)


def additive_table(
    inner: ArrayLike, dimensions: Sequence[Dimension] | None = None
) -> AdditiveTable:
    """Add margins and subtotals to the inner cells of a table of any number of dimensions.

    Args:
        inner: cells from 0 up, shape (leaves of the first dimension, of the second, ...).
        dimensions: labels and groups; plain numbers without groups when left out.

    Raises:
        UnusableTable: negative or missing cells, or labels that do not fit.

    >>> additive_table([[1, 2], [3, 4]]).values.tolist()
    [[1.0, 2.0, 3.0], [3.0, 4.0, 7.0], [4.0, 6.0, 10.0]]
    """
    cells = np.asarray(inner, dtype=np.float64)
    if cells.ndim == 0 or not np.isfinite(cells).all() or (cells < 0).any():
        raise UnusableTable("The cells of a table must be numbers from 0 up.")
    if dimensions is None:
        dimensions = [Dimension(tuple(str(k) for k in range(size))) for size in cells.shape]
    if tuple(len(dimension.leaves) for dimension in dimensions) != cells.shape:
        raise UnusableTable(
            f"The table is {cells.shape}; the dimensions have "
            f"{[len(dimension.leaves) for dimension in dimensions]} labels."
        )
    for axis, dimension in enumerate(dimensions):
        cells = np.moveaxis(np.tensordot(dimension.sums(), cells, axes=(1, axis)), 0, axis)
    return AdditiveTable(cells, tuple(dimensions), _relations(cells.shape, dimensions))


def _relations(shape: tuple[int, ...], dimensions: Sequence[Dimension]) -> sparse.csr_array:
    number: NDArray[np.intp] = np.arange(int(np.prod(shape))).reshape(shape)
    blocks = []
    for axis, dimension in enumerate(dimensions):
        lines = np.moveaxis(number, axis, 0).reshape(shape[axis], -1)
        place = {label: row for row, label in enumerate(dimension.nodes)}
        for group, members in dimension.children.items():
            if not members:
                continue
            blocks.append(_sums(lines, place[group], [place[member] for member in members]))
    return sparse.csr_array(sparse.vstack(blocks))[:, : number.size]


def _sums(lines: NDArray[np.intp], whole: int, parts: list[int]) -> sparse.csr_array:
    count = lines.shape[1]
    columns = np.concatenate([lines[whole], *lines[parts]])
    signs = np.concatenate([np.ones(count), -np.ones(count * len(parts))])
    rows = np.tile(np.arange(count), 1 + len(parts))
    return sparse.csr_array((signs, (rows, columns)), shape=(count, lines.size))
