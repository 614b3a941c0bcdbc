"""The people of a large market, drawn block by block and never all held."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from community_simulation.market.large.setting import (
    AREAS,
    COUNTRIES,
    FIRST_LANGUAGE,
    INDUSTRIES,
    NEEDS_A_PERSON,
    TASTE_SPREAD,
    TASTES,
    Integers,
    LargeSetting,
    Singles,
    draw_countries,
    one_of_each,
)

INTEREST_BASE = -2.0
INDUSTRY, COUNTRY, NEEDS = 0.6, 0.7, 2.4


@dataclass(frozen=True)
class People:
    """n people: `features` (n, d) as in `LargeMentors`, `needs` (n, 2), `language` (n,)."""

    features: Singles
    needs: Integers
    language: Integers


def people_of(setting: LargeSetting, block: int) -> People:
    """The people of one block, always the same for the same setting."""
    rng = np.random.default_rng([setting.seed, 1, block])
    n = min(setting.block, setting.n_people - block * setting.block)
    needs = rng.random((n, AREAS)).argsort(axis=1)[:, :NEEDS_A_PERSON]
    features = np.hstack(
        [
            np.ones((n, 1), np.float32),
            rng.normal(0.0, TASTE_SPREAD, (n, TASTES)).astype(np.float32),
            INDUSTRY * one_of_each(rng.integers(0, INDUSTRIES, (n, 1)), INDUSTRIES),
            COUNTRY * one_of_each(draw_countries(n, rng)[:, None], COUNTRIES),
            NEEDS / NEEDS_A_PERSON * one_of_each(needs, AREAS),
        ],
        dtype=np.float32,
    )
    return People(features, needs, (rng.random(n) >= FIRST_LANGUAGE).astype(np.int64))
