"""Wald's test of independence in a two-way table of weighted totals.

With T_ij the weighted totals, Y_ij = T_ij - T_i. T_.j / T.. for all rows and columns but the first,
and V the design covariance of Y by linearisation,

    W = Y' V^-1 Y / k,  k = (rows - 1)(columns - 1), on k and nu degrees;
    adjusted: W (nu - k + 1) / nu on k and nu - k + 1 degrees, nu those of the design.

Source: G. Koch, D. Freeman, J. Freeman (1975), Int. Stat. Review 43, 59-78; I. Fellegi (1980), JASA
75, 261-268; R `svychisq` (`Wald`, `adjWald`). Rao and Scott's test is steadier for many cells.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import Column, FloatArray, IntArray, ones
from survey_statistics.association.rao_scott import occurring_levels
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.errors import TooFewUnits
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import find_domains
from survey_statistics.estimation.ratios import domain_weights
from survey_statistics.estimation.replication import replicate_covariance, weighted_totals
from survey_statistics.estimation.taylor import taylor_by_cell
from survey_statistics.estimation.variables import read_levels
from survey_statistics.results import TestResult


def wald_independence(
    design: AnyDesign,
    rows: Column,
    columns: Column,
    *,
    adjusted: bool = True,
    where: ArrayLike | None = None,
) -> TestResult:
    """Test whether two categorical variables (n,) are independent.

    Args:
        rows, columns: Labels, gaps as None, NaN or an empty text.
        adjusted: Correct for the degrees of freedom of the design (Fellegi).
        where: (n,) rows the test is about.

    Raises:
        ConstantVariable: a variable has one level. TooFewUnits: no degrees of freedom are left.

    >>> from survey_statistics.designs.build import survey_design
    >>> a, b = [0, 0, 1, 1, 0, 1], [0, 1, 1, 1, 0, 0]
    >>> round(wald_independence(survey_design(size=6), a, b).statistic, 6)
    0.625
    """
    everyone = find_domains(design.size, None, where)
    first = read_levels(rows, design.size, "rows")
    second = read_levels(columns, design.size, "columns")
    domains = everyone.restricted(first.present & second.present)
    weights = domain_weights(design, domains)
    used = weights != 0
    height, a = occurring_levels(first, used)
    width, b = occurring_levels(second, used)
    k = (height - 1) * (width - 1)
    cells = np.where(used, a * width + b, height * width)
    degrees = float(domain_degrees(design, everyone.codes, 1, any_weight=True)[0])
    left = degrees - k + 1 if adjusted else degrees
    if left <= 0:
        raise TooFewUnits("A Wald test", left)
    totals = weighted_totals(weights, ones(design.size), cells, height * width)
    excess, directions = _interactions(totals.reshape(height, width))
    covariance = _covariance(design, weights, cells, directions)
    wald = float(excess @ np.linalg.solve(covariance, excess)) / k
    statistic = wald * left / degrees if adjusted else wald
    name = "adjusted Wald test of independence" if adjusted else "Wald test of independence"
    p = float(special.fdtrc(k, left, statistic))
    return TestResult(name, statistic, (float(k), left), p, n=int(np.count_nonzero(used)))


def _interactions(table: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Y (k,) of a table (r, c) of totals, and what a unit of weight in each cell adds to it."""
    whole, down, across = table.sum(), table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(down, across) / whole
    height, width = table.shape
    rows, columns = np.eye(height), np.eye(width)
    pushes = (
        np.einsum("ai,bj->abij", rows, columns)
        - np.einsum("ai,j->aij", rows, across / whole)[:, None]
        - np.einsum("bj,i->bij", columns, down / whole)[None]
        + expected / whole
    )
    inner = pushes[:, :, 1:, 1:].reshape(height * width, -1)
    return (table - expected)[1:, 1:].ravel(), inner


def _covariance(
    design: AnyDesign, weights: FloatArray, cells: IntArray, directions: FloatArray
) -> FloatArray:
    if not isinstance(design, ReplicateDesign):
        return taylor_by_cell(design, weights, cells, directions)
    count = len(directions)
    table = weighted_totals(design.replicate_weights, ones(design.size), cells, count)
    full = weighted_totals(weights, ones(design.size), cells, count)
    return np.asarray(directions.T @ replicate_covariance(design, table, full) @ directions)
