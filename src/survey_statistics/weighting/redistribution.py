"""Moving the weight of units without data to similar units with data."""

from dataclasses import dataclass

import numpy as np

from survey_statistics.arrays import BoolArray, Column, FloatArray, encode, named, refuse_gaps
from survey_statistics.calibration.groups import Groups
from survey_statistics.errors import EmptyCell, UnequalLengths


@dataclass(frozen=True, eq=False)
class Redistribution:
    """Within each cell, units that give hand their weight to units that take, in proportion.

    Givers end with weight zero, all others keep theirs. Make one with `unknown_eligibility`,
    `nonresponse_cells` or `follow_up`.

    Attributes:
        name: Name of the step in a history of weights.
        column: The classification, for messages.
        cells: Cell of each row.
        labels: Labels of the cells.
        givers: Rows (n,) that hand over their weight.
        takers: Rows (n,) that receive it.
    """

    name: str
    column: str
    cells: Groups
    labels: tuple[str, ...]
    givers: BoolArray
    takers: BoolArray
    keeps_sum: bool = True

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Redistribute weights (n,), or each column of (n, R).

        Raises:
            EmptyCell: a cell has weight to give and nobody to take it.
        """
        factors = self.factors(weights)
        takers, givers = (_like(mask, weights) for mask in (self.takers, self.givers))
        moved = np.where(takers, self.cells.spread(factors), 1.0) * weights
        return np.where(givers, 0.0, moved)

    def factors(self, weights: FloatArray) -> FloatArray:
        """Factor of the takers in each cell, for weights (n,) or (n, R): (C,) or (C, R).

        Raises:
            EmptyCell: a cell has weight to give and nobody to take it.
        """
        given = self.cells.sums(weights * _like(self.givers, weights))
        taken = self.cells.sums(weights * _like(self.takers, weights))
        lost = (given > 0) & (taken <= 0)
        if lost.any():
            place = tuple(np.argwhere(lost)[0])
            raise EmptyCell(self.column, self.labels[place[0]], float(given[place]))
        return 1 + np.divide(given, taken, out=np.zeros(taken.shape), where=taken > 0)


def unknown_eligibility(
    cells: Column, *, unknown: BoolArray, sampled: BoolArray | None = None
) -> Redistribution:
    """Share the weight of units of unknown eligibility among those whose eligibility is known.

    Known units, eligible or not, receive it in proportion within each cell (n,): the share of
    eligible units among the unknown is taken to be that among the known. `sampled` (n,) limits
    the step to some rows.

    Source: Valliant, Dever and Kreuter (2018), Practical Tools for Designing and Weighting
    Survey Samples, section 13.4.

    >>> step = unknown_eligibility({"country": ["GT"] * 3}, unknown=np.array([True, False, False]))
    >>> step.adjust(np.array([10.0, 10.0, 10.0])).tolist()
    [0.0, 15.0, 15.0]
    """
    rows = np.ones(len(unknown), dtype=np.bool_) if sampled is None else sampled
    return _redistribution("unknown eligibility", cells, rows & unknown, rows & ~unknown)


def nonresponse_cells(
    cells: Column, *, respondents: BoolArray, eligible: BoolArray | None = None
) -> Redistribution:
    """Share the weight of eligible non-respondents among the respondents of their cell (n,).

    Rows that are not eligible keep their weight. Response is taken to be unrelated to the
    answers within a cell.

    Source: Kalton and Flores-Cervantes (2003), Journal of Official Statistics 19, 81-97.

    >>> answered = np.array([True, False, True])
    >>> step = nonresponse_cells({"sex": ["f", "f", "m"]}, respondents=answered)
    >>> step.adjust(np.array([10.0, 10.0, 10.0])).tolist()
    [20.0, 0.0, 10.0]
    """
    rows = np.ones(len(respondents), dtype=np.bool_) if eligible is None else eligible
    return _redistribution("non-response", cells, rows & ~respondents, rows & respondents)


def follow_up(strata: Column, *, first: BoolArray, followed: BoolArray) -> Redistribution:
    """Weights for a subsample of the non-respondents that was followed up (two phases).

    The units followed up stand for all that did not answer at `first` (n,) in their stratum (n,)
    of the subsample; those who answered at first keep their weight. With equal weights the
    factor is the number of non-respondents over the number followed up. Those followed up who
    still do not answer need a non-response step of their own afterwards.

    Source: Hansen and Hurwitz (1946), Journal of the American Statistical Association 41,
    517-529.

    >>> first = np.array([True, False, False, False])
    >>> step = follow_up({"h": [1, 1, 1, 1]}, first=first, followed=np.array([False] * 3 + [True]))
    >>> step.adjust(np.full(4, 10.0)).tolist()
    [10.0, 0.0, 0.0, 30.0]
    """
    return _redistribution(
        "follow-up of a subsample", strata, ~first & ~followed, ~first & followed
    )


def _redistribution(
    purpose: str, cells: Column, givers: BoolArray, takers: BoolArray
) -> Redistribution:
    column, values = named(cells, "cells")
    if len(values) != len(givers):
        raise UnequalLengths(column, len(values), len(givers))
    refuse_gaps(values, column)
    coded = encode(values)
    labels = tuple(map(str, coded.labels.tolist()))
    groups = Groups(coded.codes, coded.count)
    return Redistribution(f"{purpose} by {column}", column, groups, labels, givers, takers)


def _like(mask: BoolArray, weights: FloatArray) -> BoolArray:
    return mask.reshape((-1,) + (1,) * (weights.ndim - 1))
