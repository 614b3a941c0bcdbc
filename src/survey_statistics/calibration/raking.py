"""Raking: iterative proportional fitting of weights to several margins at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration.calibrated import Calibrated, unweighted
from survey_statistics.calibration.groups import Groups, crossed
from survey_statistics.calibration.margins import CategoricalMargin, refuse_disagreement
from survey_statistics.calibration.poststratification import cell_factors
from survey_statistics.errors import NotConverged

# R survey repeats the projection on the margins ten times; a fixed number keeps our standard
# errors equal to its last digit.
_PROJECTIONS = 10


@dataclass(frozen=True, eq=False)
class Raking:
    """Scale weights to each margin in turn until all are met.

    All rows with the same combination of levels receive the same factor, so the rounds work on
    the table of combinations and the rows are touched twice only.

    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; residuals
    as R survey's `rake`.

    Attributes:
        margins: The margins, adding up to one population.
        tolerance: Largest relative distance of a level from its total at the end.
        rounds: Most rounds over all margins.

    >>> from survey_statistics.calibration.margins import categorical_margin
    >>> sex = categorical_margin({"sex": ["f", "f", "m"]}, {"f": 60, "m": 40})
    >>> age = categorical_margin({"age": ["old", "young", "old"]}, {"old": 70, "young": 30})
    >>> Raking((sex, age)).calibrate(np.ones(3)).weights.round(6).tolist()
    [30.0, 30.0, 40.0]
    """

    margins: tuple[CategoricalMargin, ...]
    tolerance: float = 1e-10
    rounds: int = 200

    def __post_init__(self) -> None:
        """Refuse margins that no weights could meet together."""
        refuse_disagreement(self.margins)

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return "raking on " + ", ".join(margin.name for margin in self.margins)

    @cached_property
    def _cells(self) -> tuple[Groups, tuple[Groups, ...]]:
        """Cells of the crossed margins, and the level of each cell in each margin."""
        cells, levels = crossed(tuple(margin.groups for margin in self.margins))
        counts = [margin.groups.count for margin in self.margins]
        return cells, tuple(Groups(*pair) for pair in zip(levels, counts, strict=True))

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Rake weights (n,), or each column of (n, R).

        Raises:
            EmptyCell: a level with a population has no weight left.
            NotConverged: the margins were not met; the error holds what was reached.
        """
        return self._rake(weights)[0]

    def calibrate(self, weights: FloatArray) -> Calibrated:
        """Rake weights (n,), with residuals for Taylor standard errors."""
        after, rounds = self._rake(weights)
        cells, parts = self._cells
        return Calibrated(after, MarginMeans(cells, parts, after), rounds)

    def _rake(self, weights: FloatArray) -> tuple[FloatArray, int]:
        cells, parts = self._cells
        table = cells.sums(weights)
        start = table.copy()
        for done in range(self.rounds):
            if self._one_round(table, parts) <= self.tolerance:
                factors = np.divide(table, start, out=np.ones(table.shape), where=start > 0)
                raked = cells.spread(factors)
                raked *= weights
                return raked, done + 1
        raise NotConverged("Raking", self.rounds, self._reached(table, parts))

    def _one_round(self, table: FloatArray, parts: tuple[Groups, ...]) -> float:
        worst = 0.0
        for margin, part in zip(self.margins, parts, strict=True):
            factors = cell_factors(margin, part.sums(table))
            worst = max(worst, float(np.abs(factors - 1).max()))
            table *= part.spread(factors)
        return worst

    def _reached(
        self, table: FloatArray, parts: tuple[Groups, ...]
    ) -> dict[str, tuple[float, float]]:
        reached = {}
        for margin, part in zip(self.margins, parts, strict=True):
            sums = part.sums(table).reshape(part.count, -1)
            off = np.abs(sums - margin.totals[:, None]).argmax(axis=1)
            for place, level in enumerate(margin.levels):
                pair = float(sums[place, off[place]]), float(margin.totals[place])
                reached[f"{margin.name} = {level}"] = pair
        return reached


@dataclass(frozen=True, eq=False)
class MarginMeans:
    """Residuals from the plain means of each margin, removed in turn."""

    cells: Groups
    parts: tuple[Groups, ...]
    after: FloatArray

    def residuals(self, contributions: FloatArray) -> FloatArray:
        """Take from each contribution (n,) or (n, k) the means of its levels."""
        shape = (-1,) + (1,) * (contributions.ndim - 1)
        sums = self.cells.sums(unweighted(contributions, self.after))
        rows = self.cells.sums((self.after != 0).astype(np.float64)).reshape(shape)
        removed = np.zeros(sums.shape)
        for _ in range(_PROJECTIONS):
            for part in self.parts:
                total = part.sums(sums - rows * removed)
                size = part.sums(rows.reshape(-1)).reshape(shape)
                means = np.divide(total, size, out=np.zeros(total.shape), where=size > 0)
                removed += part.spread(means)
        return contributions - self.cells.spread(removed) * self.after.reshape(shape)
