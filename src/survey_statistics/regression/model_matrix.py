"""The columns of a model: an intercept, numbers as they are, levels against a reference."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import BoolArray, FloatArray, IntArray, level_text, ones
from survey_statistics.errors import ConstantVariable, UnknownLevel
from survey_statistics.estimation.variables import Levels, Variable, read_levels, read_variable

INTERCEPT = "(Intercept)"


@dataclass(frozen=True, eq=False)
class Term:
    """One predictor: its columns in the matrix and, if categorical, its levels.

    Attributes:
        name: Of the predictor.
        columns: Positions in the matrix.
        levels: All levels, the reference first; empty for a number.
    """

    name: str
    columns: tuple[int, ...]
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ModelMatrix:
    """X (n, p) with column names and terms; rows with a gap are not `present` and hold zeros."""

    X: FloatArray
    names: tuple[str, ...]
    terms: tuple[Term, ...]
    present: BoolArray

    def term(self, name: str) -> Term:
        """The term of that name; raises `UnknownLevel`."""
        for term in self.terms:
            if term.name == name:
                return term
        known = [term.name for term in self.terms]
        raise UnknownLevel("predictors", name, known, where="the model")


def model_matrix(
    n: int,
    predictors: Mapping[str, ArrayLike],
    categorical: Collection[str] = (),
    rows: BoolArray | None = None,
) -> ModelMatrix:
    """Columns for `predictors` (n,): text and truth values, and those named, by their levels.

    The reference is the first level in sorted order (R's treatment contrasts). Only levels count
    that occur in rows without a gap, and within `rows` (n,) if given.

    Raises:
        ConstantVariable: a categorical predictor has fewer than two levels.

    >>> model_matrix(3, {"size": ["s", "l", "m"], "age": [1, 2, 3]}).names
    ('(Intercept)', 'size=m', 'size=s', 'age')
    """
    columns: list[FloatArray | _Indicator] = [ones(n)]
    names, terms = [INTERCEPT], []
    read = {name: _read(name, values, n, categorical) for name, values in predictors.items()}
    complete = np.logical_and.reduce(
        [np.ones(n, dtype=np.bool_), *(r.present for r in read.values())]
    )
    counted = complete if rows is None else complete & rows
    present = complete.copy()
    for name, variable in read.items():
        start = len(columns)
        if isinstance(variable, Levels):
            coded = _within(variable, counted)
            levels, indicators = _level_columns(coded)
            columns += indicators
            names += [f"{name}={level}" for level in levels[1:]]
            present &= coded.present
        else:
            columns.append(variable.values)
            levels = ()
            names.append(name)
        terms.append(Term(name, tuple(range(start, len(columns))), levels))
    X = np.empty((len(columns), n)).T  # columns lie together in memory: every use goes by column
    for j, column in enumerate(columns):
        X[:, j] = column.codes == column.code if isinstance(column, _Indicator) else column
    if not present.all():
        X[~present] = 0.0
    return ModelMatrix(X, tuple(names), tuple(terms), present)


def _read(name: str, values: ArrayLike, n: int, categorical: Collection[str]) -> Levels | Variable:
    if name in categorical or np.asarray(values).dtype.kind not in "iuf":
        return read_levels({name: values}, n)
    return read_variable({name: values}, n)


def _within(coded: Levels, rows: BoolArray) -> Levels:
    """The same variable with only the levels that occur in `rows`."""
    seen = np.bincount(coded.codes[rows & coded.present], minlength=len(coded.labels)) > 0
    position = np.append(np.where(seen, np.cumsum(seen) - 1, -1), -1)
    labels = tuple(label for label, kept in zip(coded.labels, seen, strict=True) if kept)
    codes = position[coded.codes]
    return Levels(coded.name, codes, labels, codes >= 0)


@dataclass(frozen=True, eq=False)
class _Indicator:
    """A column that is 1 where `codes` (n,) are `code`, not yet made."""

    codes: IntArray
    code: int


def _level_columns(coded: Levels) -> tuple[tuple[str, ...], list[_Indicator]]:
    levels = tuple(level_text(label) for label in coded.labels)
    if len(levels) < 2:
        raise ConstantVariable(coded.name, "a coefficient for it")
    return levels, [_Indicator(coded.codes, i) for i in range(1, len(levels))]
