"""The variance contributed by a stage whose sampling units are the rows themselves.

Each row lies in one cell at most, so nothing as long as the data times the estimates is made.
Source: the formula of `taylor`, summed by stratum and cell.
"""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import FloatArray, IntArray
from survey_statistics.blocks import paired_codes, sums_by_code
from survey_statistics.designs.stage import Stage
from survey_statistics.estimation.variance_factors import Factors


@dataclass(frozen=True, eq=False)
class _CellSums:
    """Of amounts within strata and cells, each (H, width): rows, sum, squares about the mean."""

    rows: FloatArray
    sums: FloatArray
    squares: FloatArray


def _cell_sums(stage: Stage, u: FloatArray, codes: IntArray, width: int) -> _CellSums:
    """Sums of a stage whose units are rows, the squares about the own mean so that none cancel."""
    shape = stage.stratum_count, width

    def cells(rows: slice) -> IntArray:
        if stage.stratum_count == 1:
            return codes[rows]
        return paired_codes(stage.strata, codes, width, rows)

    def squares(rows: slice) -> FloatArray:
        deviations = u[rows] - np.take(means, cells(rows))
        deviations *= deviations
        return deviations

    count = stage.stratum_count * width
    sums = sums_by_code(len(u), count, cells, u.__getitem__)
    held = sums_by_code(len(u), count, cells)
    means = sums / np.maximum(held, 1)
    about = sums_by_code(len(u), count, cells, squares)
    return _CellSums(held.reshape(shape), sums.reshape(shape), about.reshape(shape))


def disjoint_rows(
    stage: Stage, factors: Factors, u: FloatArray, codes: IntArray, count: int
) -> FloatArray:
    """Contribution of a stage whose units are rows, each in one domain at most.

    Within stratum and domain the deviations are summed about their own mean, so that nothing
    cancels; the zeros outside the domain enter in closed form.
    """
    found = _cell_sums(stage, u, codes, count + 1)
    table = found.sums[:, :count]
    inside = np.maximum(found.rows[:, :count], 1)
    own = found.squares[:, :count] + table**2 * (1.0 / inside - factors.centring[:, None])
    covariance = -(table * (factors.factor * factors.centring)[:, None]).T @ table
    np.fill_diagonal(covariance, factors.factor @ own)
    return np.asarray(covariance)


def cell_rows(
    stage: Stage, factors: Factors, a: FloatArray, codes: IntArray, directions: FloatArray
) -> FloatArray:
    """Contribution of a stage whose units are rows that point in the direction of their cell.

    The sum of squares of a stratum is that of the amounts within its cells plus that of the cell
    means about the stratum mean, so that a stratum of one cell and one weight adds exactly zero.
    """
    found = _cell_sums(stage, a, codes, len(directions) + 1)
    means = found.sums / np.maximum(found.rows, 1)
    vectors = np.vstack([directions, np.zeros((1, directions.shape[1]))])
    points = means[:, :, None] * vectors
    centre = np.einsum("hc,hck->hk", found.rows, points) * factors.centring[:, None]
    points -= centre[:, None, :]
    weights = factors.factor[:, None] * found.rows
    spread_of_means = np.einsum("hc,hck,hcl->kl", weights, points, points, optimize=True)
    mass = factors.factor @ found.squares
    return np.asarray(spread_of_means + (vectors * mass[:, None]).T @ vectors)
