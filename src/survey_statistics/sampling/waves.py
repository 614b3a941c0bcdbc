"""Ordered replicates: a sample is released in waves, each a sample in its own right.

Source: C.-E. Särndal, B. Swensson, J. Wretman (1992), Model Assisted Survey Sampling, ch. 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.errors import SampleTooLarge
from survey_statistics.sampling.random_numbers import IndexArray


def release_order(sample: DrawnSample) -> IndexArray:
    """Return positions in the order of release: strata interleaved, drawing order kept in each.

    Unit r of the n_h in its stratum stands at (r - 1/2) / n_h, so any first part of the order
    holds every stratum in proportion, and is a simple random part of it.

    >>> from survey_statistics.sampling.stratified import draw_stratified
    >>> sample = draw_stratified(range(6), ["a", "a", "a", "a", "b", "b"], {"a": 4, "b": 2}, 1)
    >>> [sample.strata[row] for row in release_order(sample)]
    ['a', 'b', 'a', 'a', 'b', 'a']
    """
    sizes = Counter(sample.strata)
    seen: Counter[str] = Counter()
    place = np.empty(len(sample.ids))
    for row, stratum in enumerate(sample.strata):
        place[row] = (seen[stratum] + 0.5) / sizes[stratum]
        seen[stratum] += 1
    order: IndexArray = np.argsort(place, kind="stable")
    return order


def waves(sample: DrawnSample, sizes: Sequence[int]) -> list[DrawnSample]:
    """Cut a sample into waves of the given sizes, in order of release.

    Each wave keeps the inclusion probabilities of the whole draw; `released` gives those of the
    waves released so far, which are the ones to weight with.

    Raises:
        SampleTooLarge: the waves do not add up to the sample.

    >>> from survey_statistics.sampling.simple import draw_simple
    >>> [len(wave.ids) for wave in waves(draw_simple(range(20), 9, seed=1), [5, 4])]
    [5, 4]
    """
    if min(sizes, default=0) < 0 or sum(sizes) != len(sample.ids):
        raise SampleTooLarge(
            f"Waves of {list(sizes)} were asked for from a sample of {len(sample.ids)}; "
            "they must add up to it."
        )
    parts = np.split(release_order(sample), np.cumsum(sizes)[:-1])
    return [sample.take(part, np.ones(len(part))) for part in parts]


def released(sample: DrawnSample, count: int) -> DrawnSample:
    """Return the first `count` units released, with the probabilities of that smaller sample.

    In stratum h the probability becomes pi (m_h / n_h), m_h of its n_h units being released.

    Raises:
        SampleTooLarge: `count` exceeds the sample.

    >>> from survey_statistics.sampling.simple import draw_simple
    >>> released(draw_simple(range(20), 10, seed=1), 5).inclusion_probabilities[0]
    np.float64(0.25)
    """
    if not 0 <= count <= len(sample.ids):
        raise SampleTooLarge(f"{count} of {len(sample.ids)} units cannot be released.")
    rows = release_order(sample)[:count]
    drawn = Counter(sample.strata)
    out = Counter(sample.strata[row] for row in rows)
    shares: FloatArray = np.array(
        [out[sample.strata[row]] / drawn[sample.strata[row]] for row in rows], dtype=float
    )
    return sample.take(rows, shares)
