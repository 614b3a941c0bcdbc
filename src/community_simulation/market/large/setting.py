"""The size of a large market and its mentors, the same in every process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from community_simulation.market.capacity import spread_places
from mentor_matching.errors import InvalidMarketError

Singles = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

AREAS, LANGUAGES, INDUSTRIES, COUNTRIES, TASTES = 48, 2, 20, 60, 8
AREAS_A_MENTOR, NEEDS_A_PERSON = 3, 2
SPEAKS_BOTH = 0.2
FIRST_LANGUAGE = 0.55
REPLY_RATES = (1.2, 1.8)
SMALLEST_BLOCK, LARGEST_BLOCK = 64, 2048
POPULARITY_SPREAD = 1.0
TASTE_SPREAD = 0.35


@dataclass(frozen=True)
class LargeSetting:
    """How many people and mentors, one place a person on average, and the seed of everything.

    Raises InvalidMarketError unless there are mentors and a place at least for each.
    """

    n_people: int
    n_mentors: int
    seed: int
    length: int = 10

    def __post_init__(self) -> None:
        if self.n_mentors < 1 or self.n_people < self.n_mentors or self.length < 1:
            raise InvalidMarketError("at least one mentor, a person for each, and one to show")

    @property
    def block(self) -> int:
        """People ranked by one task: a 256th of all, within what one task does well."""
        return min(LARGEST_BLOCK, max(SMALLEST_BLOCK, self.n_people // 256))

    @property
    def n_blocks(self) -> int:
        """The number of blocks of people."""
        return -(-self.n_people // self.block)


@dataclass(frozen=True)
class LargeMentors:
    """m mentors. `features` (m, d) meet a person's in a dot product, the logit of interest.

    `lists` holds, for each language and area (language * 48 + area), the mentors who offer both.
    """

    features: Singles
    reply: Singles
    places: Integers
    lists: tuple[Integers, ...]


@lru_cache(maxsize=2)
def large_mentors(setting: LargeSetting) -> LargeMentors:
    """The mentors of `setting`; drawn once in each process, so tasks need not carry them."""
    rng = np.random.default_rng([setting.seed, 0])
    m = setting.n_mentors
    areas = one_of_each(rng.random((m, AREAS)).argsort(axis=1)[:, :AREAS_A_MENTOR], AREAS)
    speaks = rng.random(m) < FIRST_LANGUAGE
    both = rng.random(m) < SPEAKS_BOTH
    features = np.hstack(
        [
            np.linspace(POPULARITY_SPREAD, -POPULARITY_SPREAD, m, dtype=np.float32)[:, None],
            rng.normal(0.0, 1.0, (m, TASTES)).astype(np.float32),
            one_of_each(rng.integers(0, INDUSTRIES, (m, 1)), INDUSTRIES),
            one_of_each(draw_countries(m, rng)[:, None], COUNTRIES),
            areas,
        ]
    )
    return LargeMentors(
        features=features,
        reply=rng.beta(*REPLY_RATES, m).astype(np.float32),
        places=spread_places(m, setting.n_people, rng),
        lists=tuple(
            np.flatnonzero(spoken & (areas[:, area] > 0))
            for spoken in (speaks | both, ~speaks | both)
            for area in range(AREAS)
        ),
    )


def one_of_each(chosen: Integers, n: int) -> Singles:
    """Rows of n with a 1 at each chosen number (rows, k), 0 elsewhere."""
    marks = np.zeros((len(chosen), n), np.float32)
    np.put_along_axis(marks, chosen, 1.0, axis=1)
    return marks


def draw_countries(n: int, rng: np.random.Generator) -> Integers:
    """Country numbers (n,): half of the people live in the largest few, as on a real platform."""
    size = 1.0 / np.arange(1.0, COUNTRIES + 1.0)
    return rng.choice(COUNTRIES, n, p=size / size.sum())
