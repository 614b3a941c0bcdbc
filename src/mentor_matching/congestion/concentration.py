"""How unevenly a load falls on mentors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def gini(load: npt.ArrayLike) -> float:
    """The Gini coefficient of loads of at least 0; NaN if there are none or all are 0.

    >>> gini([1.0, 1.0, 1.0, 1.0])
    0.0
    """
    sorted_load = np.sort(np.asarray(load, dtype=np.float64))
    n, total = sorted_load.size, sorted_load.sum()
    if total == 0.0:
        return float("nan")
    ranks = np.arange(1, n + 1)
    return float(2.0 * (ranks @ sorted_load) / (n * total) - (n + 1) / n)


def top_share(load: npt.ArrayLike, share: float) -> float:
    """The part of the load on the most loaded `share` of mentors, one at least; NaN if none."""
    sorted_load = np.sort(np.asarray(load, dtype=np.float64))[::-1]
    total = sorted_load.sum()
    if total == 0.0:
        return float("nan")
    most = max(1, round(share * sorted_load.size))
    return float(sorted_load[:most].sum() / total)
