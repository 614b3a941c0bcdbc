"""The share of everybody from shares within strata whose sizes the frame tells.

Where a stratum is nearly all yes or nearly all no, the few who differ decide the error: limits of
plus and minus t standard errors are then too short on one side. Each stratum gets Jeffreys' limits
with its effective sample size, and their distances to the shares are added as squares.

Source: G. Zou, W. Huang, X. Zhang (2009), Computational Statistics and Data Analysis 53,
1080-1085 (limits of a linear function of proportions); L. Brown, T. Cai, A. DasGupta (2001),
Statistical Science 16, 101-133 (Jeffreys' limits).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.estimation.intervals import t_critical
from survey_statistics.estimation.proportions import proportion
from survey_statistics.results import Estimate, Estimates


def stratified_share(
    design: ReplicateDesign,
    y: ArrayLike,
    strata: Mapping[str, ArrayLike],
    *,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimate:
    """Weighted share of yes with limits put together from those of the strata.

    With shares p_h, limits l_h and u_h, variances v_h, and shares of the weight W_h, p the share
    of all and v its variance:

        low = p - sqrt(sum W_h^2 (p_h - l_h)^2 + t^2 max(0, v - sum W_h^2 v_h)),

    and the upper limit alike. The last term is what the strata leave unsaid: sizes that are
    estimated themselves, and what strata have in common.

    Args:
        design: weights calibrated to the sizes of the strata (n,).
        y: 1, 0 or NaN (n,).
        strata: column of labels known for everybody (n,).
        where: rows to take (n,).
        level: of the interval.

    Raises:
        UnknownChoice, OutOfRange: as `proportion`.

    >>> weights = np.full(40, 5.0)
    >>> halves = np.where(np.arange(40)[:, None] % 4 == np.arange(4), 0.0, weights[:, None] * 4 / 3)
    >>> design = ReplicateDesign(weights, halves, 0.75, np.ones(4), 3.0)
    >>> y, strata = [1.0] + [0.0] * 19 + [1.0] * 20, {"log": ["no"] * 20 + ["yes"] * 20}
    >>> found = stratified_share(design, y, strata)
    >>> found.value, round(found.low, 3), round(found.high, 3), found.interval
    (0.525, 0.462, 0.673, 'stratified jeffreys 0.95')
    """
    values = np.asarray(y, dtype=np.float64)
    held = ~np.isnan(values)
    if where is not None:
        held &= np.asarray(where, dtype=np.bool_)
    whole = proportion(design, values, where=held, level=level, interval="jeffreys").only
    parts = proportion(design, values, by=strata, where=held, level=level, interval="jeffreys")
    if whole.value is None or whole.standard_error is None:
        return whole
    sizes = _sizes(design, strata, held, parts)
    t = float(t_critical(np.array([whole.degrees_of_freedom]), level)[0])
    within = float(np.nansum((sizes * parts.standard_errors) ** 2))
    rest = t * t * max(0.0, whole.standard_error**2 - within)
    below, above = (_squares(sizes, parts, side) + rest for side in ("low", "high"))
    return replace(
        whole,
        low=max(0.0, whole.value - float(np.sqrt(below))),
        high=min(1.0, whole.value + float(np.sqrt(above))),
        interval=f"stratified jeffreys {level:g}",
    )


def _sizes(
    design: ReplicateDesign, strata: Mapping[str, ArrayLike], held: ArrayLike, parts: Estimates
) -> FloatArray:
    """The share of the weight of each stratum (k,), in the order of the parts."""
    (labels,) = (np.asarray(column).astype(str) for column in strata.values())
    weights = np.where(held, design.weights, 0.0)
    sums = [weights[labels == part.domain[0][1]].sum() for part in parts]
    return np.asarray(np.array(sums) / weights.sum(), dtype=np.float64)


def _squares(sizes: FloatArray, parts: Estimates, side: str) -> float:
    """The squared distances of the strata's limits to their shares, weighted and added."""
    distances = [0.0 if part.value is None else getattr(part, side) - part.value for part in parts]
    return float(((sizes * np.array(distances)) ** 2).sum())
