"""g: the chance that the mentor replies and accepts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from mentor_matching.scores.weights import ACCEPTANCE, AcceptanceWeights

Floats = npt.NDArray[np.float64]


def acceptance(
    reply_chance: npt.ArrayLike,
    welcomes_stage: npt.ArrayLike,
    welcomes_industry: npt.ArrayLike,
    weights: AcceptanceWeights = ACCEPTANCE,
) -> Floats:
    """g = reply chance (0..1) times the sigmoid of what the mentor asked for (0 or 1 each).

    A mentor who named no stage or no industry welcomes all of them.
    """
    z = (
        weights.base
        + weights.stage * np.asarray(welcomes_stage, dtype=np.float64)
        + weights.industry * np.asarray(welcomes_industry, dtype=np.float64)
    )
    chance = np.minimum(1.0, np.asarray(reply_chance, dtype=np.float64))
    return np.asarray(chance * expit(z), dtype=np.float64)
