"""Names for the arrays that travel through the package, and how labels become codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.errors import MissingValue, NotNumeric
from survey_statistics.text_keys import UIntArray, text_keys

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]
Column: TypeAlias = ArrayLike | Mapping[str, ArrayLike]

# Rows handled at once where a whole column of intermediate numbers would leave the cache.
BLOCK = 16_384
# A table over the range of a column is faster than sorting it, as long as it stays small: one
# to four bytes for each integer of the range.
_DENSE_RANGE = 24
# Labels that occur among the first rows are looked up, as long as they are this few.
_FIRST_ROWS = 4096
_FEW = 512


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of labels as integers: `labels[codes[i]]` is the label of row i.

    `codes` (n,) runs from 0 to `count - 1`; `labels` (count,) are sorted.
    """

    codes: IntArray
    labels: NDArray[Any]

    @property
    def count(self) -> int:
        """Number of distinct labels."""
        return len(self.labels)


def encode(values: ArrayLike) -> Codes:
    """Turn labels of any kind into sorted integer codes, in O(n) for integers and text.

    >>> encode(["b", "a", "b"]).codes.tolist()
    [1, 0, 1]
    >>> encode([30, 10, 30]).labels.tolist()
    [10, 30]
    """
    array = np.asarray(values)
    if array.dtype.kind in "iub" and array.size:
        return _encode_integers(array)
    keys = text_keys(array) if array.dtype.kind in "US" else None
    if keys is not None and array.size:
        return _encode_texts(array, keys)
    if array.dtype.kind in "OUS":
        return _encode_objects(array)
    labels, codes = np.unique(array, return_inverse=True)
    return Codes(codes.astype(np.int64, copy=False).ravel(), labels)


def _encode_integers(array: NDArray[Any]) -> Codes:
    """Integers by a table over their range."""
    low, high = _limits(array)
    if high - low > _DENSE_RANGE * array.size + 1024:
        return _encode_spread(array)
    codes = np.empty(len(array), dtype=np.int64)
    for block in row_blocks(len(array)):
        if array.dtype.kind == "u":
            # What lies above 2^63 fits the codes only once the lowest is taken away.
            codes[block] = np.subtract(array[block], array.dtype.type(low))
        else:
            np.subtract(array[block], low, out=codes[block], dtype=np.int64)
    labels = _without_holes(codes, high - low + 1).astype(array.dtype)
    return Codes(codes, labels + array.dtype.type(low) if array.dtype.kind != "b" else labels)


def _limits(array: NDArray[Any]) -> tuple[int, int]:
    """Smallest and largest of integers (n,), in one pass."""
    parts = [(array[block].min(), array[block].max()) for block in row_blocks(len(array))]
    return int(min(low for low, _ in parts)), int(max(high for _, high in parts))


def _without_holes(codes: IntArray, size: int) -> IntArray:
    """Which of the codes 0 to size-1 occur (C,); codes (n,) become places among them."""
    present = np.zeros(size, dtype=np.bool_)
    for block in row_blocks(len(codes)):
        present[codes[block]] = True
    labels = np.flatnonzero(present)
    del present
    if len(labels) < size:
        # Written at the labels only, in the fewest bytes that hold them.
        position = np.empty(size, dtype=np.min_scalar_type(len(labels)))
        position[labels] = np.arange(len(labels), dtype=position.dtype)
        for block in row_blocks(len(codes)):
            codes[block] = position[codes[block]]
    return labels


def _encode_spread(array: NDArray[Any]) -> Codes:
    """Integers far apart: looked up among those of the first rows, sorted only if others come."""
    labels = np.unique(array[:_FIRST_ROWS])
    if len(labels) <= _FEW:
        codes = np.searchsorted(labels, array)
        np.minimum(codes, len(labels) - 1, out=codes)
        others = array[np.take(labels, codes, mode="clip") != array]
        if not others.size:
            return Codes(codes, labels)
        labels = np.union1d(labels, others)
        if len(labels) <= _FEW:
            return Codes(np.searchsorted(labels, array), labels)
    labels, codes = np.unique(array, return_inverse=True)
    return Codes(codes.astype(np.int64, copy=False).ravel(), labels)


def _encode_texts(array: NDArray[Any], keys: Sequence[UIntArray]) -> Codes:
    """Texts by the numbers that stand for them, word after word."""
    coded = encode(keys[0])
    codes, count = coded.codes, coded.count
    for key in keys[1:]:
        inner = encode(key)
        codes, combinations = pair(codes, inner.codes, inner.count)
        count = len(combinations)
    return Codes(codes, array[_examples(codes, count)].astype(object))


def _examples(codes: IntArray, count: int) -> IntArray:
    """A row (count,) for each code; where they are few, the first block mostly holds them all."""
    example = np.full(count, -1)
    for block in row_blocks(len(codes), max(BLOCK, count)):
        example[codes[block]] = np.arange(block.start, block.stop)
        if (example >= 0).all():
            break
    return example


def _encode_objects(array: NDArray[Any]) -> Codes:
    items = array.tolist()
    distinct = set(items)
    try:
        ordered = sorted(distinct)
    except TypeError:
        ordered = sorted(distinct, key=lambda label: (type(label).__name__, str(label)))
    table = {label: code for code, label in enumerate(ordered)}
    codes = np.fromiter(map(table.__getitem__, items), dtype=np.int64, count=len(items))
    labels = np.empty(len(ordered), dtype=object)
    labels[:] = ordered
    return Codes(codes, labels)


def pair(
    outer: IntArray, inner: IntArray, inner_count: int, *, reuse: bool = False
) -> tuple[IntArray, IntArray]:
    """Code the combinations of two codes that occur; with `reuse` in the memory of the inner ones.

    Returns the codes (n,) and, for each combination in order, `outer * inner_count + inner`.

    >>> codes, combinations = pair(np.array([0, 1, 1]), np.array([2, 0, 2]), 3)
    >>> codes.tolist(), combinations.tolist()
    ([0, 1, 2], [2, 3, 5])
    """
    if not len(outer):
        return outer, outer
    combined = inner if reuse else np.empty(len(outer), dtype=np.int64)
    high = 0
    for block in row_blocks(len(outer)):
        part = np.add(outer[block] * np.int64(inner_count), inner[block], out=combined[block])
        high = max(high, int(part.max()))
    if high > _DENSE_RANGE * len(outer) + 1024:
        crossed = _encode_spread(combined)
        return crossed.codes, crossed.labels.astype(np.int64, copy=False)
    labels = _without_holes(combined, high + 1)
    return combined, labels


def named(column: Column, default: str) -> tuple[str, NDArray[Any]]:
    """Split a column given as `{name: values}` into name and values; plain values get `default`."""
    if isinstance(column, Mapping):
        ((name, values),) = column.items()
        return name, np.asarray(values)
    return default, np.asarray(column)


def as_numbers(column: Column, default: str) -> FloatArray:
    """Read a column (n,) as floats, gaps as NaN.

    Raises:
        NotNumeric: a value is text that is not a number.
    """
    name, values = named(column, default)
    if values.dtype.kind == "O":
        values = np.array([np.nan if v is None else v for v in values.tolist()])
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        bad = next(v for v in values.tolist() if not _is_number(v))
        raise NotNumeric(name, bad) from None


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]  # anything at all is tried, the refusal is the answer
    except (TypeError, ValueError):
        return False
    return True


def is_missing(values: NDArray[Any]) -> BoolArray:
    """Which entries (n,) are gaps: NaN, None or an empty text."""
    if values.dtype.kind == "f":
        return np.asarray(np.isnan(values))
    if values.dtype.kind in "iub":
        return np.zeros(len(values), dtype=np.bool_)
    if values.dtype.kind == "U" and values.dtype.itemsize and values.flags.c_contiguous:
        # A text is empty where its first character is the filling.
        characters = values.view(np.uint32).reshape(len(values), -1)
        return np.asarray(characters[:, 0] == 0, dtype=np.bool_)
    if values.dtype.kind in "US":
        return np.asarray(values == values.dtype.type(), dtype=np.bool_)
    if values.dtype.kind == "O":
        # Comparing in one sweep of the array is several times faster than row by row.
        nothing, empty = np.array(None, dtype=object), np.array("", dtype=object)
        gaps = (values == nothing) | (values == empty) | (values != values)
        return np.asarray(gaps, dtype=np.bool_)
    return np.asarray(np.isnat(values), dtype=np.bool_)


def refuse_gaps(values: NDArray[Any], column: str) -> None:
    """Raise `MissingValue` if a column that may not have gaps has some."""
    gaps = np.flatnonzero(is_missing(values))
    if gaps.size:
        raise MissingValue(column, gaps.tolist())


def level_text(level: object) -> str:
    """A level as text: whole numbers without a decimal point.

    >>> level_text(np.float64(3.0)), level_text("E")
    ('3', 'E')
    """
    if isinstance(level, float | np.floating) and float(level).is_integer():
        return str(int(level))
    return str(level)


def ones(n: int) -> FloatArray:
    """One seen n times, (n,), read-only and without memory."""
    return np.broadcast_to(np.float64(1.0), (n,))


def row_blocks(n: int, rows: int = BLOCK) -> Iterator[slice]:
    """Slices that cover n rows in turn: what is made from one block stays in the cache.

    >>> list(row_blocks(5, 3))
    [slice(0, 3, None), slice(3, 5, None)]
    """
    return (slice(first, min(first + rows, n)) for first in range(0, n, rows))


def dot(a: FloatArray, b: FloatArray) -> float:
    """Inner product of two vectors (n,), in one thread.

    Waking the threads of the linear algebra library costs more than one pass over two vectors,
    and much more on a busy machine.
    """
    return float(np.einsum("i,i->", a, b))
