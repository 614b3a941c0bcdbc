"""Domains: the parts of the sample that an estimate is about. The design always stays whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    encode,
    is_missing,
    level_text,
    row_blocks,
)
from survey_statistics.blocks import sums_by_code
from survey_statistics.errors import UnequalLengths
from survey_statistics.estimation.errors import NoLevels

Label = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Domains:
    """Disjoint domains of n rows.

    Attributes:
        codes: (n,) domain of each row, 0 to count-1; `count` for rows in none.
        labels: Column and level for each classification of each domain.
        whole: Whether every row is in some domain.
    """

    codes: IntArray
    labels: tuple[Label, ...]
    whole: bool

    @property
    def count(self) -> int:
        """Number of domains."""
        return len(self.labels)

    def restricted(self, keep: BoolArray) -> "Domains":
        """The same domains without the rows where `keep` (n,) is false."""
        if keep.all():
            return self
        return replace(self, codes=np.where(keep, self.codes, self.count), whole=False)

    def inside(self) -> BoolArray:
        """Which rows (n,) are in some domain."""
        return np.asarray(self.codes < self.count)

    def totals(self, amounts: FloatArray | None = None) -> FloatArray:
        """Sum of amounts (n,) in each domain (count,); without amounts, its rows."""
        n = len(self.codes)
        if self.whole and self.count == 1:
            return np.array([float(n) if amounts is None else float(amounts.sum())])
        of_rows = None if amounts is None else amounts.__getitem__
        return sums_by_code(n, self.count + 1, self.codes.__getitem__, of_rows)[: self.count]

    def cells(self, positions: IntArray, width: int) -> IntArray:
        """The cell `domain * width + position` (n,) of each row, `count * width` outside."""
        if self.whole and self.count == 1:
            return positions
        cells = self.codes * width
        for block in row_blocks(len(cells)):
            cells[block] += positions[block]
        return np.minimum(cells, self.count * width, out=cells)


def find_domains(
    n: int, by: Mapping[str, ArrayLike] | None = None, where: ArrayLike | None = None
) -> Domains:
    """The domains given by columns `by`, within the rows `where` (n,) is true.

    Rows with a gap in a `by` column are in no domain. Combinations that occur in the sample but
    not within `where` stay, as empty domains.

    Raises:
        UnequalLengths: a column does not fit. NoLevels: a column is empty in every row.

    >>> find_domains(3, {"region": ["n", "s", "n"]}).labels
    ((('region', 'n'),), (('region', 's'),))
    """
    # One zero seen n times: a whole sample costs no memory.
    domains = Domains(np.broadcast_to(np.int64(0), (n,)), ((),), whole=True)
    for name, column in (by or {}).items():
        values = np.asarray(column)
        if len(values) != n:
            raise UnequalLengths(name, len(values), n)
        domains = _crossed(domains, name, column)
    if where is not None:
        selected = np.asarray(where, dtype=np.bool_)
        if len(selected) != n:
            raise UnequalLengths("where", len(selected), n)
        domains = domains.restricted(selected)
    return domains


def _crossed(domains: Domains, name: str, column: ArrayLike) -> Domains:
    """Split each domain by the levels of one more column."""
    values = np.asarray(column)
    present = ~is_missing(values)
    if not present.any():
        raise NoLevels(name)
    full = bool(present.all())
    coded = encode(values) if full else encode(values[present])
    if full and domains.whole and domains.count == 1:
        named: tuple[Label, ...] = tuple(((name, level_text(level)),) for level in coded.labels)
        return Domains(coded.codes, named, whole=True)
    inner = np.zeros(len(values), dtype=np.int64)
    inner[present] = coded.codes
    crossed = domains.codes * coded.count + inner
    known = present & (domains.codes < domains.count)
    total = domains.count * coded.count
    occurs = np.flatnonzero(np.bincount(crossed[known], minlength=total))
    position = np.full(total + coded.count, len(occurs), dtype=np.int64)
    position[occurs] = np.arange(len(occurs))
    codes = np.where(known, position[crossed], len(occurs))
    labels = tuple(
        (*domains.labels[c // coded.count], (name, level_text(coded.labels[c % coded.count])))
        for c in occurs.tolist()
    )
    return Domains(codes, labels, whole=domains.whole and bool(known.all()))
