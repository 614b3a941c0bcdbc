"""Preferences with a dose of shared taste: everybody likes the same few."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidMarketError

Floats = npt.NDArray[np.float64]
Taste = Literal["random", "similar", "reverse"]

NOISE = 0.2


def crowded(own: Floats, share: float) -> Floats:
    """Chances (n, m) of liking m others: own taste mixed with a popularity from 1 down to 0.

    `share` in 0..1 is the weight of popularity (lambda in the papers).
    """
    if not 0.0 <= share <= 1.0:
        raise InvalidMarketError("the share of popularity must lie in 0..1")
    popularity = np.linspace(1.0, 0.0, own.shape[1])
    return np.clip((1.0 - share) * own + share * popularity, 0.0, 1.0)


def apply_and_accept_market(
    n_jobs: int, share: float, taste: Taste, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """f and g (1.5 n_jobs, n_jobs) as in Su, Bayoumi and Joachims (WWW 2022), section 5.

    Employers' own taste is independent of the candidates', similar to it, or its reverse.
    """
    f = rng.uniform(size=(n_jobs * 3 // 2, n_jobs))
    noise = rng.normal(0.0, NOISE, f.shape)
    g = {
        "random": rng.uniform(size=f.shape),
        "similar": np.clip(f + noise, 0.0, 1.0),
        "reverse": np.clip(1.0 - f + noise, 0.0, 1.0),
    }[taste]
    return crowded(f, share), crowded(g.T, share).T


def two_sided_market(
    n_left: int, n_right: int, share: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """p (n_left, n_right) and q (n_right, n_left) as in Tomita and Yokoyama (RecSys 2024)."""
    p = crowded(rng.uniform(size=(n_left, n_right)), share)
    return p, crowded(rng.uniform(size=(n_right, n_left)), share)
