"""Variance by Taylor linearisation in designs of any number of stages.

The covariance of estimates is the design covariance of the totals of their weighted influence
values z. At each stage s, with units c in strata h and stage totals z_hc,

    V = sum_s sum_h F_h (1 - f_h) n_h / (n_h - 1) sum_c (z_hc - zbar_h)(z_hc - zbar_h)'

where f_h is the sampling fraction of the stratum and F_h the product of the fractions of the
stages above. Stages below one drawn with replacement have F = 0. Equal to `svyrecvar` of R.

Source: C.-E. Särndal, B. Swensson, J. Wretman (1992), Model Assisted Survey Sampling, ch. 4-5;
T. Lumley (2004), J. Stat. Software 9(8).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from survey_statistics.arrays import BLOCK, BoolArray, FloatArray, IntArray, dot, row_blocks
from survey_statistics.designs.design import Design
from survey_statistics.designs.single_units import COMPLETE, single_units
from survey_statistics.designs.stage import Influence, Stage, influence, sum_by

# Above this many cells a table of units by domains is kept sparse.
_DENSE_CELLS = 20_000_000
# Above this many estimates a direction in each cell costs more than a plain product.
_WIDE = 40


@dataclass(frozen=True, eq=False)
class _Factors:
    """Variance factor of each stratum (or of each unit), and 1 / n_h, 0 where not centred."""

    factor: FloatArray
    by_unit: bool
    centring: FloatArray

    def of_units(self, stage: Stage) -> FloatArray:
        """Factors (m,), or (1,) where all units share one."""
        if self.by_unit or len(self.factor) == 1:
            return self.factor
        return self.factor[stage.strata_of_clusters]


def taylor_covariance(design: Design, z: FloatArray | Influence) -> FloatArray:
    """Covariance (k, k) of the totals of weighted influence values `z` (n, k).

    Calibrations of the design replace `z` by their residuals first.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[2.0, 2.0, 2.0, 2.0])
    >>> taylor_covariance(design, np.array([[1.0], [2.0], [3.0], [4.0]])).round(6).tolist()
    [[6.666667]]
    """
    values = z if isinstance(z, Influence) else influence(z)
    if design.calibrations:
        residuals = values.whole()
        for calibration in design.calibrations:
            residuals = calibration.residuals(residuals)
        values = influence(residuals)
    covariance = np.zeros((values.width, values.width))
    for stage in contributing_stages(design):
        factors = _factors(stage, design)
        if stage.one_row_each and values.width > 1:
            covariance += _rows_of_stage(stage, factors, values)
        elif stage.one_row_each:
            covariance += _single_column(stage, factors, values)
        else:
            covariance += _dense_stage(stage, factors, stage.totals(values))
    return covariance


def taylor_by_domain(design: Design, u: FloatArray, codes: IntArray, count: int) -> FloatArray:
    """Covariance (count, count) of totals of `u` (n,) over disjoint domains.

    `codes` (n,) names the domain of each row; rows with code `count` lie outside and must carry
    `u = 0`. Equal to `taylor_covariance` with one column a domain, without building the columns
    where the design allows it.
    """
    if count == 1:
        return taylor_covariance(design, influence(u))
    if design.calibrations:
        return taylor_covariance(design, spread(u, codes, count))
    covariance = np.zeros((count, count))
    for stage in contributing_stages(design):
        factors = _factors(stage, design)
        if stage.one_row_each and not factors.by_unit:
            covariance += _disjoint_rows(stage, factors, u, codes, count)
        elif stage.unit_count * count <= _DENSE_CELLS:
            covariance += _dense_stage(stage, factors, _unit_totals(stage, u, codes, count))
        else:
            covariance += _sparse_stage(stage, factors, u, codes, count)
    return covariance


def taylor_by_cell(
    design: Design, a: FloatArray, codes: IntArray, directions: FloatArray
) -> FloatArray:
    """Covariance (k, k) of the totals of z_i = a_i v(c_i), with a direction v for each cell.

    `a` (n,) are amounts, `codes` (n,) the cell of each row and `directions` (C, k) the vectors;
    rows with code C lie outside and must carry `a = 0`. Rows are summed by stratum (or unit) and
    cell before any matrix is made, so the cost does not grow with n times k.
    """
    count, k = directions.shape
    if design.calibrations or k > _WIDE:
        return directions.T @ taylor_by_domain(design, a, codes, count) @ directions
    covariance = np.zeros((k, k))
    for stage in contributing_stages(design):
        factors = _factors(stage, design)
        if stage.one_row_each and not factors.by_unit:
            covariance += _cell_rows(stage, factors, a, codes, directions)
        else:
            totals = _unit_totals(stage, a, codes, count) @ directions
            covariance += _dense_stage(stage, factors, totals)
    return covariance


def spread(u: FloatArray, codes: IntArray, count: int) -> FloatArray:
    """One column per domain (n, count): `u` where the row is in it, else zero."""
    z = np.zeros((len(u), count + 1))
    z[np.arange(len(u)), codes] = u
    return z[:, :count]


def contributing_stages(design: Design) -> tuple[Stage, ...]:
    """The stages that enter the variance: all down to the first drawn with replacement."""
    last = 1
    for stage in design.stages[1:]:
        if not (stage.fraction_above > 0).any():
            break
        last += 1
    return design.stages[:last]


def _factors(stage: Stage, design: Design) -> _Factors:
    lone = single_units(stage)
    sampled = stage.sampled_of_units if stage.by_unit else stage.sampled
    rest = 1.0 - stage.fraction
    rest[rest < COMPLETE] = 0.0
    factor = rest * sampled / np.maximum(sampled - 1, 1)
    if len(stage.fraction_above) > 1:
        above = stage.fraction_above
        factor = factor * (above if stage.by_unit else _by_stratum(stage, above))
    centring = 1.0 / stage.sampled
    if lone.any():
        factor = _apply_rule(stage, design, factor, centring, lone)
    return _Factors(factor, stage.by_unit, centring)


def _apply_rule(
    stage: Stage, design: Design, factor: FloatArray, centring: FloatArray, lone: BoolArray
) -> FloatArray:
    """Change the factors (and the centring in place) for strata with a single unit."""
    if design.single_unit == "centred":
        centring[lone] = 0.0
        return factor
    alone = lone[stage.strata_of_clusters] if stage.by_unit else lone
    factor = np.where(alone, 0.0, factor)
    if design.single_unit == "scaled" and not lone.all():
        factor = factor * (len(lone) / (len(lone) - int(lone.sum())))
    return factor


def _by_stratum(stage: Stage, of_units: FloatArray) -> FloatArray:
    result = np.zeros(stage.stratum_count)
    result[stage.strata_of_clusters] = of_units
    return result


def _dense_stage(stage: Stage, factors: _Factors, totals: FloatArray) -> FloatArray:
    """Contribution of one stage from unit totals (m, k), centred in their strata."""
    k = totals.shape[1]
    if k == 1:
        return _single_column(stage, factors, influence(totals))
    means = sum_by(stage.strata_of_clusters, influence(totals), stage.stratum_count)
    means *= factors.centring[:, None]
    # One copy with contiguous columns; a column at a time is scaled, so memory stays at k + 2.
    centred = np.empty((k, len(totals)))
    for j in range(k):
        own = means[:, j]
        np.subtract(
            totals[:, j], own[0] if len(own) == 1 else own[stage.strata_of_clusters], out=centred[j]
        )
    factor = factors.of_units(stage)
    return np.stack([centred @ (centred[j] * factor) for j in range(k)])


def _rows_of_stage(stage: Stage, factors: _Factors, z: Influence) -> FloatArray:
    """The same for a stage whose units are rows, in blocks: nothing as long as `z` is made."""
    means = sum_by(stage.strata, z, stage.stratum_count)
    means *= factors.centring[:, None]
    factor = factors.of_units(stage)
    covariance = np.zeros((z.width, z.width))
    for block in row_blocks(z.size):
        centred = z.rows(block) - (means if len(means) == 1 else means[stage.strata[block]])
        scaled = centred * (factor if len(factor) == 1 else factor[block])[:, None]
        covariance += centred.T @ scaled
    return covariance


def _single_column(stage: Stage, factors: _Factors, totals: Influence) -> FloatArray:
    """The same for one estimate (m, 1): squares are summed by stratum, factors come after."""
    strata, H = stage.strata_of_clusters, stage.stratum_count
    means = sum_by(strata, totals, H)[:, 0] * factors.centring
    squares = np.zeros(1 if factors.by_unit else H)
    for block in row_blocks(totals.size, max(BLOCK, 4 * H)):
        centred = totals.rows(block)[:, 0] - (means[0] if H == 1 else means[strata[block]])
        if factors.by_unit:
            squares += dot(centred * centred, factors.factor[block])
        elif H == 1:
            squares += dot(centred, centred)
        else:
            centred *= centred
            squares += np.bincount(strata[block], weights=centred, minlength=H)
    return np.array([[squares[0] if factors.by_unit else factors.factor @ squares]])


def _unit_totals(stage: Stage, u: FloatArray, codes: IntArray, count: int) -> FloatArray:
    width = count + 1
    cells = np.bincount(
        stage.clusters * width + codes, weights=u, minlength=stage.unit_count * width
    )
    return np.asarray(cells.reshape(stage.unit_count, width)[:, :count])


def _disjoint_rows(
    stage: Stage, factors: _Factors, u: FloatArray, codes: IntArray, count: int
) -> FloatArray:
    """Contribution of a stage whose units are rows, each in one domain at most.

    Within stratum and domain the deviations are summed about their own mean, so that nothing
    cancels; the zeros outside the domain enter in closed form.
    """
    H, width = stage.stratum_count, count + 1
    cells = codes if H == 1 else stage.strata * width + codes
    sums = np.bincount(cells, weights=u, minlength=H * width)
    rows = np.bincount(cells, minlength=H * width)
    deviations = u - (sums / np.maximum(rows, 1))[cells]
    squares = np.bincount(cells, weights=deviations * deviations, minlength=H * width)
    table = sums.reshape(H, width)[:, :count]
    inside = np.maximum(rows.reshape(H, width)[:, :count], 1)
    own = squares.reshape(H, width)[:, :count] + table**2 * (
        1.0 / inside - factors.centring[:, None]
    )
    covariance = -(table * (factors.factor * factors.centring)[:, None]).T @ table
    np.fill_diagonal(covariance, factors.factor @ own)
    return np.asarray(covariance)


def _cell_rows(
    stage: Stage, factors: _Factors, a: FloatArray, codes: IntArray, directions: FloatArray
) -> FloatArray:
    """Contribution of a stage whose units are rows that point in the direction of their cell.

    The sum of squares of a stratum is that of the amounts within its cells plus that of the cell
    means about the stratum mean, so that a stratum of one cell and one weight adds exactly zero.
    """
    H, width = stage.stratum_count, len(directions) + 1
    cells = codes if H == 1 else stage.strata * width + codes
    rows = np.bincount(cells, minlength=H * width)
    means = np.bincount(cells, weights=a, minlength=H * width) / np.maximum(rows, 1)
    deviations = a - means[cells]
    within = np.bincount(cells, weights=deviations * deviations, minlength=H * width)
    rows, means = rows.reshape(H, width), means.reshape(H, width)
    vectors = np.vstack([directions, np.zeros((1, directions.shape[1]))])
    points = means[:, :, None] * vectors
    centre = np.einsum("hc,hck->hk", rows, points) * factors.centring[:, None]
    points -= centre[:, None, :]
    weights = factors.factor[:, None] * rows
    spread_of_means = np.einsum("hc,hck,hcl->kl", weights, points, points, optimize=True)
    mass = factors.factor @ within.reshape(H, width)
    return np.asarray(spread_of_means + (vectors * mass[:, None]).T @ vectors)


def _sparse_stage(
    stage: Stage, factors: _Factors, u: FloatArray, codes: IntArray, count: int
) -> FloatArray:
    """Contribution of a stage with many units and many domains, without a dense table."""
    inside = codes < count
    shape = (stage.unit_count, count)
    totals = sparse.csr_matrix((u[inside], (stage.clusters[inside], codes[inside])), shape=shape)
    factor = np.broadcast_to(factors.of_units(stage), (stage.unit_count,))
    weighted = sparse.diags(factor) @ totals
    strata = sparse.csr_matrix(
        (np.ones(stage.unit_count), (stage.strata_of_clusters, np.arange(stage.unit_count))),
        shape=(stage.stratum_count, stage.unit_count),
    )
    means = sparse.diags(factors.centring) @ (strata @ totals)
    crossed = (strata @ weighted).T @ means
    mass = sparse.diags(np.asarray(strata @ factor).ravel())
    covariance = totals.T @ weighted - crossed - crossed.T + means.T @ (mass @ means)
    return np.asarray(covariance.toarray())
