"""Respondents against the full sample or the frame, with standard errors that know they overlap.

Source: US Office of Management and Budget (2006), Standards and Guidelines for Statistical Surveys,
section 3.2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import FloatArray, encode, refuse_gaps
from survey_statistics.designs.design import Design
from survey_statistics.estimation.taylor import taylor_covariance
from survey_statistics.propensity import binary_outcome


@dataclass(frozen=True)
class FrameDifference:
    """Respondents minus everybody on one frame variable, or one category of it.

    Attributes:
        variable: column name.
        category: level for a classification, None for a quantity.
        respondents: weighted mean (or share) of respondents.
        everyone: weighted mean of the full sample, or the known population mean.
        difference: respondents minus everyone.
        standard_error: of the difference; the covariance of the two means is in it.
        standardised: difference over the weighted standard deviation of everyone; None if zero.
        statistic: t, None when the standard error is zero.
        p_value: two-sided, t with `degrees_of_freedom`.
        degrees_of_freedom: sampling units minus strata.
    """

    variable: str
    category: str | None
    respondents: float
    everyone: float
    difference: float
    standard_error: float
    standardised: float | None
    statistic: float | None
    p_value: float | None
    degrees_of_freedom: float


def respondents_against_frame(
    design: Design,
    responded: ArrayLike,
    columns: Mapping[str, ArrayLike],
    population_means: Mapping[str, float] | None = None,
) -> list[FrameDifference]:
    """Compare respondents with the full sample, or with known means of the frame.

    The difference of the two means is linearised as one statistic, so the covariance between
    respondents and the sample they are part of counts. Against a known mean only the
    respondents' error remains.

    Args:
        design: of the full sample, respondents and non-respondents, with base weights.
        responded: 1 or 0, (n,).
        columns: frame variables (n,); text is compared category by category.
        population_means: known mean by column, or share by "column=category".

    Raises:
        OutcomeNotBinary: everybody answered, or nobody.
        MissingValue: a frame variable has a gap.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0] * 6)
    >>> (line,) = respondents_against_frame(design, [1, 1, 1, 0, 0, 1], {"age": range(6)})
    >>> round(line.difference, 3), round(line.standard_error, 3)
    (-0.5, 0.483)
    """
    r = binary_outcome(responded, "response")
    known = population_means or {}
    lines = [_variable_columns(name, values) for name, values in columns.items()]
    return [
        _compare(design, r, name, category, y, known)
        for columns_of_one in lines
        for name, category, y in columns_of_one
    ]


def _variable_columns(name: str, values: ArrayLike) -> list[tuple[str, str | None, FloatArray]]:
    array = np.asarray(values)
    refuse_gaps(array, name)
    if array.dtype.kind in "biuf":
        return [(name, None, array.astype(np.float64))]
    coded = encode(array)
    return [
        (name, str(label), (coded.codes == code).astype(np.float64))
        for code, label in enumerate(coded.labels)
    ]


def _compare(
    design: Design,
    r: FloatArray,
    name: str,
    category: str | None,
    y: FloatArray,
    known: Mapping[str, float],
) -> FrameDifference:
    w = design.weights
    answered = w * r
    mean_r, mean_t = float(answered @ y / answered.sum()), float(w @ y / w.sum())
    deviation = math.sqrt(float(w @ (y - mean_t) ** 2 / w.sum()))
    influence = answered * (y - mean_r) / answered.sum()
    given = known.get(name if category is None else f"{name}={category}")
    if given is None:
        influence = influence - w * (y - mean_t) / w.sum()
    else:
        mean_t = given
    error = math.sqrt(max(float(taylor_covariance(design, influence[:, None])[0, 0]), 0.0))
    stage = design.stages[0]
    df = float(stage.unit_count - stage.stratum_count)
    t = (mean_r - mean_t) / error if error > 0 else None
    return FrameDifference(
        variable=name,
        category=category,
        respondents=mean_r,
        everyone=mean_t,
        difference=mean_r - mean_t,
        standard_error=error,
        standardised=(mean_r - mean_t) / deviation if deviation > 0 else None,
        statistic=t,
        p_value=None if t is None else float(2 * special.stdtr(df, -abs(t))),
        degrees_of_freedom=df,
    )
