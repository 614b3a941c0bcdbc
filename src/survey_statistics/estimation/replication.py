"""Variance from replicate weights.

    V = scale * sum_r rscales_r (t_r - c)(t_r - c)'

with c the mean of the replicate estimates whose rscales are above zero, or with `mse` the
full-sample estimate. Equal to `svrVar` of R. Finite population corrections count only where the
replicate weights carry them.

Source: K. Wolter (2007), Introduction to Variance Estimation, 2nd ed., ch. 3-5.
"""

import numpy as np
from scipy import sparse

from survey_statistics.arrays import FloatArray, IntArray, dot
from survey_statistics.blocks import sums_by_code
from survey_statistics.designs.design import ReplicateDesign


def replicate_covariance(
    design: ReplicateDesign, replicates: FloatArray, full: FloatArray
) -> FloatArray:
    """Covariance (k, k) from replicate estimates (R, k) and full-sample estimates (k,).

    Replicates that gave no finite estimate of a column are left out for that column, as R does.

    >>> halves = np.array([[2.0, 0.0], [0.0, 2.0]])
    >>> design = ReplicateDesign(np.ones(2), halves, scale=0.5, rscales=np.ones(2),
    ...     degrees_of_freedom=1.0)
    >>> replicate_covariance(design, np.array([[4.0], [2.0]]), np.array([3.0])).tolist()
    [[1.0]]
    """
    rscales = design.rscales
    kept = np.where(np.isfinite(replicates), replicates, np.nan)
    centre = full if design.mse else _centre(kept, rscales)
    deviations = np.nan_to_num((kept - centre) * np.sqrt(rscales)[:, None])
    return np.asarray(design.scale * (deviations.T @ deviations))


def _centre(replicates: FloatArray, rscales: FloatArray) -> FloatArray:
    used = replicates[rscales > 0]
    present = np.isfinite(used)
    return np.asarray(np.where(present, used, 0.0).sum(axis=0) / np.maximum(present.sum(axis=0), 1))


def weighted_totals(weights: FloatArray, y: FloatArray, codes: IntArray, count: int) -> FloatArray:
    """Weighted totals of `y` (n,) by domain: (count,) for weights (n,), (R, count) for (n, R).

    Rows with code `count` lie outside every domain.

    >>> weighted_totals(np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([0, 1]), 2).tolist()
    [3.0, 8.0]
    """
    if weights.ndim == 2 and (count == 1 or weights.flags.c_contiguous):
        return _of_replicates(weights, y, codes, count)
    if weights.ndim == 2:
        # Replicates that lie column by column are read so, not turned round in a copy.
        columns = [weighted_totals(column, y, codes, count) for column in weights.T]
        return np.stack(columns)
    if count == 1 and not codes.any():
        return np.array([dot(weights, y)])

    def amounts(rows: slice) -> FloatArray:
        return weights[rows] * y[rows]

    return sums_by_code(len(codes), count + 1, codes.__getitem__, amounts)[:count]


def _of_replicates(weights: FloatArray, y: FloatArray, codes: IntArray, count: int) -> FloatArray:
    """The same for replicates (n, R) by a product of matrices: (R, count)."""
    if count == 1:
        inside = np.where(codes == 0, y, 0.0)
        return np.asarray(inside @ weights)[:, None]
    rows = np.flatnonzero(codes < count)
    table = sparse.csr_matrix((y[rows], (codes[rows], rows)), shape=(count, len(y)))
    return np.asarray((table @ weights).T)
