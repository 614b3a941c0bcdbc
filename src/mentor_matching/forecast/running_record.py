"""What one mentor's record said each time that a request came."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mentor_matching.forecast.record import HALF_LIFE_DAYS, OLD_ENOUGH_DAYS

Floats = npt.NDArray[np.float64]


def running_record(
    day: npt.ArrayLike,
    accepted: npt.ArrayLike,
    *,
    half_life_days: float = HALF_LIFE_DAYS,
    old_enough_days: float = OLD_ENOUGH_DAYS,
) -> tuple[Floats, Floats]:
    """Decayed acceptances and requests, both (n,), that each of n requests found when it came.

    `day` (n,) holds when each came, in days, and `accepted` (n,) 1 for a yes and 0 for anything
    else. A request counts for those that come at least `old_enough_days` later, with the weight
    2^(-age / half_life_days). Acceptances never exceed requests.

    >>> yes, of = running_record([0.0, 180.0], [1.0, 0.0])
    >>> yes.tolist(), of.tolist()
    ([0.0, 0.5], [0.0, 0.5])
    """
    came = np.asarray(day, dtype=np.float64)
    age = came[:, None] - came[None, :]
    weight = np.where(age >= old_enough_days, 0.5 ** (age / half_life_days), 0.0)
    # Two sums over equal shapes add in one order: no rounding lifts a part above its whole.
    yes = weight * np.asarray(accepted, dtype=np.float64)
    return yes.sum(axis=1), weight.sum(axis=1)
