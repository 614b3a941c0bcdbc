"""Balance of covariates between two groups: standardised differences and love-plot data.

Source: P. Austin (2009), Statistics in Medicine 28, 3083-3107.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray, FloatArray, encode, refuse_gaps
from survey_statistics.comparison.errors import UnknownMethod, two_groups

Standard = Literal["treated", "control", "pooled"]


@dataclass(frozen=True)
class BalanceLine:
    """One line of a love plot.

    Attributes:
        covariate: column, or "column=level" for a level of a classification.
        before: standardised difference with base weights.
        after: standardised difference with adjusted weights; None without any.
        treated: weighted mean of the treated, after adjustment if any.
        control: weighted mean of the control.
    """

    covariate: str
    before: float | None
    after: float | None
    treated: float
    control: float


def standardised_difference(
    values: ArrayLike,
    treated: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    base_weights: ArrayLike | None = None,
    standard: Standard = "treated",
) -> float | None:
    """Return the difference in weighted means over a standard deviation before adjustment.

    The deviation is of the treated (for an effect on the treated), of the control, or the root
    of the mean of both variances (for an effect on all); always with base weights, so that
    before and after share one scale. A 0/1 variable has deviation sqrt(p(1 - p)), any other
    one the weighted deviation with divisor (sum w - sum w^2 / sum w), n - 1 for equal weights.

    Args:
        values: covariate (n,).
        treated: 1 or 0, (n,).
        weights: adjusted weights (n,); the base weights when left out.
        base_weights: weights before adjustment (n,), 1 each when left out.
        standard: group that sets the deviation.

    Returns None when the deviation is zero and the means differ, 0 when they do not.

    Source: Austin (2011), Multivariate Behavioral Research 46; conventions of R MatchIt.

    Raises:
        NoComparison: a group is empty.

    >>> standardised_difference([1.0, 3.0, 0.0, 2.0], [1, 1, 0, 0])
    0.7071067811865475
    """
    x = np.asarray(values, dtype=np.float64)
    arm = two_groups(treated, len(x))
    base = np.ones(len(x)) if base_weights is None else np.asarray(base_weights, dtype=float)
    w = base if weights is None else np.asarray(weights, dtype=np.float64)
    difference = _mean(x, w, arm) - _mean(x, w, ~arm)
    deviation = _deviation(x, base, arm, standard)
    if deviation > 0:
        return difference / deviation
    return 0.0 if difference == 0 else None


def balance_table(
    columns: Mapping[str, ArrayLike],
    treated: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    base_weights: ArrayLike | None = None,
    standard: Standard = "treated",
) -> list[BalanceLine]:
    """Return love-plot data, the largest imbalance before adjustment first.

    Every level of a classification is a line of its own.

    Args:
        columns: covariates (n,) by name; text enters by its levels.
        treated: (n,) who was mentored.
        weights: (n,) weights after adjustment; not adjusted when left out.
        base_weights: (n,) design weights before it.
        standard: whose standard deviation differences are measured in.

    Raises:
        NoComparison: a group is empty.
        MissingValue: a covariate has a gap.

    >>> lines = balance_table({"age": [1, 3, 0, 2], "sex": ["f", "m", "m", "m"]}, [1, 1, 0, 0])
    >>> [line.covariate for line in lines]
    ['sex=f', 'sex=m', 'age']
    """
    indicators = _indicator_columns(columns)
    n = len(next(iter(indicators.values()))) if indicators else 0
    arm = two_groups(treated, n)
    base = np.ones(n) if base_weights is None else np.asarray(base_weights, dtype=np.float64)
    w = base if weights is None else np.asarray(weights, dtype=np.float64)
    lines = [
        BalanceLine(
            covariate=name,
            before=standardised_difference(x, arm, base_weights=base, standard=standard),
            after=None
            if weights is None
            else standardised_difference(x, arm, w, base_weights=base, standard=standard),
            treated=_mean(x, w, arm),
            control=_mean(x, w, ~arm),
        )
        for name, x in indicators.items()
    ]
    return sorted(lines, key=lambda line: -math.inf if line.before is None else -abs(line.before))


def _indicator_columns(columns: Mapping[str, ArrayLike]) -> dict[str, FloatArray]:
    found: dict[str, FloatArray] = {}
    for name, values in columns.items():
        array = np.asarray(values)
        refuse_gaps(array, name)
        if array.dtype.kind in "biuf":
            found[name] = array.astype(np.float64)
            continue
        coded = encode(array)
        for code, label in enumerate(coded.labels):
            found[f"{name}={label}"] = (coded.codes == code).astype(np.float64)
    return found


def _mean(x: FloatArray, w: FloatArray, rows: BoolArray) -> float:
    return float(x[rows] @ w[rows] / w[rows].sum())


def _deviation(x: FloatArray, w: FloatArray, arm: BoolArray, standard: Standard) -> float:
    if standard == "treated":
        return math.sqrt(_variance(x, w, arm))
    if standard == "control":
        return math.sqrt(_variance(x, w, ~arm))
    if standard == "pooled":
        return math.sqrt((_variance(x, w, arm) + _variance(x, w, ~arm)) / 2)
    raise UnknownMethod(f"There is no standard {standard!r}: treated, control or pooled.")


def _variance(x: FloatArray, w: FloatArray, rows: BoolArray) -> float:
    mean = _mean(x, w, rows)
    if np.isin(x, (0.0, 1.0)).all():
        return max(mean * (1 - mean), 0.0)
    weight = w[rows]
    divisor = float(weight.sum() - (weight @ weight) / weight.sum())
    return float(weight @ (x[rows] - mean) ** 2) / divisor if divisor > 0 else 0.0
