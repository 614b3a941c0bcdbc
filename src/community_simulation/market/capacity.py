"""A week's market in which every mentor can take only so many requests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidMarketError

Singles = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class CapacityMarket:
    """n entrepreneurs and m mentors with known chances.

    `f` (n, m) is the chance that an entrepreneur who looks at a mentor writes, `g` (n, m) that
    the mentor wants the request, `places` (m,) how many requests the mentor can take. Kept in
    single precision: 20,000 by 5,000 needs 0.8 GB.

    Raises InvalidMarketError for shapes that do not fit, NaN, and values that are no chances.
    """

    f: Singles
    g: Singles
    places: Integers

    def __post_init__(self) -> None:
        if self.f.ndim != 2 or self.f.shape != self.g.shape:
            raise InvalidMarketError(f"f {self.f.shape} and g {self.g.shape} must be alike")
        if self.places.shape != self.f.shape[1:]:
            raise InvalidMarketError(f"{self.f.shape[1]} mentors but places {self.places.shape}")
        if self.places.min(initial=0) < 0:
            raise InvalidMarketError("places must be at least 0")
        for chances in (self.f, self.g):
            # Written so that NaN fails too.
            if chances.size and not (chances.min() >= 0.0 and chances.max() <= 1.0):
                raise InvalidMarketError("chances must lie in 0..1, without NaN")

    @property
    def capacity(self) -> int:
        """The requests that all mentors together can take."""
        return int(self.places.sum())


def random_capacity_market(
    n_entrepreneurs: int, n_mentors: int, places: int, share: float, rng: np.random.Generator
) -> CapacityMarket:
    """Uniform tastes mixed with a `share` of common popularity; `places` in all, one at least.

    The mix is that of `preferences.crowded`: column 0 is the most popular mentor, row 0 the
    most welcome entrepreneur. Raises InvalidMarketError.
    """
    if min(n_entrepreneurs, n_mentors) < 0 or not 0.0 <= share <= 1.0:
        raise InvalidMarketError("numbers of people must be at least 0 and the share in 0..1")
    if places < n_mentors or (n_mentors == 0 and places > 0):
        raise InvalidMarketError(f"{places} places cannot go to {n_mentors} mentors, one each")
    f = _mixed(rng, (n_entrepreneurs, n_mentors), share, axis=1)
    g = _mixed(rng, (n_entrepreneurs, n_mentors), share, axis=0)
    return CapacityMarket(f, g, spread_places(n_mentors, places, rng))


def spread_places(n_mentors: int, places: int, rng: np.random.Generator) -> Integers:
    """`places` among mentors (n,): one each, the rest at random."""
    if n_mentors == 0:
        return np.zeros(0, np.int64)
    return 1 + rng.multinomial(places - n_mentors, np.full(n_mentors, 1.0 / n_mentors))


def _mixed(rng: np.random.Generator, shape: tuple[int, int], share: float, *, axis: int) -> Singles:
    chances = rng.random(shape, dtype=np.float32)
    chances *= np.float32(1.0 - share)
    popularity = np.linspace(share, 0.0, shape[axis], dtype=np.float32)
    chances += np.expand_dims(popularity, 1 - axis)
    return np.clip(chances, 0.0, 1.0, out=chances)
