"""Partial R-indicators: which variable, and which of its categories, makes response uneven."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import FloatArray, IntArray, encode
from survey_statistics.representativity.propensity_spread import (
    UnusablePropensity,
    checked_propensities,
    weighted_mean,
)


@dataclass(frozen=True)
class PartialIndicator:
    """The part of the spread of propensities that goes with one variable.

    Attributes:
        variable: the part for the variable, from 0 up.
        categories: by label; signed for unconditional indicators (below zero: answers less than
            the average), from 0 up for conditional ones.
    """

    variable: float
    categories: dict[str, float]


def unconditional_partial(
    propensities: ArrayLike, variable: ArrayLike, weights: ArrayLike | None = None
) -> PartialIndicator:
    """Return the spread between the categories of a variable.

    Category k: sqrt(N_k/N)(m_k - m); variable: the root of the sum of their squares.

    Args:
        propensities: (n,), for the whole sample.
        variable: labels (n,), known for the whole sample.
        weights: base weights (n,), 1 each when left out.

    Source: Schouten, Shlomo and Skinner (2011), Journal of Official Statistics 27.

    Raises:
        UnusablePropensity: unusable propensities or weights.

    >>> partial = unconditional_partial([0.25, 0.25, 0.75, 0.75], ["a", "a", "b", "b"])
    >>> partial.variable, {k: round(part, 3) for k, part in partial.categories.items()}
    (0.25, {'a': -0.177, 'b': 0.177})
    """
    rho, d = checked_propensities(propensities, weights)
    coded = encode(np.asarray(variable))
    _same_length(rho, coded.codes)
    size, mean = _group_means(rho, d, coded.codes, coded.count)
    parts = np.sqrt(size / d.sum()) * (mean - weighted_mean(rho, d))
    labels = [str(label) for label in coded.labels]
    return PartialIndicator(
        math.sqrt(float(parts @ parts)), dict(zip(labels, parts.tolist(), strict=True))
    )


def conditional_partial(
    propensities: ArrayLike,
    variable: ArrayLike,
    others: ArrayLike,
    weights: ArrayLike | None = None,
) -> PartialIndicator:
    """Return the spread that remains within cells of the other variables.

    Variable: sqrt(sum_l sum_{i in l} d_i (rho_i - m_l)^2 / N), l running over the cells;
    category k: the same sum over the cases of k.

    Args:
        propensities: (n,), for the whole sample.
        variable: labels (n,) of the variable in question.
        others: labels (n,) of the cells formed by the other variables.
        weights: base weights (n,), 1 each when left out.

    Source: as `unconditional_partial`.

    Raises:
        UnusablePropensity: unusable propensities or weights.

    >>> conditional_partial([0.25, 0.75, 0.5, 0.5], ["a", "b", "a", "b"], ["x", "x", "y", "y"])
    PartialIndicator(variable=0.1767766952966369, categories={'a': 0.125, 'b': 0.125})
    """
    rho, d = checked_propensities(propensities, weights)
    coded, cells = encode(np.asarray(variable)), encode(np.asarray(others))
    _same_length(rho, coded.codes)
    _same_length(rho, cells.codes)
    _, mean = _group_means(rho, d, cells.codes, cells.count)
    squares = d * (rho - mean[cells.codes]) ** 2 / d.sum()
    by_category = np.sqrt(np.bincount(coded.codes, weights=squares, minlength=coded.count))
    labels = [str(label) for label in coded.labels]
    return PartialIndicator(
        math.sqrt(float(squares.sum())), dict(zip(labels, by_category.tolist(), strict=True))
    )


def _group_means(
    rho: FloatArray, d: FloatArray, codes: IntArray, count: int
) -> tuple[FloatArray, FloatArray]:
    size: FloatArray = np.bincount(codes, weights=d, minlength=count).astype(np.float64)
    total: FloatArray = np.bincount(codes, weights=d * rho, minlength=count).astype(np.float64)
    return size, np.divide(total, size, out=np.zeros(count), where=size > 0)


def _same_length(rho: FloatArray, codes: IntArray) -> None:
    if len(rho) != len(codes):
        raise UnusablePropensity(f"There are {len(rho)} propensities and {len(codes)} labels.")
