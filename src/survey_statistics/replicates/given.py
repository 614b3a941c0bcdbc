"""Replicate weights that came with the data.

Source: R `survey::svrepdesign`; K. Wolter (2007), Introduction to Variance Estimation, 2nd ed.
"""

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.designs.rank import rank
from survey_statistics.errors import OutOfRange, UnequalLengths


def given_replicates(
    weights: ArrayLike,
    replicate_weights: ArrayLike,
    *,
    scale: float,
    rscales: ArrayLike | None = None,
    combined: bool = True,
    mse: bool = False,
    degrees_of_freedom: float | None = None,
) -> ReplicateDesign:
    """Describe a sample by replicate weights made elsewhere.

    Args:
        weights: (n,) full-sample weights.
        replicate_weights: (n, R), one column a replicate.
        scale: Common factor of the variance.
        rscales: (R,) factor of each replicate; 1 if not given.
        combined: Whether the replicates hold the full-sample weight already; if not, they are
            factors by which it is multiplied.
        mse: Centre the variance at the full-sample estimate, not at the mean of the replicates.
        degrees_of_freedom: As the producer of the data states them; if not given, the rank of the
            replicate weights minus 1, as R does.

    Raises:
        UnequalLengths: rows or rscales do not fit.
        OutOfRange: a scale is not above 0, a replicate weight or an rscale below 0.

    >>> halves = np.array([[2.0, 0.0], [0.0, 2.0]])
    >>> design = given_replicates([10.0, 10.0], halves, scale=0.5, combined=False)
    >>> design.replicate_weights.tolist(), design.degrees_of_freedom
    ([[20.0, 0.0], [0.0, 20.0]], 1.0)
    """
    full = np.asarray(weights, dtype=np.float64)
    table = np.asarray(replicate_weights, dtype=np.float64)
    if table.ndim != 2 or len(table) != len(full):
        raise UnequalLengths("replicate weights", len(table), len(full))
    own = np.ones(table.shape[1]) if rscales is None else np.asarray(rscales, dtype=np.float64)
    if len(own) != table.shape[1]:
        raise UnequalLengths("rscales", len(own), table.shape[1])
    if not 0 < scale < np.inf:
        raise OutOfRange("scale", scale, "a number above 0")
    for name, numbers in (("replicate weights", table), ("rscales", own)):
        wrong = ~(np.isfinite(numbers) & (numbers >= 0))
        if wrong.any():
            raise OutOfRange(name, float(numbers[wrong][0]), "numbers from 0 up")
    whole = table if combined else table * full[:, None]
    degrees = rank(whole) - 1.0 if degrees_of_freedom is None else float(degrees_of_freedom)
    return ReplicateDesign(full, whole, float(scale), own, degrees, mse=mse)
