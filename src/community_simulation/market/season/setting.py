"""What is true in a simulated season, and hidden from the platform where it would be in life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from community_simulation.market.capacity import spread_places
from mentor_matching.errors import InvalidMarketError

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

DAYS_A_WEEK = 7
REPLY_RATES = (1.2, 1.8)


@dataclass(frozen=True)
class Setting:
    """The size of the season and the habits of its people.

    `arrivals` entrepreneurs are expected each week; `share` of what people like is common
    popularity; lists have `length` mentors, and nobody has more than `most_open` requests
    waiting. A mentor comes by on a day with chance `visits`. One asked more than `patience`
    times per place in a week replies less: the reply rate is divided by 1 + `fatigue` times
    the excess. A request is dropped when `expiry_days` old.

    `share`, `visits` and `fatigue` are set so that lists by own preference bring about 115
    matches a week at a reply rate of .055, the reference the other rules are judged against.
    """

    weeks: int = 12
    arrivals: int = 1000
    n_mentors: int = 500
    places: int = 1048
    share: float = 0.36
    length: int = 5
    most_open: int = 3
    visits: float = 0.8
    patience: float = 3.0
    fatigue: float = 0.1
    expiry_days: int = 7

    def __post_init__(self) -> None:
        if min(self.weeks, self.arrivals, self.n_mentors, self.length, self.most_open) < 0:
            raise InvalidMarketError("weeks, arrivals, mentors, length and requests: 0 or more")
        if not (0.0 <= self.share <= 1.0 and 0.0 <= self.visits <= 1.0):
            raise InvalidMarketError("the share of popularity and the visits must lie in 0..1")
        if self.places < self.n_mentors:
            raise InvalidMarketError("every mentor needs one place a week at least")


@dataclass(frozen=True)
class Mentors:
    """Weekly `places` and true `reply_rate` of each mentor, shape (m,), most popular first."""

    places: Integers
    reply_rate: Floats


def draw_mentors(setting: Setting, rng: np.random.Generator) -> Mentors:
    """Mentors with one place a week at least and Beta(1.2, 1.8) reply rates."""
    places = spread_places(setting.n_mentors, setting.places, rng)
    return Mentors(places, rng.beta(*REPLY_RATES, setting.n_mentors))


def draw_people(n: int, setting: Setting, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """f and g (n, m) of n arrivals: the chance they write, and that a reply is a yes."""
    m, share = setting.n_mentors, setting.share
    f = (1.0 - share) * rng.random((n, m)) + share * np.linspace(1.0, 0.0, m)
    g = (1.0 - share) * rng.random((n, m)) + share * rng.random((n, 1))
    return f, g
