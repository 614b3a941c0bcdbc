"""The chance that a mentor still has a free place, given the load already on the way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincc

from mentor_matching.checks import together
from mentor_matching.errors import InvalidLoadError

Floats = npt.NDArray[np.float64]


def free_place_chance(free: npt.ArrayLike, expected_load: npt.ArrayLike) -> Floats:
    """P(Poisson(L) < k): the chance that a mentor with k free places keeps one.

    `free` (k) is the number of places left, `expected_load` (L) the expected number of
    acceptances among the requests already waiting; both broadcast. The result is 0 where
    k is 0 and 1 where nothing waits. It is the derivative of E min(k, Poisson(L)) in L,
    so ranking by it climbs the expected number of matches.

    Raises InvalidLoadError for NaN or values below zero.

    >>> free_place_chance([0, 1, 3], [0.0, 1.0, 1.0]).round(3).tolist()
    [0.0, 0.368, 0.92]
    """
    k, L = together(InvalidLoadError, free=free, expected_load=expected_load)
    if not (np.all(k >= 0) and np.all(L >= 0)):
        raise InvalidLoadError("free places and expected loads must be numbers of at least 0")
    if not (np.all(np.isfinite(k)) and np.all(np.isfinite(L))):
        raise InvalidLoadError("free places and expected loads must be finite")
    chance = gammaincc(np.maximum(k, 1.0), L)
    return np.asarray(np.where(k > 0, chance, 0.0), dtype=np.float64)


def expected_matches(free: npt.ArrayLike, expected_load: npt.ArrayLike) -> Floats:
    """E min(k, Poisson(L)): the matches a mentor with k places makes of an expected load L.

    Raises InvalidLoadError.

    >>> float(expected_matches(1, 1.0).round(3))
    0.632
    """
    k, L = together(InvalidLoadError, free=free, expected_load=expected_load)
    has_place = free_place_chance(k, L)
    # E min(k, X) = L P(X < k) + k P(X > k), and P(X > k) is gammainc(k + 1, L).
    return np.asarray(L * has_place + k * (1.0 - gammaincc(k + 1.0, L)), dtype=np.float64)
