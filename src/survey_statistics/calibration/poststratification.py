"""Post-stratification: weights scaled so that each cell adds up to its population."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.calibration.calibrated import Calibrated, unweighted
from survey_statistics.calibration.groups import Groups
from survey_statistics.calibration.margins import CategoricalMargin
from survey_statistics.errors import EmptyCell


@dataclass(frozen=True, eq=False)
class PostStratification:
    """Scale the weights of each level to its population total.

    Source: Holt and Smith (1979), Journal of the Royal Statistical Society A 142, 33-46;
    residuals as R survey's `postStratify`.

    >>> from survey_statistics.calibration.margins import categorical_margin
    >>> sex = categorical_margin({"sex": ["f", "f", "m"]}, {"f": 60, "m": 40})
    >>> PostStratification(sex).calibrate(np.array([1.0, 2.0, 1.0])).weights.tolist()
    [20.0, 40.0, 40.0]
    """

    margin: CategoricalMargin

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return f"post-stratification by {self.margin.name}"

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Return weights (n,) or (n, R), each column adding up to the margin.

        Raises:
            EmptyCell: a level with a population has no weight left.
        """
        sums = self.margin.groups.sums(weights)
        return weights * self.margin.groups.spread(cell_factors(self.margin, sums))

    def calibrate(self, weights: FloatArray) -> Calibrated:
        """Post-stratify weights (n,), with residuals for Taylor standard errors."""
        after = self.adjust(weights)
        return Calibrated(after, CellMeans(self.margin.groups, weights, after))


def cell_factors(margin: CategoricalMargin, sums: FloatArray) -> FloatArray:
    """Population total over weighted sum for each level: (L,) or (L, R), 1 for empty levels.

    Raises:
        EmptyCell: a level with a population has no weight.
    """
    totals = margin.totals.reshape((-1,) + (1,) * (sums.ndim - 1))
    hollow = (sums <= 0) & (totals > 0)
    if hollow.any():
        level = int(np.argwhere(hollow)[0][0])
        raise EmptyCell(margin.name, margin.levels[level], float(margin.totals[level]))
    return np.divide(totals, sums, out=np.ones(sums.shape), where=sums > 0)


@dataclass(frozen=True, eq=False)
class CellMeans:
    """Residuals from cell means weighted by the weights before post-stratification."""

    groups: Groups
    before: FloatArray
    after: FloatArray

    def residuals(self, contributions: FloatArray) -> FloatArray:
        """Take from each contribution (n,) or (n, k) the mean of its cell."""
        shape = (-1,) + (1,) * (contributions.ndim - 1)
        z = unweighted(contributions, self.after)
        weight = self.groups.sums(self.before).reshape(shape)
        total = self.groups.sums(z * self.before.reshape(shape))
        means = np.divide(total, weight, out=np.zeros(total.shape), where=weight != 0)
        return contributions - self.groups.spread(means) * self.after.reshape(shape)
