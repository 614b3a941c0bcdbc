"""The calibration model: margins as columns of a matrix, and its weighted least squares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.calibration.margins import (
    CategoricalMargin,
    Margin,
    refuse_disagreement,
)


@dataclass(frozen=True, eq=False)
class CalibrationModel:
    """Columns X (n, p) whose weighted sums must reach the totals (p,).

    The first classification gives all its levels, later ones all but the first (their margins
    agree), so that no column repeats others by construction.

    Attributes:
        names: What each column is, for messages.
        X: The columns, each divided by its scale.
        totals: Population totals, divided likewise.
        scale: The scale of each column (p,).
    """

    names: tuple[str, ...]
    X: FloatArray
    totals: FloatArray
    scale: FloatArray

    def total(self, weights: FloatArray) -> FloatArray:
        """Weighted sums of the columns: (p,) or (p, R)."""
        return self.X.T @ weights

    def reached(self, weights: FloatArray) -> dict[str, tuple[float, float]]:
        """Weighted sum and population total of each column, in its own units."""
        sums = self.total(weights) * self.scale
        wanted = self.totals * self.scale
        return {
            name: (float(got), float(total))
            for name, got, total in zip(self.names, sums, wanted, strict=True)
        }


def calibration_model(margins: Sequence[Margin]) -> CalibrationModel:
    """Lay margins out as the columns of a calibration model.

    Raises:
        MarginsDisagree: two classifications add up to different populations.
    """
    classes = [margin for margin in margins if isinstance(margin, CategoricalMargin)]
    if classes:
        refuse_disagreement(classes)
    described = list(_columns(margins, classes[:1]))
    X = np.empty((_row_count(margins), len(described)), order="F")
    for place, (_, column, _) in enumerate(described):
        X[:, place] = column
    # Columns of like size keep the equations well conditioned.
    scale = np.sqrt(np.einsum("ij,ij->j", X, X) / max(len(X), 1))
    scale[scale == 0] = 1.0
    X /= scale
    names = tuple(name for name, _, _ in described)
    totals = np.array([total for _, _, total in described])
    return CalibrationModel(names, X, totals / scale, scale)


def _row_count(margins: Sequence[Margin]) -> int:
    first = margins[0]
    return len(first.groups.codes if isinstance(first, CategoricalMargin) else first.values)


def _columns(
    margins: Sequence[Margin], complete: Sequence[Margin]
) -> Iterator[tuple[str, FloatArray | BoolArray, float]]:
    for margin in margins:
        if not isinstance(margin, CategoricalMargin):
            yield margin.name, margin.values, margin.total
            continue
        for place in range(0 if margin in complete else 1, len(margin.levels)):
            column = margin.groups.codes == place
            yield f"{margin.name} = {margin.levels[place]}", column, float(margin.totals[place])
