"""f: the chance that this person writes to this mentor if shown."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from mentor_matching.scores.weights import INTEREST, InterestWeights

Floats = npt.NDArray[np.float64]


def need_fit(
    mentor_areas: npt.NDArray[np.uint64], areas: tuple[int, ...], strengths: tuple[float, ...]
) -> Floats:
    """The share of the needs, weighed by strength, that each mentor's areas cover.

    `mentor_areas` (n,) holds area sets as bits; `areas` are the numbers of the needs and
    `strengths` add up to 1. The result lies in 0..1, shape (n,).
    """
    fit = np.zeros(mentor_areas.shape)
    for area, strength in zip(areas, strengths, strict=True):
        fit += strength * ((mentor_areas >> np.uint64(area)) & np.uint64(1))
    return np.minimum(fit, 1.0)


def interest(
    fit: npt.ArrayLike,
    knows_industry: npt.ArrayLike,
    same_country: npt.ArrayLike,
    weights: InterestWeights = INTEREST,
) -> Floats:
    """f = sigmoid of the weighted fit of needs (0..1), industry and country (0 or 1)."""
    z = (
        weights.base
        + weights.needs * np.asarray(fit, dtype=np.float64)
        + weights.industry * np.asarray(knows_industry, dtype=np.float64)
        + weights.country * np.asarray(same_country, dtype=np.float64)
    )
    return np.asarray(expit(z), dtype=np.float64)
