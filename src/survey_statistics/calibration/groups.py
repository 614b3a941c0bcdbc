"""Rows gathered into groups: sums of weights by group, for one weight column or for many."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from survey_statistics.arrays import FloatArray, IntArray

# Up to this many rows, replicates lie row by row in memory and are summed by a sparse product;
# beyond it they lie column by column, so that one replicate at a time stays in the cache.
_LONG = 4096


@dataclass(frozen=True, eq=False)
class Groups:
    """A partition of n rows into `count` groups.

    Attributes:
        codes: Group of each row (n,), from 0 to `count - 1`.
        count: Number of groups, empty ones included.
    """

    codes: IntArray
    count: int

    @cached_property
    def indicator(self) -> csr_array:
        """Sparse (count, n) matrix with a one where the row belongs to the group."""
        order = np.argsort(self.codes, kind="stable")
        ends = np.cumsum(np.bincount(self.codes, minlength=self.count))
        starts = np.concatenate(([0], ends))
        return csr_array((np.ones(len(order)), order, starts), shape=(self.count, len(order)))

    def sums(self, values: FloatArray) -> FloatArray:
        """Sum `values` (n,) or (n, R) within groups: (count,) or (count, R).

        >>> Groups(np.array([0, 1, 0]), 2).sums(np.array([1.0, 2.0, 3.0])).tolist()
        [4.0, 2.0]
        """
        if values.ndim == 1:
            return self._sum_column(values)
        if len(values) < _LONG:
            return np.asarray(self.indicator @ values)
        sums = np.empty((self.count, values.shape[1]))
        for column in range(values.shape[1]):
            sums[:, column] = self._sum_column(values[:, column])
        return sums

    def spread(self, values: FloatArray) -> FloatArray:
        """Give every row the value of its group: (count, ...) to (n, ...)."""
        if values.ndim == 1:
            return np.take(values, self.codes, mode="clip")
        return spread_rows(values, self.codes)

    def _sum_column(self, values: FloatArray) -> FloatArray:
        sums = np.bincount(self.codes, weights=values, minlength=self.count)
        return np.asarray(sums, dtype=np.float64)


def replicate_order(rows: int) -> Literal["C", "F"]:
    """How replicates of so many rows lie in memory: row by row, or column by column."""
    return "C" if rows < _LONG else "F"


def spread_rows(values: FloatArray, codes: IntArray, out: FloatArray | None = None) -> FloatArray:
    """Take row `codes[i]` of values (C, R) for each of n rows: (n, R), laid out for replicates."""
    shape = len(codes), values.shape[1]
    rows = np.empty(shape, order=replicate_order(len(codes))) if out is None else out
    # The codes are in range; any mode but 'raise' lets take write in place.
    if len(codes) < _LONG:
        return np.take(values, codes, axis=0, out=rows, mode="clip")
    for column in range(values.shape[1]):
        np.take(values[:, column], codes, out=rows[:, column], mode="clip")
    return rows


def crossed(parts: tuple[Groups, ...]) -> tuple[Groups, tuple[IntArray, ...]]:
    """Cross several partitions, keeping only the combinations that occur.

    Returns the joint partition with C groups and, for each part, the group (C,) that a joint
    group lies in. Working on C joint groups in place of n rows is what makes raking cheap.
    """
    joint = parts[0].codes.astype(np.int64)
    for part in parts[1:]:
        joint = joint * part.count + part.codes
    size = int(np.prod([float(part.count) for part in parts]))
    if size <= 4 * len(joint) + 1024:
        present = np.zeros(size, dtype=np.bool_)
        present[joint] = True
        keys = np.flatnonzero(present)
        codes = (np.cumsum(present) - 1)[joint]
    else:
        keys, codes = np.unique(joint, return_inverse=True)
    groups = Groups(codes.astype(np.int64, copy=False), len(keys))
    return groups, _split(keys, parts)


def _split(keys: IntArray, parts: tuple[Groups, ...]) -> tuple[IntArray, ...]:
    split: list[IntArray] = []
    for part in reversed(parts[1:]):
        keys, inner = np.divmod(keys, part.count)
        split.append(inner)
    return (keys, *reversed(split))
