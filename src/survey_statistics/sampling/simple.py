"""Simple random sampling without replacement.

Source: W. Cochran (1977), Sampling Techniques, 3rd ed., ch. 2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.errors import SampleTooLarge
from survey_statistics.sampling.random_numbers import Identifier, draw_order
from survey_statistics.sampling.rotation import Rotation, rotation_order


def draw_simple(
    ids: Sequence[Identifier],
    size: int,
    seed: str | int,
    start: float = 0.0,
    rotation: Rotation | None = None,
) -> DrawnSample:
    """Draw `size` units, each subset of that size being equally likely.

    The units with the smallest permanent random numbers, going round from `start`
    (sequential simple random sampling, Ohlsson 1995).

    Args:
        ids: identifiers, each once.
        size: number to draw.
        seed: any text or number, published with the sample.
        start: where on [0, 1) the round of the numbers that follow from the seed begins.
        rotation: numbers that units have for life, instead; it brings its own start.

    Raises:
        RepeatedIdentifier: an identifier occurs twice.
        SampleTooLarge: `size` is negative or more than the frame holds.

    >>> sample = draw_simple(["ana", "luis", "eva", "paz"], size=2, seed="2026")
    >>> sample.ids
    ('luis', 'eva')
    >>> sample.weights
    array([2., 2.])
    """
    if not 0 <= size <= len(ids):
        raise SampleTooLarge(
            f"A sample of {size} was asked for from a frame of {len(ids)}; ask for 0 to {len(ids)}."
        )
    order = (
        draw_order(ids, seed, start) if rotation is None else rotation_order(ids, rotation, seed)
    )
    chosen = order[:size]
    return DrawnSample(
        ids=tuple(ids[row] for row in chosen),
        inclusion_probabilities=np.full(size, size / len(ids) if ids else 1.0),
        strata=("",) * size,
        seed=str(seed),
        method="simple",
    )
