"""Ratios of totals over domains: the one fit behind means, proportions and ratios."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import FloatArray, IntArray, row_blocks
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.designs.stage import Influence
from survey_statistics.estimation.domains import Domains
from survey_statistics.estimation.replication import replicate_covariance, weighted_totals
from survey_statistics.estimation.taylor import taylor_by_domain, taylor_covariance


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates (k,) of k domains with their covariance (k, k)."""

    values: FloatArray
    covariance: FloatArray

    @property
    def variances(self) -> FloatArray:
        """Variances (k,), never below zero."""
        return np.maximum(np.diag(self.covariance), 0.0)  # NaN stays NaN


def domain_weights(design: AnyDesign, domains: Domains) -> FloatArray:
    """The full-sample weights (n,), zero for rows outside every domain."""
    if domains.whole:
        return design.weights
    return np.where(domains.inside(), design.weights, 0.0)


def fit_totals(design: AnyDesign, y: FloatArray, domains: Domains) -> Fit:
    """Weighted totals of `y` (n,) by domain.

    Influence of row i: w_i y_i.
    """
    codes, count = domains.codes, domains.count
    values = weighted_totals(design.weights, y, codes, count)
    if isinstance(design, ReplicateDesign):
        replicates = weighted_totals(design.replicate_weights, y, codes, count)
        return Fit(values, replicate_covariance(design, replicates, values))
    w = domain_weights(design, domains)
    if count == 1:
        z = Influence(len(y), 1, lambda rows: (w[rows] * y[rows])[:, None])
        return Fit(values, taylor_covariance(design, z))
    return Fit(values, taylor_by_domain(design, w * y, codes, count))


def fit_ratios(design: AnyDesign, y: FloatArray, x: FloatArray, domains: Domains) -> Fit:
    """Ratios R of weighted totals of `y` to `x` (n,) by domain.

    Influence of row i: w_i (y_i - R x_i) / X. Empty domains get 0 with no variance.
    """
    codes, count = domains.codes, domains.count
    values, bases = _ratio(design.weights, y, x, codes, count)
    if isinstance(design, ReplicateDesign):
        replicates, _ = _ratio(design.replicate_weights, y, x, codes, count)
        return Fit(values, replicate_covariance(design, replicates, values))
    w = domain_weights(design, domains)
    if count == 1:
        base = bases[0] or 1.0

        def rows(block: slice) -> FloatArray:
            return np.asarray((y[block] - values[0] * x[block]) * w[block] / base)[:, None]

        return Fit(values, taylor_covariance(design, Influence(len(y), 1, rows)))
    return Fit(
        values, taylor_by_domain(design, _influence(w, y, x, values, bases, codes), codes, count)
    )


def _influence(
    weights: FloatArray,
    y: FloatArray,
    x: FloatArray,
    values: FloatArray,
    bases: FloatArray,
    codes: IntArray,
) -> FloatArray:
    """Weighted influence (n,) of each row on the ratio of its own domain."""
    ratio = np.append(values, 0.0)
    inverse = np.append(np.divide(1.0, bases, where=bases != 0, out=np.zeros_like(bases)), 0.0)
    result = np.empty(len(y))
    for block in row_blocks(len(y)):
        own = codes[block]
        part = np.multiply(ratio[own], x[block], out=result[block])
        np.subtract(y[block], part, out=part)
        part *= weights[block]
        part *= inverse[own]
    return result


def _ratio(
    weights: FloatArray, y: FloatArray, x: FloatArray, codes: IntArray, count: int
) -> tuple[FloatArray, FloatArray]:
    """Ratios and their denominators; a full sample without a base gets 0, a replicate NaN."""
    tops = weighted_totals(weights, y, codes, count)
    bases = weighted_totals(weights, x, codes, count)
    empty = 0.0 if weights.ndim == 1 else np.nan
    values = np.divide(tops, bases, where=bases != 0, out=np.full_like(tops, empty))
    return values, bases
