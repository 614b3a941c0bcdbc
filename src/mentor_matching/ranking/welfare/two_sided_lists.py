"""Rankings for a market where both sides get lists and a match needs both to look and to like.

Tomita and Yokoyama, "Fair reciprocal recommendation in matching markets", RecSys 2024.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentor_matching.errors import InvalidMarketError
from mentor_matching.ranking.welfare.examination import Examination, list_examination
from mentor_matching.ranking.welfare.exposure import checked_probabilities, ranked_exposure

Floats = npt.NDArray[np.float64]

MIXED_STEPS = 10
SHARPENING_STEPS = 20


@dataclass(frozen=True)
class TwoSidedExposure:
    """Exposure of right people to left people (n, m) and the reverse (m, n), with the matches."""

    left: Floats
    right: Floats
    expected_matches: float


def optimal_lists(p: npt.ArrayLike, q: npt.ArrayLike, v: Examination) -> TwoSidedExposure:
    """Both sides' lists for the most expected matches, sum of p q times both exposures.

    `p` (n, m) and `q` (m, n) are the chances of liking. The objective is linear in each side's
    exposure, so a sort gives the best reply to the other side. Frank-Wolfe steps of both
    sides from uniform exposure find the basin; best replies in turn then never lose.

    Raises InvalidMarketError.
    """
    p, q = checked_probabilities(p, q)
    if p.shape != q.shape[::-1]:
        raise InvalidMarketError(f"p has shape {p.shape}, so q must have {p.shape[::-1]}")
    both = p * q.T
    n, m = p.shape
    if both.size == 0:
        return TwoSidedExposure(np.zeros((n, m)), np.zeros((m, n)), 0.0)
    to_left, to_right = list_examination(v, m), list_examination(v, n)
    left, right = np.full((n, m), to_left.mean()), np.full((m, n), to_right.mean())
    for step in range(MIXED_STEPS):
        reply_left = ranked_exposure(both * right.T, to_left)
        reply_right = ranked_exposure((both * left).T, to_right)
        left += 2.0 / (step + 2.0) * (reply_left - left)
        right += 2.0 / (step + 2.0) * (reply_right - right)
    for _ in range(SHARPENING_STEPS):
        left = ranked_exposure(both * right.T, to_left)
        right = ranked_exposure((both * left).T, to_right)
    return TwoSidedExposure(left, right, float(np.sum(both * left * right.T)))
