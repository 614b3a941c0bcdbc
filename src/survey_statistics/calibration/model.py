"""The calibration model: margins as columns whose weighted sums must reach the totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from survey_statistics.arrays import FloatArray, dot
from survey_statistics.calibration.groups import Groups, spread_rows
from survey_statistics.calibration.margins import (
    CategoricalMargin,
    Margin,
    NumericMargin,
    refuse_disagreement,
)


@dataclass(frozen=True, eq=False)
class CalibrationModel:
    """Columns x (n, p) in two kinds: levels of classifications, kept as codes, and quantities.

    The first classification gives all its levels, later ones all but the first (their margins
    agree), so that no column repeats others by construction. All sums are divided by the scale
    of their column, which keeps the equations well conditioned.

    Attributes:
        names: What each column is, for messages.
        totals: Population totals over the scale (p,).
        scale: Root mean square of each column (p,).
        classes: Level of each row, for each classification.
        quantities: The quantities (n, q), each contiguous.
    """

    names: tuple[str, ...]
    totals: FloatArray
    scale: FloatArray
    classes: tuple[Groups, ...]
    quantities: FloatArray

    def total(self, weights: FloatArray) -> FloatArray:
        """Weighted sums of the columns for weights (n, R): (p, R)."""
        sums = [groups.sums(weights)[first:] for groups, first, _ in self._blocks]
        return np.concatenate([*sums, _sums_of(self.quantities, weights)]) / self.scale[:, None]

    def predict(self, effects: FloatArray) -> FloatArray:
        """Linear predictor x' b for effects (p, R) of the scaled columns: (n, R)."""
        raw = effects / self.scale[:, None]
        predicted = _combined(self.quantities, raw[self._classified :])
        for groups, first, start in self._blocks:
            levels = np.zeros((groups.count, raw.shape[1]))
            levels[first:] = raw[start : start + groups.count - first]
            predicted += spread_rows(levels, groups.codes)
        return predicted

    def gram(self, weights: FloatArray) -> FloatArray:
        """Weighted cross-products of the columns for weights (n, R): (R, p, p)."""
        p = len(self.names)
        products = np.zeros((weights.shape[1], p, p))
        for groups, first, start in self._blocks:
            place = np.arange(start, start + groups.count - first)
            products[:, place, place] = groups.sums(weights)[first:].T
        for (a, b), joint in self._joint.items():
            (left, i, start), (right, j, other) = self._blocks[a], self._blocks[b]
            table = joint.sums(weights).reshape(left.count, right.count, -1)[i:, j:]
            _place(products, start, other, np.moveaxis(table, 2, 0))
        for column in range(self.quantities.shape[1]):
            own = self._classified + column
            moved = weights * self.quantities[:, column, None]
            for groups, first, start in self._blocks:
                _place(products, start, own, groups.sums(moved)[first:].T[:, :, None])
            cross = _sums_of(self.quantities[:, column:], moved).T
            _place(products, own, own, cross[:, None, :])
        return products / (self.scale[:, None] * self.scale)

    def reached(self, weights: FloatArray) -> dict[str, tuple[float, float]]:
        """Weighted sum and population total of each column, in its own units."""
        sums = self.total(weights[:, None])[:, 0] * self.scale
        wanted = self.totals * self.scale
        return {
            name: (float(got), float(total))
            for name, got, total in zip(self.names, sums, wanted, strict=True)
        }

    @cached_property
    def _blocks(self) -> tuple[tuple[Groups, int, int], ...]:
        """Each classification, the first level it gives, and its first column."""
        blocks, start = [], 0
        for place, groups in enumerate(self.classes):
            first = int(place > 0)
            blocks.append((groups, first, start))
            start += groups.count - first
        return tuple(blocks)

    @property
    def _classified(self) -> int:
        return len(self.names) - int(self.quantities.shape[1])

    @cached_property
    def _joint(self) -> dict[tuple[int, int], Groups]:
        """Pairs of classifications, crossed."""
        return {
            (a, b): Groups(
                self.classes[a].codes * self.classes[b].count + self.classes[b].codes,
                self.classes[a].count * self.classes[b].count,
            )
            for a, b in combinations(range(len(self.classes)), 2)
        }


def calibration_model(margins: Sequence[Margin]) -> CalibrationModel:
    """Lay margins out as the columns of a calibration model.

    Raises:
        MarginsDisagree: two classifications add up to different populations.
    """
    classes = [margin for margin in margins if isinstance(margin, CategoricalMargin)]
    if classes:
        refuse_disagreement(classes)
    numeric = [margin for margin in margins if isinstance(margin, NumericMargin)]
    quantities = np.empty((_row_count(margins), len(numeric)), order="F")
    for place, margin in enumerate(numeric):
        quantities[:, place] = margin.values
    described = list(_columns(classes, numeric))
    scale = np.sqrt(np.array([square for _, square, _ in described]) / max(len(quantities), 1))
    scale[scale == 0] = 1.0
    return CalibrationModel(
        names=tuple(name for name, _, _ in described),
        totals=np.array([total for _, _, total in described]) / scale,
        scale=scale,
        classes=tuple(margin.groups for margin in classes),
        quantities=quantities,
    )


def _columns(
    classes: Sequence[CategoricalMargin], numeric: Sequence[NumericMargin]
) -> Iterator[tuple[str, float, float]]:
    """Name, sum of squares and population total of each column."""
    for place, margin in enumerate(classes):
        counts = np.bincount(margin.groups.codes, minlength=margin.groups.count)
        for level in range(int(place > 0), len(margin.levels)):
            name = f"{margin.name} = {margin.levels[level]}"
            yield name, float(counts[level]), float(margin.totals[level])
    for quantity in numeric:
        yield quantity.name, dot(quantity.values, quantity.values), quantity.total


def _row_count(margins: Sequence[Margin]) -> int:
    first = margins[0]
    return len(first.groups.codes if isinstance(first, CategoricalMargin) else first.values)


# One column of weights: a matrix product would wake all threads of the linear algebra library for
# a sum that one thread finishes sooner.
def _sums_of(quantities: FloatArray, weights: FloatArray) -> FloatArray:
    """X' w for quantities (n, q) and weights (n, R): (q, R)."""
    if weights.shape[1] == 1:
        return np.asarray(np.einsum("nq,n->q", quantities, weights[:, 0])[:, None])
    return np.asarray(quantities.T @ weights)


def _combined(quantities: FloatArray, effects: FloatArray) -> FloatArray:
    """X b for quantities (n, q) and effects (q, R): (n, R)."""
    if effects.shape[1] == 1:
        return np.asarray(np.einsum("nq,q->n", quantities, effects[:, 0])[:, None])
    return np.asarray(quantities @ effects)


def _place(products: FloatArray, row: int, column: int, block: FloatArray) -> None:
    """Write a block (R, a, b) at its place and at the mirrored one."""
    _, a, b = block.shape
    products[:, row : row + a, column : column + b] = block
    products[:, column : column + b, row : row + a] = block.transpose(0, 2, 1)
