"""Read the variables of an estimate: numbers with gaps, or levels."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey_statistics.arrays import (
    BoolArray,
    Column,
    FloatArray,
    as_numbers,
    encode,
    is_missing,
    named,
)
from survey_statistics.errors import OutOfRange, UnequalLengths


@dataclass(frozen=True, eq=False)
class Variable:
    """A numeric variable: `values` (n,) with gaps set to 0, and where they are `present`."""

    name: str
    values: FloatArray
    present: BoolArray


def read_variable(column: Column, n: int, default: str = "y") -> Variable:
    """Read a numeric column (n,), true and false as 1 and 0.

    Raises:
        NotNumeric: it holds text.
        OutOfRange: it holds an infinite value.
        UnequalLengths: it has another number of rows than the design.
    """
    name, _ = named(column, default)
    values = as_numbers(column, name)
    if len(values) != n:
        raise UnequalLengths(name, len(values), n)
    present = np.isfinite(values)
    if not present.all():
        endless = np.flatnonzero(np.isinf(values))
        if endless.size:
            raise OutOfRange(name, float(values[endless[0]]), "a finite number or a gap")
        values = np.where(present, values, 0.0)
    return Variable(name, values, present)


@dataclass(frozen=True, eq=False)
class Levels:
    """A categorical variable: indicator columns are made from `codes` (n,), -1 for a gap."""

    name: str
    codes: NDArray[np.int64]
    labels: tuple[object, ...]
    present: BoolArray

    def indicators(self, levels: list[int]) -> FloatArray:
        """Indicator columns (n, len(levels))."""
        return np.asarray(self.codes[:, None] == np.array(levels), dtype=np.float64)


def read_levels(column: Column, n: int, default: str = "y") -> Levels:
    """Read a column (n,) of labels of any kind.

    Raises:
        UnequalLengths: it has another number of rows than the design.
    """
    name, values = named(column, default)
    if len(values) != n:
        raise UnequalLengths(name, len(values), n)
    present = ~is_missing(values)
    if n and present.all():
        whole = encode(values)
        return Levels(name, whole.codes, tuple(whole.labels.tolist()), present)
    codes = np.full(n, -1, dtype=np.int64)
    coded = encode(values[present])
    codes[present] = coded.codes
    return Levels(name, codes, tuple(coded.labels.tolist()), present)


def is_binary(values: NDArray[Any]) -> bool:
    """Whether a column is true and false, or zeros and ones (gaps aside)."""
    if values.dtype.kind == "b":
        return True
    if values.dtype.kind not in "iuf":
        return False
    return bool(((values == 0) | (values == 1) | (values != values)).all())
