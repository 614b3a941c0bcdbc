"""f: the chance that this person writes to this mentor if shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from mentor_matching.scores.weights import INTEREST, InterestWeights

Floats = npt.NDArray[np.float64]


def need_fit(covered: Sequence[npt.NDArray[np.bool_]], strengths: Sequence[float]) -> Floats:
    """The share of the needs, weighed by strength, that each of n mentors covers.

    `covered` says for each need which mentors help with it (n,); `strengths` go with them and
    add up to 1. The result lies in 0..1, shape (n,).
    """
    fit = np.zeros(covered[0].shape)
    # One by one: a matrix product may round differently for the same mentor in another company.
    for helps, strength in zip(covered, strengths, strict=True):
        fit += strength * helps
    return np.minimum(fit, 1.0)


def interest(
    fit: npt.ArrayLike,
    industry_fit: npt.ArrayLike,
    same_country: npt.ArrayLike,
    weights: InterestWeights = INTEREST,
) -> Floats:
    """f = sigmoid of the weighted fit of needs (0..1), industry (0..1) and country (0 or 1).

    The industry fits by half when the mentor knows another class of the same ISIC division.
    """
    z = (
        weights.base
        + weights.needs * np.asarray(fit, dtype=np.float64)
        + weights.industry * np.asarray(industry_fit, dtype=np.float64)
        + weights.country * np.asarray(same_country, dtype=np.float64)
    )
    return np.asarray(expit(z), dtype=np.float64)
