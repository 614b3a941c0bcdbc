"""The load of mentors at one moment, and how the ranking asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import numbers
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

    Raises InvalidLoadError where it is no function, or gives no `Loads` with one number of at
    least 0 for each, and where free places are no whole numbers. Lists are taken as arrays.
    """
    if not callable(reader):
        raise InvalidLoadError("the load reader must be a function from ids of mentors to Loads")
    loads = reader(ids)
    free = _numbers(loads, "free", ids)
    if not np.all(free == np.floor(free)):
        raise InvalidLoadError("the load reader gave free places that are no whole numbers")
    return Loads(free.astype(np.int64), _numbers(loads, "expected_load", ids))


def _numbers(loads: object, name: str, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    told = f"{name} of the load reader"
    given = numbers(told, getattr(loads, name, ()), InvalidLoadError)
    if given.shape != ids.shape:
        raise InvalidLoadError(
            f"the load reader gave {name} of shape {given.shape} for {len(ids)} mentors: it must "
            f"give Loads with one value for each, in the same order"
        )
    if not np.all((given >= 0) & (given < LARGEST_LOAD)):
        raise InvalidLoadError(f"{told} must lie between 0 and {LARGEST_LOAD:.0e}")
    return given
