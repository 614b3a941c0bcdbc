"""The load of mentors at one moment, and how the ranking asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidLoadError

LARGEST_LOAD = 2.0**62
"""Places are counted in 64 bits; no mentor has as many."""


@dataclass(frozen=True)
class Loads:
    """Free places and expected accepted load of n mentors, each of shape (n,)."""

    free: npt.NDArray[np.int64]
    expected_load: npt.NDArray[np.float64]


LoadReader = Callable[[npt.NDArray[np.int64]], Loads]
"""Given mentor ids of shape (n,), their loads now, in the same order; full if unknown."""


def read_loads(reader: LoadReader, ids: npt.NDArray[np.int64]) -> Loads:
    """What `reader` says of the mentors `ids` (n,).

    Raises InvalidLoadError where that is no `Loads` with one number of at least 0 for each, and
    where free places are no whole numbers. Lists are taken as arrays.
    """
    loads = reader(ids)
    free = _numbers(loads, "free", ids)
    if not np.all(free == np.floor(free)):
        raise InvalidLoadError("the load reader gave free places that are no whole numbers")
    return Loads(free.astype(np.int64), _numbers(loads, "expected_load", ids))


def _numbers(loads: object, name: str, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    try:
        given = np.asarray(getattr(loads, name, ()))
    except (ValueError, TypeError, OverflowError):  # rows of different lengths
        given = np.empty((0, 0))
    if given.shape != ids.shape:
        raise InvalidLoadError(
            f"the load reader gave {name} of shape {given.shape} for {len(ids)} mentors: it must "
            f"give Loads with one value for each, in the same order"
        )
    if given.dtype.kind not in "iuf" and given.size:
        raise InvalidLoadError(f"the load reader gave {name} that are no numbers")
    numbers = given.astype(np.float64)
    if not np.all((numbers >= 0) & (numbers < LARGEST_LOAD)):
        raise InvalidLoadError(f"the load reader gave {name} below 0 or without an end")
    return numbers
