"""The load of mentors at one moment, and how the ranking asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Loads:
    """Free places and expected accepted load of n mentors, each of shape (n,)."""

    free: npt.NDArray[np.int64]
    expected_load: npt.NDArray[np.float64]


LoadReader = Callable[[npt.NDArray[np.int64]], Loads]
"""Given mentor ids of shape (n,), their loads now, in the same order; full if unknown."""
