"""Which needs read in a story stand on firm ground."""

from collections.abc import Sequence
from typing import Final

LEAST_SUPPORT: Final = 0.5
MOST_MARKED: Final = 3


def well_supported(scores: Sequence[float]) -> int:
    """How many of the needs found, best first, are marked beforehand: the rest is only offered.

    The first is; others, three in all, if they are likelier right than wrong.
    """
    likely = sum(score >= LEAST_SUPPORT for score in scores[:MOST_MARKED])
    return max(likely, min(len(scores), 1))
