"""Design effects: the variance against that of a simple random sample of the same size.

    without replacement  deff  = V / [S2 (1 - n / N) / n]
    with replacement     deft2 = V / [S2 / n]

S2 is the weighted variance of the variable times n / (n - 1), N the sum of weights; for a total
both are multiplied by N^2. Equal to `deff = TRUE` and `deff = "replace"` of R.

Source: L. Kish (1965), Survey Sampling, section 8.2.
"""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import FloatArray, IntArray, dot, row_blocks
from survey_statistics.blocks import sums_by_code

_ROUNDING = 1e-24


@dataclass(frozen=True, eq=False)
class DesignEffects:
    """Design effects (k,) of k domains, NaN where not defined."""

    without_replacement: FloatArray
    with_replacement: FloatArray


def design_effects(
    variances: FloatArray,
    y: FloatArray,
    weights: FloatArray,
    codes: IntArray,
    *,
    total: bool = False,
) -> DesignEffects:
    """Design effects of means, or with `total` of totals, of `y` (n,) over domains `codes`.

    `variances` (k,) are the design variances; weights (n,) of rows outside count as given by
    code k. A domain that holds its whole population, or one row, has none.

    >>> y, w = np.array([1.0, 2.0, 3.0, 4.0]), np.full(4, 10.0)
    >>> effect = design_effects(np.array([5 / 12]), y, w, np.zeros(4, dtype=np.int64))
    >>> effect.with_replacement.round(6).tolist()
    [1.0]
    """
    count = len(variances)
    if count == 1:
        spread, n, size = _of_all_rows(y, weights)
        return share_effects(variances, spread * (size**2 if total else 1.0), n, size)
    n, size, centre, spread = _of_each_domain(y, weights, codes, count)
    spread = _without_rounding(spread, centre) * (size**2 if total else 1.0)
    return share_effects(variances, spread, n, size)


def _of_each_domain(
    y: FloatArray, weights: FloatArray, codes: IntArray, count: int
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Rows, weight, weighted mean and variance, each (count,)."""
    rows, of = len(y), codes.__getitem__

    def deviations(block: slice) -> FloatArray:
        found = y[block] - centre[codes[block]]
        found *= found
        found *= weights[block]
        return found

    n = sums_by_code(rows, count + 1, of, lambda block: weights[block] != 0)
    size = sums_by_code(rows, count + 1, of, weights.__getitem__)
    safe = np.where(size > 0, size, 1.0)
    centre = sums_by_code(rows, count + 1, of, lambda block: weights[block] * y[block]) / safe
    spread = sums_by_code(rows, count + 1, of, deviations) / safe
    return n[:count], size[:count], centre[:count], spread[:count]


def _without_rounding(spread: FloatArray, centre: FloatArray) -> FloatArray:
    """Zero where a constant variable shows only the rounding of its own mean."""
    return np.where(spread > _ROUNDING * centre**2, spread, 0.0)


def _of_all_rows(y: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Weighted variance, rows and weight, each (1,), without looking anything up by code."""
    size = weights.sum()
    centre = dot(weights, y) / (size or 1.0)
    squares = 0.0
    for block in row_blocks(len(y)):
        deviations = y[block] - centre
        deviations *= deviations
        squares += dot(weights[block], deviations)
    spread = np.array([squares / (size or 1.0)])
    spread = _without_rounding(spread, np.array([centre]))
    return spread, np.array([float(np.count_nonzero(weights))]), np.array([size])


def share_effects(
    variances: FloatArray, spread: FloatArray, n: FloatArray, size: FloatArray
) -> DesignEffects:
    """Design effects from weighted variances `spread` (k,), rows `n` and weights `size`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        reference = spread / (n - 1)
        replaced = variances / reference
        finite = replaced / (1.0 - n / size)
    defined = (n > 1) & (reference > 0)
    return DesignEffects(
        np.where(defined & (size > n), finite, np.nan), np.where(defined, replaced, np.nan)
    )
