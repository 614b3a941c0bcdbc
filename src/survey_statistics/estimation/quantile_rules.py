"""Weighted quantiles: the twelve rules of R `svyquantile`, named as there.

With values sorted, W_k the cumulative weight up to the k-th and W the whole: `math` (the default,
equal to hf1) is the smallest value with W_k / W >= p; `school` (hf2) averages the two neighbours
where W_k / W = p exactly; hf3 to hf9 follow R. J. Hyndman, Y. Fan (1996), Am. Statistician 50,
361-365, and `shahvaish` B. Shah, A. Vaish (2006), as R's vignette "qrule" defines them for
weights. Sums of blocks run in extended precision, as R's sums do, and shares within 1e-12 of p
count as equal to it, so that ties do not hang on the rounding of the weights.

The rules `math`, `hf1`, `school`, `hf2` and `hf3` do not depend on the order of the rows; the
interpolating ones do where rows with equal values have unequal weights, as in R.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray, IntArray
from survey_statistics.errors import UnknownChoice


@dataclass(frozen=True, eq=False)
class Sorted:
    """Values (n,) in order with their weights, and cumulative weights."""

    x: FloatArray
    w: FloatArray
    cumulative: FloatArray
    whole: float


# Shares this close are the same: weights read from text carry rounding of this order.
_TIE = 1e-12
# A sum this short keeps fifteen digits; extended precision for every row takes ten times as long.
_BLOCK = 128

Rule: TypeAlias = Callable[[Sorted, FloatArray], FloatArray]


def sort_weighted(x: FloatArray, w: FloatArray, *, keep_ties: bool = True) -> Sorted:
    """Sort values (n,) with their weights (n,); rows of weight zero are left out.

    With `keep_ties` equal values stay in the order of their rows.
    """
    if not w.all():
        keep = w != 0
        x, w = x[keep], w[keep]
    order = np.argsort(x, kind="stable" if keep_ties else "quicksort")
    return cumulate(x[order], w[order])


def cumulate(x: FloatArray, w: FloatArray) -> Sorted:
    """Cumulative weights of values already in order."""
    cumulative, whole = _running_sums(w)
    return Sorted(x, w, cumulative, whole)


def _running_sums(w: FloatArray) -> tuple[FloatArray, float]:
    """Running sums (n,) and the whole: short blocks, their ends added in extended precision."""
    table = np.zeros((-(-len(w) // _BLOCK), _BLOCK))
    table.ravel()[: len(w)] = w
    np.cumsum(table, axis=1, out=table)
    ends = np.cumsum(table[:, -1], dtype=np.longdouble)
    table[1:] += ends[:-1, None].astype(np.float64)
    return table.ravel()[: len(w)], float(ends[-1])


def quantile_rule(name: str) -> Rule:
    """The rule of that name; raises `UnknownChoice`."""
    if name not in RULES:
        raise UnknownChoice("quantile rule", name, tuple(RULES))
    return RULES[name]


def inverse_distribution(data: Sorted, p: FloatArray) -> FloatArray:
    """`math`, hf1: the left-continuous inverse of the distribution function."""
    low, up = _neighbours(data, p)
    return np.asarray(np.where(_is_jump(data, p, low), data.x[low], data.x[up]))


def averaged_inverse(data: Sorted, p: FloatArray) -> FloatArray:
    """`school`, hf2: the same with the two neighbours averaged at jumps."""
    low, up = _neighbours(data, p)
    middle = (data.x[low] + data.x[up]) / 2
    return np.asarray(np.where(_is_jump(data, p, low), middle, data.x[up]))


def nearest_even(data: Sorted, p: FloatArray) -> FloatArray:
    """hf3: the observation nearest to n p, ties to even, on distinct values."""
    starts = np.flatnonzero(np.concatenate([[True], data.x[1:] != data.x[:-1]]))
    merged = cumulate(data.x[starts], np.add.reduceat(data.w, starts))
    low, up = _neighbours(merged, p)
    exact = _is_jump(merged, p, low) & ((low + 1) % 2 == 0)
    return np.asarray(np.where(exact, merged.x[low], merged.x[up]))


def linear_distribution(data: Sorted, p: FloatArray) -> FloatArray:
    """hf4: linear between the steps of the distribution function."""
    low, up = _neighbours(data, p)
    below = p - data.cumulative[low] / data.whole
    above = data.cumulative[up] / data.whole - p
    share = np.divide(below, below + above, where=low < up, out=np.zeros_like(p))
    return np.asarray(data.x[low] * (1 - share) + data.x[up] * share)


def shah_vaish(data: Sorted, p: FloatArray) -> FloatArray:
    """`shahvaish`: a step function on mid-weights, exactly as R computes it.

    R subtracts half of the weight before scaling it, so with weights that do not average 1 the
    points are out of order and the result is not a quantile. It is here for comparison with R.
    """
    n = len(data.x)
    scaled = np.cumsum(data.w / (data.whole / n), dtype=np.longdouble).astype(np.float64)
    points = (scaled + 0.5 - data.w / 2) / (n + 1)
    order = np.argsort(points, kind="stable")
    points, x = _merged(points[order], data.x[order])
    position = np.clip(np.searchsorted(points, p, side="right") - 1, 0, len(points) - 1)
    return np.asarray(x[position])


def _plotting(positions: Callable[[Sorted], FloatArray]) -> Rule:
    """A rule that interpolates between plotting positions, constant beyond the ends."""

    def rule(data: Sorted, p: FloatArray) -> FloatArray:
        return _interpolate(positions(data), data.x, p)

    return rule


def _interpolate(points: FloatArray, x: FloatArray, p: FloatArray) -> FloatArray:
    return np.asarray(np.interp(p, *_merged(points, x)))


def _merged(points: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Sorted points without ties; tied ones carry the mean of their values, as in R."""
    first = np.concatenate([[True], points[1:] != points[:-1]])
    if first.all():
        return points, x
    starts = np.flatnonzero(first)
    sizes = np.diff(np.append(starts, len(points)))
    return points[starts], np.add.reduceat(x, starts) / sizes


def _previous(data: Sorted) -> FloatArray:
    return np.concatenate([[0.0], data.cumulative[:-1]])


def _hf5(data: Sorted) -> FloatArray:
    return np.asarray((data.cumulative - data.w / 2) / data.cumulative[-1])


def _hf6(data: Sorted) -> FloatArray:
    return np.asarray(data.cumulative / (data.cumulative[-1] + data.w[-1]))


def _hf7(data: Sorted) -> FloatArray:
    base = data.cumulative[-2] if len(data.x) > 1 else 1.0
    return np.asarray(_previous(data) / base)


def _hf8(data: Sorted) -> FloatArray:
    blend = _previous(data) * 1 / 3 + data.cumulative * 2 / 3
    return np.asarray(blend / (data.cumulative[-1] + data.w[-1] / 3))


def _hf9(data: Sorted) -> FloatArray:
    blend = _previous(data) * 3 / 8 + data.cumulative * 5 / 8
    return np.asarray(blend / (data.cumulative[-1] + data.w[-1] / 4))


def _neighbours(data: Sorted, p: FloatArray) -> tuple[IntArray, IntArray]:
    """Positions of the last value with cumulative weight up to p W, and of the next.

    Below the first step both are the first value. (R takes the second value there, which is not
    the inverse of the distribution; it matters only where one row holds more than p W.)
    """
    reach = (p + _TIE) * data.whole
    if len(data.w) and data.w.min() < 0:
        # After a calibration without bounds the steps may go down: the last one that p covers.
        last = np.array([_last_covered(data.cumulative, r) for r in reach.tolist()])
    else:
        last = np.searchsorted(data.cumulative, reach, side="right") - 1
    up = np.minimum(last + 1, len(data.x) - 1)
    return np.where(last < 0, up, last), up


def _last_covered(cumulative: FloatArray, reach: float) -> int:
    covered = np.flatnonzero(cumulative <= reach)
    return int(covered[-1]) if covered.size else -1


def _is_jump(data: Sorted, p: FloatArray, low: IntArray) -> BoolArray:
    """Where p is exactly the distribution function at a value."""
    return np.asarray(np.abs(p - data.cumulative[low] / data.whole) <= _TIE)


# Rules that do not ask in which order equal values stand.
ORDER_FREE = frozenset({"math", "hf1", "school", "hf2", "hf3"})
# Rules that ask for the two values beside the quantile and no others.
LOCAL = ORDER_FREE - {"hf3"}
RULES: dict[str, Rule] = {
    "math": inverse_distribution,
    "school": averaged_inverse,
    "shahvaish": shah_vaish,
    "hf1": inverse_distribution,
    "hf2": averaged_inverse,
    "hf3": nearest_even,
    "hf4": linear_distribution,
    "hf5": _plotting(_hf5),
    "hf6": _plotting(_hf6),
    "hf7": _plotting(_hf7),
    "hf8": _plotting(_hf8),
    "hf9": _plotting(_hf9),
}
