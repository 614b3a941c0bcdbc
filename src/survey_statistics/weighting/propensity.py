"""Non-response adjustment by classes of estimated response propensity."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from survey_statistics.arrays import BoolArray, FloatArray
from survey_statistics.calibration.groups import Groups
from survey_statistics.errors import OutOfRange
from survey_statistics.weighting.logistic import fit_logistic, propensities
from survey_statistics.weighting.redistribution import Redistribution


@dataclass(frozen=True, eq=False)
class PropensityClasses:
    """Redistribute the weight of non-respondents within classes of response propensity.

    The propensity is fitted by weighted logistic regression over eligible rows, cut at its
    weighted quantiles into classes of about equal weight, and the weight of non-respondents
    goes to the respondents of the class. In each replicate the model is fitted anew.

    Source: Little (1986), International Statistical Review 54, 139-157; Rosenbaum and Rubin
    (1984), Journal of the American Statistical Association 79, 516-524, for five classes.

    Attributes:
        X: Frame variables (n, p), with a column of ones for the intercept.
        respondents: Rows that answered (n,).
        eligible: Rows that take part (n,); the others keep their weight.
        classes: Number of classes.

    >>> X = np.column_stack([np.ones(8), [0, 0, 0, 0, 1, 1, 1, 1]])
    >>> answered = np.array([True, True, True, False, True, False, False, False])
    >>> PropensityClasses(X, answered, np.ones(8, bool), 2).adjust(np.ones(8)).round(6).tolist()
    [1.333333, 1.333333, 1.333333, 0.0, 4.0, 0.0, 0.0, 0.0]
    """

    X: FloatArray
    respondents: BoolArray
    eligible: BoolArray
    classes: int = 5
    keeps_sum: bool = True

    def __post_init__(self) -> None:
        """Refuse fewer than one class."""
        if self.classes < 1:
            raise OutOfRange("classes", self.classes, "one or more")

    @property
    def name(self) -> str:
        """Name of the step in a history of weights."""
        return f"non-response by {self.classes} propensity classes"

    @cached_property
    def _frame(self) -> tuple[FloatArray, BoolArray]:
        return self.X[self.eligible], self.respondents[self.eligible]

    def adjust(self, weights: FloatArray) -> FloatArray:
        """Adjust weights (n,), or each column of (n, R).

        Raises:
            NotConverged: the frame variables tell respondents apart (nearly) without error.
            EmptyCell: a class has nobody who answered.
        """
        table = weights.reshape(len(weights), -1).astype(np.float64)
        rows = np.flatnonzero(self.eligible)
        X, answered = self._frame
        fitted = propensities(X, fit_logistic(X, answered, table[rows]))
        for column in range(table.shape[1]):
            codes = propensity_classes(fitted[:, column], table[rows, column], self.classes)
            table[rows, column] = self._redistributed(codes, table[rows, column])
        return table.reshape(weights.shape)

    def _redistributed(self, codes: Groups, weights: FloatArray) -> FloatArray:
        answered = self._frame[1]
        labels = tuple(f"class {k + 1} of {codes.count}" for k in range(codes.count))
        step = Redistribution(self.name, "propensity", codes, labels, ~answered, answered)
        return step.adjust(weights)


def propensity_classes(fitted: FloatArray, weights: FloatArray, classes: int) -> Groups:
    """Cut propensities (n,) at their weighted quantiles: equal ones share a class.

    Classes that no row falls into (many equal propensities) stay empty.

    >>> propensity_classes(np.array([0.1, 0.9, 0.2, 0.9]), np.ones(4), 2).codes.tolist()
    [0, 1, 0, 1]
    """
    order = np.argsort(fitted, kind="stable")
    running = np.cumsum(weights[order])
    targets = running[-1] * np.arange(1, classes) / classes
    # A quantile is the first value at which the running weight reaches its share, but for
    # rounding of the running sum.
    places = np.searchsorted(running, targets * (1 - 1e-12))
    return Groups(np.searchsorted(fitted[order][places], fitted, side="left"), classes)
