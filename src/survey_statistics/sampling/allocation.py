"""How many units each stratum gets: proportional, Neyman and power allocation.

Shares become whole numbers by largest remainder. No stratum gets more than it holds or fewer
than the minimum asked for; what a full stratum cannot take is shared again among the others.

Source: W. Cochran (1977), Sampling Techniques, 3rd ed., ch. 5; M. Bankier (1988), Power
allocations, The American Statistician 42, 174-177.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from survey_statistics.sampling.errors import (
    SampleTooLarge,
    UnknownStratum,
    UnusableSize,
)


def proportional_allocation(
    sizes: Mapping[str, int], total: int, minimum: int = 0
) -> dict[str, int]:
    """Share `total` in proportion to stratum sizes N_h.

    Args:
        sizes: stratum label to number of units in the frame.
        total: sample size over all strata.
        minimum: least number per stratum (or the whole stratum, if it holds fewer).

    Raises:
        SampleTooLarge: `total` exceeds the frame or cannot hold the minima.

    >>> proportional_allocation({"MX": 700, "GT": 290, "SV": 10}, total=100)
    {'MX': 70, 'GT': 29, 'SV': 1}
    """
    return largest_remainder({h: float(size) for h, size in sizes.items()}, sizes, total, minimum)


def neyman_allocation(
    sizes: Mapping[str, int], deviations: Mapping[str, float], total: int, minimum: int = 0
) -> dict[str, int]:
    """Share `total` in proportion to N_h S_h, which minimises the variance of a total.

    Args:
        sizes: stratum label to N_h.
        deviations: stratum label to standard deviation S_h of the study variable.
        total: sample size over all strata.
        minimum: least number per stratum.

    Source: Neyman (1934); Cochran (1977), 5.5.

    >>> neyman_allocation({"a": 100, "b": 100}, {"a": 1.0, "b": 3.0}, total=40)
    {'a': 10, 'b': 30}
    """
    _same_strata(sizes, deviations, "standard deviation")
    shares = {h: size * deviations[h] for h, size in sizes.items()}
    return largest_remainder(shares, sizes, total, minimum)


def power_allocation(
    sizes: Mapping[str, int],
    total: int,
    exponent: float = 0.5,
    variation: Mapping[str, float] | None = None,
    minimum: int = 0,
) -> dict[str, int]:
    """Share `total` in proportion to CV_h N_h^exponent.

    Exponent 1 favours the national figure, 0 gives every stratum the same relative precision.

    Args:
        sizes: stratum label to N_h.
        total: sample size over all strata.
        exponent: power a, from 0 to 1; 1/2 is Bankier's usual compromise.
        variation: stratum label to coefficient of variation; all equal when left out.
        minimum: least number per stratum.

    Source: Bankier (1988), Power allocations, The American Statistician 42.

    >>> power_allocation({"a": 900, "b": 100}, total=40)
    {'a': 30, 'b': 10}
    """
    if variation is not None:
        _same_strata(sizes, variation, "coefficient of variation")
    shares = {
        h: (1.0 if variation is None else variation[h]) * float(size) ** exponent
        for h, size in sizes.items()
    }
    return largest_remainder(shares, sizes, total, minimum)


def largest_remainder(
    shares: Mapping[str, float], sizes: Mapping[str, int], total: int, minimum: int = 0
) -> dict[str, int]:
    """Turn shares into whole numbers that add up to `total` within each stratum's limits.

    Equal remainders go to the label that sorts first, so the order of strata changes nothing.

    Raises:
        UnusableSize: a share is negative or not finite, or all are zero.
        SampleTooLarge: the limits cannot hold `total`.

    >>> largest_remainder({"a": 1, "b": 1, "c": 1}, {"a": 9, "b": 9, "c": 9}, total=10)
    {'a': 4, 'b': 3, 'c': 3}
    """
    labels = sorted(sizes)
    share = np.array([float(shares[h]) for h in labels])
    upper = np.array([sizes[h] for h in labels], dtype=np.int64)
    lower = np.minimum(minimum, upper)
    _check_allocation(labels, share, upper, lower, total)
    counts = _rounded(_within_limits(share, lower, upper, total), lower, upper, total)
    allocated = dict(zip(labels, counts.tolist(), strict=True))
    return {h: allocated[h] for h in sizes}


def _within_limits(
    share: NDArray[np.float64], lower: NDArray[np.int64], upper: NDArray[np.int64], total: int
) -> NDArray[np.float64]:
    """Scale shares by the one factor whose results, clipped to the limits, add up to `total`."""
    positive = share > 0
    with np.errstate(divide="ignore"):
        breaks = np.concatenate([lower[positive], upper[positive]]) / np.tile(share[positive], 2)
    breaks = np.unique(np.concatenate([[0.0], breaks]))
    sums = np.array([np.clip(share * factor, lower, upper).sum() for factor in breaks])
    at = min(int(np.searchsorted(sums, total)), len(breaks) - 1)
    if sums[at] <= total or at == 0:
        factor = breaks[at]
    else:
        rise = (total - sums[at - 1]) / (sums[at] - sums[at - 1])
        factor = breaks[at - 1] + rise * (breaks[at] - breaks[at - 1])
    clipped: NDArray[np.float64] = np.clip(share * factor, lower, upper)
    return clipped


def _rounded(
    exact: NDArray[np.float64], lower: NDArray[np.int64], upper: NDArray[np.int64], total: int
) -> NDArray[np.int64]:
    # A share a rounding error below a whole number is that whole number.
    counts = np.clip(np.floor(exact + 1e-9).astype(np.int64), lower, upper)
    while (left := total - int(counts.sum())) > 0:
        open_strata = np.flatnonzero(counts < upper)
        remainder = (exact - counts)[open_strata]
        first = open_strata[np.argsort(-remainder.round(9), kind="stable")][:left]
        counts[first] += 1
    return counts


def _same_strata(sizes: Mapping[str, int], given: Mapping[str, float], what: str) -> None:
    if difference := sorted(set(sizes) ^ set(given)):
        raise UnknownStratum(f"Stratum {difference[0]!r} does not have both a size and a {what}.")


def _check_allocation(
    labels: list[str],
    share: NDArray[np.float64],
    upper: NDArray[np.int64],
    lower: NDArray[np.int64],
    total: int,
) -> None:
    unusable = ~np.isfinite(share) | (share < 0)
    if unusable.any():
        raise UnusableSize(
            f"Stratum {labels[int(np.argmax(unusable))]!r} has a share that is missing or negative."
        )
    if total > 0 and not share.any():
        raise UnusableSize("All strata have a share of zero; nothing can be allocated.")
    if total > int(upper.sum()):
        raise SampleTooLarge(
            f"A sample of {total} was asked for from strata that hold {int(upper.sum())}."
        )
    if total < int(lower.sum()):
        raise SampleTooLarge(
            f"The minimum per stratum needs {int(lower.sum())} units; only {total} are to be drawn."
        )
