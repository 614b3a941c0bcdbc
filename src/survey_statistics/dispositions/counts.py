"""How many cases, or how much weight, ended in each category.

Source: AAPOR (2023), Standard Definitions, 10th ed.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.dispositions.codes import Category
from survey_statistics.dispositions.errors import UnknownDisposition, UnusableCount


@dataclass(frozen=True)
class Counts:
    """Cases per category, or sums of base weights.

    The letters are AAPOR's: I complete, P partial, R refusal and break-off, NC non-contact,
    O other eligible, UH, UR and UO unknown, NE not eligible.

    >>> Counts(I=4, P=2, R=1, NC=1, O=1, UH=1, UO=1, NE=1).total
    12.0
    """

    I: float = 0.0
    P: float = 0.0
    R: float = 0.0
    NC: float = 0.0
    O: float = 0.0
    UH: float = 0.0
    UR: float = 0.0
    UO: float = 0.0
    NE: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            number = getattr(self, field.name)
            if not (math.isfinite(number) and number >= 0):
                raise UnusableCount(
                    f"The count of {field.name} is {number}; counts are numbers from 0 up."
                )

    @property
    def eligible(self) -> float:
        """E = I + P + R + NC + O."""
        return math.fsum((self.I, self.P, self.R, self.NC, self.O))

    @property
    def unknown(self) -> float:
        """U = UH + UR + UO."""
        return math.fsum((self.UH, self.UR, self.UO))

    @property
    def total(self) -> float:
        """All cases, eligible or not."""
        return math.fsum((self.eligible, self.unknown, self.NE))


def count_dispositions(
    categories: Iterable[Category | str], weights: ArrayLike | None = None
) -> Counts:
    """Count cases, or add up their base weights, by category.

    Args:
        categories: a Category or its letters ("I", "NC") per case.
        weights: base weight per case, shape (n,); each case counts 1 when left out.

    Raises:
        UnknownDisposition: letters that are not a category.
        UnusableCount: a weight is negative or missing, or their number is not that of cases.

    >>> count_dispositions(["I", "I", "R"], weights=[1.5, 2.5, 3.0])
    Counts(I=4.0, P=0.0, R=3.0, NC=0.0, O=0.0, UH=0.0, UR=0.0, UO=0.0, NE=0.0)
    """
    letters = [_letters(category) for category in categories]
    weight = np.ones(len(letters)) if weights is None else np.asarray(weights, dtype=float)
    if len(weight) != len(letters):
        raise UnusableCount(f"There are {len(letters)} cases and {len(weight)} weights.")
    unusable = ~np.isfinite(weight) | (weight < 0)
    if unusable.any():
        row = int(np.argmax(unusable))
        raise UnusableCount(f"The weight in row {row + 1} is {weight[row]}; give a number from 0.")
    as_array = np.array(letters, dtype="U2")
    return Counts(**{name: math.fsum(weight[as_array == name]) for name in Category.__members__})


def counts_by_group(
    categories: Sequence[Category | str],
    groups: Sequence[Hashable],
    weights: ArrayLike | None = None,
) -> dict[Hashable, Counts]:
    """Count cases, or add up base weights, by group and category, groups in order of appearance.

    Args:
        categories: (n,) a Category or its letters per case.
        groups: (n,) group of each case.
        weights: (n,) base weights; each case counts 1 when left out.

    Raises:
        UnusableCount: the columns differ in length.

    >>> counts_by_group(["I", "R", "I"], ["MX", "GT", "MX"])["MX"].I
    2.0
    """
    if len(groups) != len(categories):
        raise UnusableCount(f"There are {len(categories)} cases and {len(groups)} groups.")
    weight = np.ones(len(groups)) if weights is None else np.asarray(weights, dtype=float)
    rows: dict[Hashable, list[int]] = {}
    for row, group in enumerate(groups):
        rows.setdefault(group, []).append(row)
    return {
        group: count_dispositions([categories[row] for row in members], weight[members])
        for group, members in rows.items()
    }


def _letters(category: Category | str) -> str:
    if isinstance(category, Category):
        return category.name
    if category in Category.__members__:
        return category
    raise UnknownDisposition(
        f"There is no category {category!r}; the nine are {', '.join(Category.__members__)}."
    )
