"""Population margins: what the weighted sample must add up to.

Source: J.-C. Deville, C.-E. Särndal (1992), Calibration estimators in survey sampling, JASA 87,
376-382.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.arrays import (
    BoolArray,
    Column,
    FloatArray,
    IntArray,
    as_numbers,
    encode,
    is_missing,
    level_text,
    named,
)
from survey_statistics.calibration.groups import Groups
from survey_statistics.errors import (
    EmptyCell,
    MarginsDisagree,
    MissingValue,
    OutOfRange,
    UnequalLengths,
    UnknownLevel,
)

# Two margins of one population may differ by rounding of the sums, not by more: raking to
# 1e-10 could never meet both.
_SAME_TOTAL = 1e-9
# The name of the margin that is no column; R calls it so.
POPULATION_SIZE = "(Intercept)"


@dataclass(frozen=True, eq=False)
class CategoricalMargin:
    """Population totals of the levels of one classification.

    Attributes:
        name: The column.
        levels: Labels of the L levels, as text.
        groups: Level of each row.
        totals: Population totals (L,).
    """

    name: str
    levels: tuple[str, ...]
    groups: Groups
    totals: FloatArray

    @property
    def population(self) -> float:
        """The population that the margin adds up to."""
        return float(self.totals.sum())


@dataclass(frozen=True, eq=False)
class NumericMargin:
    """Population total of a quantity, in the quantity's units.

    Attributes:
        name: The column.
        values: The quantity (n,).
        total: Its sum over the population.
    """

    name: str
    values: FloatArray
    total: float


Margin = CategoricalMargin | NumericMargin


def categorical_margin(
    column: Column, totals: Mapping[str, float], *, rows: BoolArray | None = None
) -> CategoricalMargin:
    """Read a classification (n,) against the population totals of its levels.

    Labels are compared as they are and, failing that, as text. `rows` (n,) says which rows can
    carry weight; the others (non-respondents, say) may have any label or none.

    Raises:
        UnknownLevel: a row has a label without a population total.
        MissingValue: a row that can carry weight has no label.
        EmptyCell: a level has a population but no row.
        OutOfRange: a total is negative, infinite or, for a level that occurs, zero.
        UnequalLengths: `rows` has another length.

    >>> margin = categorical_margin({"sex": ["f", "m", "f"]}, {"f": 60, "m": 40})
    >>> margin.levels, margin.totals.tolist(), margin.groups.codes.tolist()
    (('f', 'm'), [60.0, 40.0], [0, 1, 0])
    """
    name, values = named(column, "margin")
    _refuse_other_length(rows, len(values), name)
    known = {_text(level): place for place, level in enumerate(totals)}
    sample = encode(values)
    place = np.array(
        [known.get(_text(label), -1) for label in sample.labels.tolist()], dtype=np.int64
    )
    in_order = np.array_equal(place, np.arange(len(place)))
    codes = sample.codes if in_order else place[sample.codes]
    if (place < 0).any():
        _refuse_unknown(name, values, codes, rows, tuple(known))
        codes = np.maximum(codes, 0)
    sizes = np.array([float(total) for total in totals.values()])
    margin = CategoricalMargin(name, tuple(known), Groups(codes, len(known)), sizes)
    counted = codes if rows is None else codes[rows]
    _refuse_impossible(margin, np.bincount(counted, minlength=len(known)))
    return margin


def numeric_margin(column: Column, total: float, *, rows: BoolArray | None = None) -> NumericMargin:
    """Read a quantity (n,) against its population total.

    Raises:
        MissingValue: a row that can carry weight has no value.
        NotNumeric: a value is text.
        OutOfRange: the total is not finite.

    >>> numeric_margin({"income": [1, 2.5]}, 400).values.tolist()
    [1.0, 2.5]
    """
    name, raw = named(column, "margin")
    values = as_numbers({name: raw}, name)
    _refuse_other_length(rows, len(values), name)
    finite = np.isfinite(values)
    gaps = np.flatnonzero(~finite if rows is None else rows & ~finite)
    if gaps.size:
        raise MissingValue(name, gaps.tolist())
    if not np.isfinite(total):
        raise OutOfRange(name, float(total), "a finite population total")
    held = values if rows is None else np.where(rows, values, 0.0)
    return NumericMargin(name, held, float(total))


def population_margin(n: int, size: float) -> NumericMargin:
    """The population size itself as a margin of n rows: the intercept of a calibration model.

    >>> population_margin(3, 900).total
    900.0
    """
    return NumericMargin(POPULATION_SIZE, np.ones(n), float(size))


def crossed_labels(columns: Sequence[ArrayLike], separator: str = "|") -> list[str]:
    """Cross several classifications (n,) into one, to post-stratify on their combinations.

    >>> crossed_labels([["f", "m"], ["young", "old"]])
    ['f|young', 'm|old']
    """
    return [
        separator.join(map(str, labels))
        for labels in zip(*(np.asarray(column).tolist() for column in columns), strict=True)
    ]


def refuse_disagreement(margins: Sequence[CategoricalMargin]) -> None:
    """Raise `MarginsDisagree` unless all margins add up to the same population."""
    sizes = {margin.name: margin.population for margin in margins}
    low, high = min(sizes.values()), max(sizes.values())
    if high - low > _SAME_TOTAL * high:
        raise MarginsDisagree(sizes)


def _refuse_other_length(rows: BoolArray | None, n: int, name: str) -> None:
    if rows is not None and len(rows) != n:
        raise UnequalLengths(name, n, len(rows))


def _text(label: object) -> str:
    # A column of whole numbers with gaps is read as floats: 2.0 is the level "2".
    whole = isinstance(label, float) and label.is_integer()
    return str(int(label)) if whole else str(label)  # type: ignore[call-overload]  # a float here


def _refuse_unknown(
    name: str, values: NDArray[Any], codes: IntArray, rows: BoolArray | None, known: tuple[str, ...]
) -> None:
    strangers = np.flatnonzero(codes < 0 if rows is None else rows & (codes < 0))
    if strangers.size:
        gaps = strangers[is_missing(values[strangers])]
        if gaps.size:
            raise MissingValue(name, gaps.tolist())
        label = values[strangers[0]]
        raise UnknownLevel(name, level_text(label), known, where="the population margin")


def _refuse_impossible(margin: CategoricalMargin, counts: IntArray) -> None:
    for level, total, count in zip(margin.levels, margin.totals, counts, strict=True):
        if not (np.isfinite(total) and total >= 0) or (total == 0 and count > 0):
            raise OutOfRange(f"{margin.name} = {level}", float(total), "a positive finite total")
        if total > 0 and count == 0:
            raise EmptyCell(margin.name, level, float(total))
