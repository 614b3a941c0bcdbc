"""Whether every group of people is served about as well as the best served."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from mentor_matching.checks import column, refuse_other_than
from mentor_matching.errors import InvalidRecordError

FAIR_SHARE = 0.8
"""A group below this share of the best group's rate raises the alert (four-fifths rule)."""

FEWEST_PEOPLE = 20
"""A smaller group neither raises the alert nor counts as the best: chance decides there."""


@dataclass(frozen=True)
class ServedRate:
    """How many of a group got an accepted request, and that rate relative to the best group's.

    `of_best` is NaN where no large enough group was served at all.
    """

    group: Hashable
    n: int
    rate: float
    of_best: float
    alert: bool


def served_rates(groups: Sequence[Hashable], served: npt.ArrayLike) -> tuple[ServedRate, ...]:
    """The served rate of each group, the lowest first.

    `groups` holds the group of each of n people (language, country, stage...), `served` (n,)
    whether they were. Raises InvalidRecordError if the lengths differ or
    `served` is neither true nor false.

    >>> [r.alert for r in served_rates(["es"] * 40 + ["quc"] * 40, [True] * 40 + [False] * 40)]
    [True, False]
    """
    refuse_other_than(Sequence, "groups", groups, InvalidRecordError)
    if not all(isinstance(group, Hashable) for group in groups):
        raise InvalidRecordError("groups must hold names, not lists of them")
    flags = column("served", served, InvalidRecordError)
    if not np.all((flags == 0) | (flags == 1)):
        raise InvalidRecordError("served must hold true or false for each person")
    if flags.shape != (len(groups),):
        raise InvalidRecordError("every person needs a group and whether they were served")
    yes: dict[Hashable, list[bool]] = {}
    for group, was_served in zip(groups, (flags == 1).tolist(), strict=True):
        yes.setdefault(group, []).append(was_served)
    rates = {group: Fraction(sum(answers), len(answers)) for group, answers in yes.items()}
    best = max((rates[g] for g in yes if len(yes[g]) >= FEWEST_PEOPLE), default=Fraction(0))
    rows = (_served_rate(group, len(yes[group]), rate, best) for group, rate in rates.items())
    return tuple(sorted(rows, key=lambda row: row.rate))


def _served_rate(group: Hashable, n: int, rate: Fraction, best: Fraction) -> ServedRate:
    """Divided as fractions: 12 of 20 beside 15 of 20 is four fifths, and floats make it less."""
    of_best = float(rate / best) if best else float("nan")
    return ServedRate(group, n, float(rate), of_best, n >= FEWEST_PEOPLE and of_best < FAIR_SHARE)
