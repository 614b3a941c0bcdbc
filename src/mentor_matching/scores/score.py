"""score = f g pi, factor by factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """The factors of n mentors, shape (n,), each a probability.

    `interest` (f) that the person writes, `acceptance` (g) that the mentor replies and
    accepts, `room` (pi) that the mentor still has a free place.
    """

    interest: Floats
    acceptance: Floats
    room: Floats

    @property
    def total(self) -> Floats:
        """The chance that showing the mentor ends in a match."""
        return self.interest * self.acceptance * self.room

    def take(self, places: npt.NDArray[np.int64]) -> Scores:
        """The factors of the mentors at `places`, in that order."""
        return Scores(self.interest[places], self.acceptance[places], self.room[places])
