"""Inclusion probabilities proportional to a measure of size.

Source: C.-E. Särndal, B. Swensson, J. Wretman (1992), Model Assisted Survey Sampling, ch. 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.errors import SampleTooLarge, UnusableSize


def inclusion_probabilities(sizes: ArrayLike, sample_size: int) -> FloatArray:
    """Return n x_i / sum(x), units that would pass 1 being taken with certainty.

    Certainty units are set aside and the rest shared again until none passes 1
    (Särndal, Swensson and Wretman 1992, 3.6.1; Tillé 2006, 2.10). The result adds up to n.

    Args:
        sizes: measure of size per unit, not negative, shape (N,).
        sample_size: n, at most the number of units with a positive size.

    Raises:
        UnusableSize: a size is missing, negative or infinite.
        SampleTooLarge: fewer than n units have a positive size.

    >>> inclusion_probabilities([1, 1, 1, 7], sample_size=2).round(4)
    array([0.3333, 0.3333, 0.3333, 1.    ])
    """
    x = np.asarray(sizes, dtype=float)
    unusable = ~np.isfinite(x) | (x < 0)
    if unusable.any():
        row = int(np.argmax(unusable))
        raise UnusableSize(f"The size in row {row + 1} is {x[row]}; sizes are numbers from 0 up.")
    if not 0 <= sample_size <= int((x > 0).sum()):
        raise SampleTooLarge(
            f"A sample of {sample_size} was asked for; {int((x > 0).sum())} units have a size "
            "above zero."
        )
    return _with_certainties(x, sample_size)


def _with_certainties(x: FloatArray, sample_size: int) -> FloatArray:
    certain = np.zeros(len(x), dtype=bool)
    while True:
        left = sample_size - int(certain.sum())
        rest = np.where(certain, 0.0, x)
        share = rest * (left / rest.sum()) if left > 0 else np.zeros_like(x)
        over = share >= 1.0
        if not over.any():
            return np.where(certain, 1.0, share)
        certain |= over
