"""The exposure that ranking by a weight gives: the linear step of Frank-Wolfe, by a sort."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import numbers
from mentor_matching.errors import InvalidMarketError

Floats = npt.NDArray[np.float64]


def ranked_exposure(weight: Floats, examination: Floats) -> Floats:
    """Exposure (n, m) when each of n people gets m options ranked by `weight` (n, m).

    `examination` (m,) falls with the rank. By the rearrangement inequality no doubly
    stochastic policy has a higher sum of weight times exposure, so this solves exactly the
    linear programme that the literature hands to a solver.
    """
    order = np.argsort(-weight, axis=1)
    exposure = np.empty_like(weight)
    np.put_along_axis(exposure, order, np.broadcast_to(examination, weight.shape), axis=1)
    return exposure


def checked_probabilities(*matrices: npt.ArrayLike) -> tuple[Floats, ...]:
    """The matrices as floats. Raises InvalidMarketError unless 2-D with values in 0..1."""
    checked = tuple(numbers("preferences", matrix, InvalidMarketError) for matrix in matrices)
    for matrix in checked:
        if matrix.ndim != 2:
            raise InvalidMarketError(f"preferences must be a matrix, not {matrix.ndim}-dimensional")
        # Written so that NaN fails too.
        if not np.all((matrix >= 0.0) & (matrix <= 1.0)):
            raise InvalidMarketError("preferences must be probabilities; NaN or out of 0..1 found")
    return checked
