"""Class disclosure: a row that tells what everybody, or nobody, in a group has.

Source: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray
from survey_statistics.disclosure.errors import UnusableTable


@dataclass(frozen=True)
class GroupDisclosure:
    """A row that discloses something of every member of its group.

    Attributes:
        row: position of the group.
        kind: "everybody" (all members in one category) or "nobody" (a category is empty).
        category: position of the category concerned.
        members: size of the group.
    """

    row: int
    kind: Literal["everybody", "nobody"]
    category: int
    members: float


def class_disclosures(counts: ArrayLike, *, zeros: bool = True) -> list[GroupDisclosure]:
    """Return the rows of a table, groups by categories, that disclose a class.

    A full row is reported once, as "everybody". Empty groups disclose nothing.

    Args:
        counts: people by group and category, (groups, categories), without margins.
        zeros: report empty categories too ("nobody in this village got a loan").

    Raises:
        UnusableTable: not a table of counts.

    >>> [(found.row, found.kind) for found in class_disclosures([[5, 0], [3, 4], [0, 0]])]
    [(0, 'everybody')]
    """
    n = np.asarray(counts, dtype=np.float64)
    if n.ndim != 2 or not np.isfinite(n).all() or (n < 0).any():
        raise UnusableTable("Class disclosure looks at a table of counts, groups by classes.")
    found: list[GroupDisclosure] = []
    for row, members in enumerate(n.sum(axis=1).tolist()):
        filled = np.flatnonzero(n[row] > 0)
        if len(filled) == 1 and n.shape[1] > 1:
            found.append(GroupDisclosure(row, "everybody", int(filled[0]), members))
        elif len(filled) > 1 and zeros:
            for category in np.flatnonzero(n[row] == 0).tolist():
                found.append(GroupDisclosure(row, "nobody", category, members))
    return found


def disclosing_cells(counts: ArrayLike, *, zeros: bool = False) -> BoolArray:
    """Return the cells (groups, categories) to treat as sensitive: full rows, and zeros if asked.

    >>> disclosing_cells([[5, 0], [3, 4]]).tolist()
    [[True, True], [False, False]]
    """
    n = np.asarray(counts, dtype=np.float64)
    cells = np.zeros(n.shape, dtype=np.bool_)
    for found in class_disclosures(n, zeros=zeros):
        if found.kind == "everybody":
            cells[found.row] = True
        else:
            cells[found.row, found.category] = True
    return cells
