"""Design covariance of the coefficients of a fitted model, by Taylor or from replicates.

Replicates in which the model has no solution, as where a rare level is missing, are left out and
counted, as R does: of R replicates that the scale is made for the others then speak for all.
"""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.designs.stage import Influence
from survey_statistics.errors import DependentColumns, NotAvailable, NotConverged
from survey_statistics.estimation.replication import replicate_covariance
from survey_statistics.estimation.taylor import taylor_covariance
from survey_statistics.regression.families import Family
from survey_statistics.regression.fitting import Solution, solve
from survey_statistics.regression.model_matrix import ModelMatrix


@dataclass(frozen=True, eq=False)
class Fit:
    """What is fitted: outcome (n,), columns and offset (n,), in the rows used (n,)."""

    model: Family
    matrix: ModelMatrix
    outcome: FloatArray
    used: BoolArray
    offset: FloatArray | None


def coefficient_covariance(
    design: AnyDesign, fit: Fit, solution: Solution
) -> tuple[FloatArray, int]:
    """Covariance (p, p) of the coefficients, and the number of replicates left out.

    Raises:
        NotAvailable: the model has no solution in any replicate.
    """
    if isinstance(design, ReplicateDesign):
        return _of_replicates(design, fit, solution)
    X, scores, bread = fit.matrix.X, solution.scores, solution.inverse_information
    z = Influence(len(X), X.shape[1], lambda rows: X[rows] * scores[rows, None])
    return np.asarray(bread @ taylor_covariance(design, z) @ bread), 0


def _of_replicates(design: ReplicateDesign, fit: Fit, solution: Solution) -> tuple[FloatArray, int]:
    """Refit in every replicate, starting at the full solution, weights adding up to 1 as in R."""
    rows = np.flatnonzero(fit.used)
    X, y = fit.matrix.X.T[:, rows].T, fit.outcome[rows]
    offset = None if fit.offset is None else fit.offset[rows]
    found = np.full((design.replicate_weights.shape[1], X.shape[1]), np.nan)
    for r in range(len(found)):
        w = design.replicate_weights[rows, r]
        if not w.any():
            continue
        try:
            found[r] = solve(
                fit.model,
                X,
                y,
                w / w.sum(),
                fit.matrix.names,
                start=solution.coefficients,
                offset=offset,
            ).coefficients
        except (DependentColumns, NotConverged):
            continue  # stays without a solution
    left_out = int(np.isnan(found[:, 0]).sum())
    if left_out == len(found):
        reason = "the model has no solution in any replicate. Use fewer predictors."
        raise NotAvailable("The covariance of a regression", reason)
    return replicate_covariance(design, found, solution.coefficients), left_out
