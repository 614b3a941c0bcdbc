"""What a platform ranks by during a season, from what it can know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from mentor_matching.congestion.free_place import free_place_chance

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


class Forecast(Enum):
    """Which number stands for a mentor's reply rate in the ranking."""

    PRIOR = "the same for everybody"
    MEAN = "empirical Bayes mean"
    OPTIMISTIC = "empirical Bayes mean plus one standard deviation"


@dataclass(frozen=True)
class SeasonRule:
    """Which of popularity, f, g and pi a rule multiplies, and how it forecasts replies."""

    name: str
    by_popularity: bool = False
    both_sides: bool = False
    by_load: bool = False
    forecast: Forecast = Forecast.PRIOR

    def scores(
        self, f: Floats, g: Floats, reply: Floats, free: Integers, expected_load: Floats
    ) -> Floats:
        """Scores (n, m) of mentors for n arrivals; 0 means never show.

        `reply`, `free` and `expected_load` (m,) are what the platform believes of the mentors.
        """
        if self.by_popularity:
            return np.broadcast_to(np.linspace(1.0, 0.5, f.shape[1]), f.shape)
        score = f * g * reply if self.both_sides else f
        return score * free_place_chance(free, expected_load) if self.by_load else score


SEASON_RULES = (
    SeasonRule("popularity", by_popularity=True),
    SeasonRule("own preference"),
    SeasonRule("reciprocal", both_sides=True, forecast=Forecast.MEAN),
    SeasonRule("load-aware, no forecast", both_sides=True, by_load=True),
    SeasonRule("load-aware, mean", both_sides=True, by_load=True, forecast=Forecast.MEAN),
    SeasonRule("load-aware", both_sides=True, by_load=True, forecast=Forecast.OPTIMISTIC),
)
"""The rules compared; the last is the platform's."""
