"""Rao and Scott's test of independence in a two-way table.

Pearson's X2 of the weighted table is set against its design: with Delta the generalised design
effects of the interaction contrasts,

    F = X2 / tr(Delta), degrees tr(Delta)^2 / tr(Delta^2) and that times the design degrees;
    chi-square: X2 / mean(diag(Delta)) on (rows - 1)(columns - 1).

Source: J. Rao, A. Scott (1984), Annals of Statistics 12, 46-60; R `svychisq`, whose table counts
every row of the domain, gaps included, in its total, and units of weight zero in the degrees.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import BoolArray, Column, FloatArray, IntArray, ones
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.errors import ConstantVariable, UnknownChoice
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.ratios import domain_weights
from survey_statistics.estimation.replication import replicate_covariance, weighted_totals
from survey_statistics.estimation.taylor import taylor_by_cell
from survey_statistics.estimation.variables import Levels, read_levels
from survey_statistics.results import TestResult

_STATISTICS = ("F", "chi-square")


def rao_scott(
    design: AnyDesign,
    rows: Column,
    columns: Column,
    *,
    statistic: str = "F",
    where: ArrayLike | None = None,
) -> TestResult:
    """Test whether two categorical variables (n,) are independent.

    Args:
        rows, columns: Labels, gaps as None, NaN or an empty text.
        statistic: "F" (second order) or "chi-square" (first order; the statistic is the
            unadjusted X2 of the weighted table, the p-value adjusted, as R prints it).
        where: (n,) rows the test is about.

    Raises:
        ConstantVariable: a variable has one level. UnknownChoice: no such statistic.

    >>> from survey_statistics.designs.build import survey_design
    >>> a, b = [0, 0, 1, 1, 0, 1], [0, 1, 1, 1, 0, 0]
    >>> round(rao_scott(survey_design(size=6), a, b).statistic, 6)
    0.555556
    """
    if statistic not in _STATISTICS:
        raise UnknownChoice("statistic", statistic, _STATISTICS)
    everyone = find_domains(design.size, None, where)
    first, second = (
        read_levels(rows, design.size, "rows"),
        read_levels(columns, design.size, "columns"),
    )
    domains = everyone.restricted(first.present & second.present)
    used = domain_weights(design, domains) != 0
    height, a = occurring_levels(first, used)
    width, b = occurring_levels(second, used)
    cells = np.where(used, a * width + b, 0)
    shares, covariance = _cells(design, cells, domains, height * width)
    n = int(np.count_nonzero(everyone.inside()))
    pearson = _pearson(shares.reshape(height, width), n)
    delta = _generalised_effects(shares, covariance, height, width, n)
    degrees = float(domain_degrees(design, everyone.codes, 1, any_weight=True)[0])
    return _result(statistic, pearson, delta, degrees, int(np.count_nonzero(used)))


def occurring_levels(coded: Levels, used: BoolArray) -> tuple[int, IntArray]:
    """Number of levels that occur in the rows used, and the code of each row (n,) among them.

    Raises:
        ConstantVariable: fewer than two levels occur.
    """
    seen = np.bincount(coded.codes[used], minlength=len(coded.labels)) > 0
    if seen.sum() < 2:
        raise ConstantVariable(coded.name, "a test of independence")
    position = np.append(np.cumsum(seen) - 1, 0)
    return int(seen.sum()), position[coded.codes]


def _cells(
    design: AnyDesign, cells: IntArray, domains: Domains, k: int
) -> tuple[FloatArray, FloatArray]:
    """Weighted share of each cell (k,) and their covariance (k, k)."""
    weights = domain_weights(design, domains)
    whole = weights.sum()
    place = np.where(domains.inside(), cells, k)
    shares = weighted_totals(weights, ones(design.size), place, k) / whole
    if isinstance(design, ReplicateDesign):
        table = weighted_totals(design.replicate_weights, ones(design.size), place, k)
        table /= table.sum(axis=1, keepdims=True)
        return shares, replicate_covariance(design, table, shares)
    return shares, taylor_by_cell(design, weights / whole, place, np.eye(k) - shares)


def _pearson(table: FloatArray, n: int) -> float:
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    return float(n * ((table - expected) ** 2 / expected).sum())


def _generalised_effects(
    shares: FloatArray, covariance: FloatArray, height: int, width: int, n: int
) -> FloatArray:
    """Delta: covariance of the interaction contrasts over that under simple random sampling."""
    ones_r, ones_c = np.ones((height, 1)), np.ones((width, 1))
    rows, columns = np.eye(height)[:, 1:], np.eye(width)[:, 1:]
    main = np.hstack([np.kron(ones_r, ones_c), np.kron(rows, ones_c), np.kron(ones_r, columns)])
    interaction = np.kron(rows, columns)
    contrasts = interaction - main @ np.linalg.lstsq(main, interaction, rcond=None)[0]
    inverse = np.divide(1.0, shares, where=shares > 0, out=np.zeros_like(shares))
    scaled = contrasts * inverse[:, None]
    return np.linalg.solve(contrasts.T @ scaled / n, scaled.T @ covariance @ scaled)


def _result(
    statistic: str, pearson: float, delta: FloatArray, degrees: float, n: int
) -> TestResult:
    trace = float(np.trace(delta))
    if statistic == "chi-square":
        count = delta.shape[0]
        p = float(special.chdtrc(count, pearson / (trace / count)))
        return TestResult("Rao-Scott chi-square", pearson, (float(count),), p, n=n)
    numerator = trace**2 / float(np.trace(delta @ delta))
    denominator = numerator * degrees
    p = (
        float(special.fdtrc(numerator, denominator, pearson / trace))
        if degrees > 0
        else float("nan")
    )
    return TestResult("Rao-Scott F", pearson / trace, (numerator, denominator), p, n=n)
