"""A fixed end, and chance with a fixed seed."""

from datetime import UTC, datetime

import numpy as np

from community_simulation.community.chance import Chance

UNTIL = datetime(2026, 11, 20, 15, tzinfo=UTC)


def chance(seed: int = 5) -> Chance:
    return Chance(np.random.default_rng(seed))
