"""Variance by Taylor linearisation in designs of any number of stages.

The covariance of estimates is the design covariance of the totals of their weighted influence
values z. At each stage s, with units c in strata h and stage totals z_hc,

    V = sum_s sum_h F_h (1 - f_h) n_h / (n_h - 1) sum_c (z_hc - zbar_h)(z_hc - zbar_h)'

where f_h is the sampling fraction of the stratum and F_h the product of the fractions of the
stages above. Stages below one drawn with replacement have F = 0. Equal to `svyrecvar` of R.

Source: C.-E. Särndal, B. Swensson, J. Wretman (1992), Model Assisted Survey Sampling, ch. 4-5;
T. Lumley (2004), J. Stat. Software 9(8).
"""

import numpy as np
from scipy import sparse

from survey_statistics.arrays import BLOCK, FloatArray, IntArray, dot, row_blocks
from survey_statistics.blocks import paired_codes, sums_by_code, thin_product, weighted_gram
from survey_statistics.designs.design import Design
from survey_statistics.designs.stage import Influence, Stage, influence, sum_by
from survey_statistics.estimation.row_stages import cell_rows, disjoint_rows
from survey_statistics.estimation.variance_factors import Factors, variance_factors

# Above this many cells a table of units by domains is kept sparse.
_DENSE_CELLS = 20_000_000
# Above this many estimates a direction in each cell costs more than a plain product.
_WIDE = 40
_FEWEST_ROWS = 256


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
        factors = variance_factors(stage, design)
        units = values if stage.one_row_each else influence(stage.totals(values))
        covariance += _centred_stage(stage, factors, units)
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
        factors = variance_factors(stage, design)
        if stage.one_row_each and not factors.by_unit:
            covariance += disjoint_rows(stage, factors, u, codes, count)
        elif stage.unit_count * count <= _DENSE_CELLS:
            totals = influence(_unit_totals(stage, u, codes, count))
            covariance += _centred_stage(stage, factors, totals)
        else:
            covariance += _sparse_stage(stage, factors, u, codes, count)
    return covariance


def taylor_by_cell(
    design: Design, a: FloatArray, codes: IntArray, directions: FloatArray
) -> FloatArray:
    """Covariance (k, k) of the totals of z_i = a_i v(c_i), with a direction v for each cell.

    `a` (n,) are amounts, `codes` (n,) the cell of each row and `directions` (C, k) the vectors;
    rows with code C lie outside. Rows are summed by stratum (or unit) and cell before any matrix is
    made, so the cost does not grow with n times k.
    """
    count, k = directions.shape
    if design.calibrations or k > _WIDE:
        inside = np.where(codes < count, a, 0.0)
        return directions.T @ taylor_by_domain(design, inside, codes, count) @ directions
    covariance = np.zeros((k, k))
    for stage in contributing_stages(design):
        factors = variance_factors(stage, design)
        if stage.one_row_each and not factors.by_unit:
            covariance += cell_rows(stage, factors, a, codes, directions)
        else:
            totals = thin_product(_unit_totals(stage, a, codes, count), directions)
            covariance += _centred_stage(stage, factors, influence(totals))
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


def _centred_stage(stage: Stage, factors: Factors, z: Influence) -> FloatArray:
    """Contribution of one stage from unit totals (m, k), centred in their strata by blocks."""
    if z.width == 1:
        return _single_column(stage, factors, z)
    strata = stage.strata_of_clusters
    means = sum_by(strata, z, stage.stratum_count)
    means *= factors.centring[:, None]
    factor = factors.of_units(stage)
    covariance = np.zeros((z.width, z.width))
    for block in row_blocks(z.size, max(BLOCK // z.width, _FEWEST_ROWS)):
        centred = z.rows(block) - (means if len(means) == 1 else means[strata[block]])
        covariance += weighted_gram(centred, factor if len(factor) == 1 else factor[block])
    return covariance


def _single_column(stage: Stage, factors: Factors, totals: Influence) -> FloatArray:
    """The same for one estimate (m, 1): squares are summed by stratum, factors come after."""
    strata, H = stage.strata_of_clusters, stage.stratum_count
    means = sum_by(strata, totals, H)[:, 0] * factors.centring
    squares = np.zeros(1 if factors.by_unit else H)
    for block in row_blocks(totals.size, max(BLOCK, H)):
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

    def cells(rows: slice) -> IntArray:
        return paired_codes(stage.clusters, codes, width, rows)

    totals = sums_by_code(len(u), stage.unit_count * width, cells, u.__getitem__)
    return np.asarray(totals.reshape(stage.unit_count, width)[:, :count])


def _sparse_stage(
    stage: Stage, factors: Factors, u: FloatArray, codes: IntArray, count: int
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
