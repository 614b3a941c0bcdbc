"""How unevenly a load falls on mentors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import column, is_amount
from mentor_matching.errors import InvalidLoadError

Floats = npt.NDArray[np.float64]


def gini(load: npt.ArrayLike) -> float:
    """The Gini coefficient of loads of at least 0; NaN if there are none or all are 0.

    Raises InvalidLoadError.

    >>> gini([1.0, 1.0, 1.0, 1.0])
    0.0
    """
    sorted_load = _in_order(load)
    n, total = sorted_load.size, sorted_load.sum()
    if total == 0.0:
        return float("nan")
    ranks = np.arange(1, n + 1)
    return float(2.0 * (ranks @ sorted_load) / (n * total) - (n + 1) / n)


def top_share(load: npt.ArrayLike, share: float) -> float:
    """The part of the load on the most loaded `share` of mentors, one at least; NaN if none.

    Raises InvalidLoadError for loads below 0, and for a share that is no number from 0 to 1.
    """
    if not (is_amount(share) and share <= 1):
        raise InvalidLoadError("share must be a number from 0 to 1")
    sorted_load = _in_order(load)[::-1]
    total = sorted_load.sum()
    if total == 0.0:
        return float("nan")
    most = max(1, round(share * sorted_load.size))
    return float(sorted_load[:most].sum() / total)


def _in_order(load: npt.ArrayLike) -> Floats:
    loads = column("load", load, InvalidLoadError)
    if not np.all((loads >= 0) & np.isfinite(loads)):
        raise InvalidLoadError("load must hold numbers of at least 0 with an end")
    return np.sort(loads)
