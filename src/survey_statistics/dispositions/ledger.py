"""The ledger identity: every case released stands in exactly one category.

released = I + P + R + NC + O + UH + UR + UO + NE, in every group, and respondents counted
elsewhere (interviews on file, rows of a table) equal I + P. A report whose ledger does not
balance is not published; these functions say where it does not.

Source: AAPOR (2023), Standard Definitions, 10th ed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from survey_statistics.dispositions.counts import Counts


@dataclass(frozen=True)
class Imbalance:
    """One line of the ledger that does not add up.

    Attributes:
        group: the stratum, mode or wave concerned; None for the whole.
        identity: which two numbers should agree.
        expected: the number on the left of the identity.
        found: the number on its right.
    """

    group: Hashable
    identity: str
    expected: float
    found: float

    @property
    def difference(self) -> float:
        """Found minus expected: cases too many, or missing when negative."""
        return self.found - self.expected

    def __str__(self) -> str:
        where = "In all" if self.group is None else f"In {self.group}"
        return f"{where}, {self.identity}: {self.expected:g} against {self.found:g}."


def ledger_imbalances(
    released: Mapping[Hashable, float],
    counts: Mapping[Hashable, Counts],
    respondents: Mapping[Hashable, float] | None = None,
    tolerance: float = 0.0,
) -> list[Imbalance]:
    """Return what does not balance, an empty list when everything does.

    Args:
        released: cases released (or their weight) by group.
        counts: final dispositions by group.
        respondents: interviews on file by group, to be compared with I + P.
        tolerance: largest difference that counts as none (rounding of weighted sums).

    A group that only one side knows is compared with zero.

    >>> field = Counts(I=894, NC=3106)
    >>> for line in ledger_imbalances({"2020": 4000}, {"2020": field}, {"2020": 900}):
    ...     print(line)
    In 2020, respondents = I + P: 900 against 894.
    """
    nobody = Counts()
    found: list[Imbalance] = []
    for group in dict.fromkeys([*released, *counts]):
        cases = counts.get(group, nobody)
        found.append(Imbalance(group, "released = cases", released.get(group, 0.0), cases.total))
    for group in dict.fromkeys([*(respondents or {})]):
        cases = counts.get(group, nobody)
        on_file = (respondents or {})[group]
        found.append(Imbalance(group, "respondents = I + P", on_file, cases.I + cases.P))
    return [line for line in found if abs(line.difference) > tolerance]


def total_imbalances(
    whole: Counts, parts: Mapping[Hashable, Counts], tolerance: float = 0.0
) -> list[Imbalance]:
    """Return the categories in which the groups do not add up to the whole.

    >>> [str(line) for line in total_imbalances(Counts(I=5), {"a": Counts(I=2), "b": Counts(I=2)})]
    ['In all, I = sum of groups: 5 against 4.']
    """
    lines = []
    for name in Counts.__dataclass_fields__:
        summed = sum(getattr(part, name) for part in parts.values())
        lines.append(Imbalance(None, f"{name} = sum of groups", getattr(whole, name), summed))
    return [line for line in lines if abs(line.difference) > tolerance]
