"""Stratified simple random sampling.

Source: W. Cochran (1977), Sampling Techniques, 3rd ed., ch. 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from survey_statistics.sampling.drawn_sample import DrawnSample
from survey_statistics.sampling.errors import SampleTooLarge, UnknownStratum
from survey_statistics.sampling.random_numbers import Identifier, IndexArray, draw_order
from survey_statistics.sampling.rotation import Rotation, rotation_order


def draw_stratified(
    ids: Sequence[Identifier],
    strata: Sequence[str],
    allocation: Mapping[str, int],
    seed: str | int,
    start: float = 0.0,
    rotation: Rotation | None = None,
) -> DrawnSample:
    """Draw the allocated number of units from each stratum, each subset equally likely.

    Args:
        ids: identifiers, each once.
        strata: stratum label of each identifier.
        allocation: label to number of units; every label of the frame must be named.
        seed: any text or number, published with the sample.
        start: where on [0, 1) the round of permanent random numbers begins.
        rotation: numbers that units have for life, instead; it brings its own start.

    Raises:
        RepeatedIdentifier, UnknownStratum, SampleTooLarge: naming the culprit.

    >>> sample = draw_stratified(
    ...     ["ana", "luis", "eva", "paz"], ["MX", "MX", "GT", "GT"], {"MX": 1, "GT": 2}, seed=7
    ... )
    >>> sorted(zip(sample.ids, sample.strata, sample.weights.tolist()))
    [('ana', 'MX', 2.0), ('eva', 'GT', 1.0), ('paz', 'GT', 1.0)]
    """
    labels = np.array([str(label) for label in strata], dtype=object)
    sizes = _stratum_sizes(labels, allocation)
    order = (
        draw_order(ids, seed, start) if rotation is None else rotation_order(ids, rotation, seed)
    )
    chosen = _first_of_each(order, labels, allocation)
    probability = {h: allocation[h] / size for h, size in sizes.items()}
    return DrawnSample(
        ids=tuple(ids[row] for row in chosen),
        inclusion_probabilities=np.array([probability[labels[row]] for row in chosen], dtype=float),
        strata=tuple(labels[row] for row in chosen),
        seed=str(seed),
        method="stratified",
    )


def _first_of_each(
    order: IndexArray, labels: np.ndarray, allocation: Mapping[str, int]
) -> IndexArray:
    """Return, in drawing order, the rows among the first n_h of their stratum."""
    kept = [order[labels[order] == h][:size] for h, size in allocation.items()]
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    rows = np.concatenate([*kept, np.empty(0, dtype=np.intp)])
    in_order: IndexArray = rows[np.argsort(place[rows])]
    return in_order


def _stratum_sizes(labels: np.ndarray, allocation: Mapping[str, int]) -> dict[str, int]:
    found, counts = np.unique(labels.astype(str), return_counts=True)
    sizes = dict(zip(found.tolist(), counts.tolist(), strict=True))
    for label in sorted(set(sizes) ^ set(allocation)):
        where = "the frame" if label in allocation else "the allocation"
        raise UnknownStratum(f"Stratum {label!r} is not in {where}; add it or remove it.")
    for label, size in allocation.items():
        if not 0 <= size <= sizes[label]:
            raise SampleTooLarge(
                f"Stratum {label!r} holds {sizes[label]} units; {size} were asked for."
            )
    return sizes
