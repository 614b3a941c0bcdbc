"""The load of mentors at one moment, and how the ranking asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidLoadError


@dataclass(frozen=True)
class Loads:
    """Free places and expected accepted load of n mentors, each of shape (n,)."""

    free: npt.NDArray[np.int64]
    expected_load: npt.NDArray[np.float64]


LoadReader = Callable[[npt.NDArray[np.int64]], Loads]
"""Given mentor ids of shape (n,), their loads now, in the same order; full if unknown."""


def read_loads(reader: LoadReader, ids: npt.NDArray[np.int64]) -> Loads:
    """What `reader` says of the mentors `ids` (n,).

    Raises InvalidLoadError where that is no `Loads` with one number for each.
    """
    loads = reader(ids)
    for name in ("free", "expected_load"):
        given: npt.ArrayLike = getattr(loads, name, ())
        shape = np.shape(given)
        if shape != ids.shape:
            raise InvalidLoadError(
                f"the load reader gave {name} of shape {shape} for {len(ids)} mentors: it must "
                f"give Loads with one value for each, in the same order"
            )
    return loads
