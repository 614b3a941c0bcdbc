"""Regression with survey weights and design-based standard errors.

The covariance of the coefficients is the design covariance of the totals of their influence
values, A^-1 x_i w_i (y_i - mu_i), with A the information (D. Binder 1983; R `svyglm`). Degrees of
freedom are those of the rows used, plus one, minus the number of coefficients, as in R.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import BoolArray, Column, FloatArray, level_text, row_blocks
from survey_statistics.designs.design import AnyDesign, Design, ReplicateDesign
from survey_statistics.errors import (
    ConstantVariable,
    NotAvailable,
    NotNumeric,
    UnknownChoice,
    UnknownLevel,
)
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.intervals import t_limits
from survey_statistics.estimation.ratios import domain_weights
from survey_statistics.estimation.variables import Variable, read_levels, read_variable
from survey_statistics.regression.coefficient_covariance import Fit, coefficient_covariance
from survey_statistics.regression.errors import NoCases, NoEvent
from survey_statistics.regression.families import family, refuse_outcomes
from survey_statistics.regression.fitting import Solution, solve
from survey_statistics.regression.model_matrix import ModelMatrix, model_matrix
from survey_statistics.results import Estimate, Estimates


@dataclass(frozen=True)
class Coefficient:
    """One coefficient, on the scale of the linear predictor, with its test against zero."""

    name: str
    value: float
    standard_error: float
    t: float
    p_value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class Regression:
    """A fitted model.

    Attributes:
        outcome: Name of the outcome.
        family: linear, logistic or poisson.
        coefficients: In the order of the columns, the intercept first.
        covariance: (p, p) design covariance of the coefficients.
        degrees_of_freedom: For t tests and intervals.
        n: Rows used.
        level: Of the intervals.
        design, matrix, solution, weights, offset: What the model was fitted with, for predictions.
        left_out: Replicates in which the model has no solution.
    """

    outcome: str
    family: str
    coefficients: tuple[Coefficient, ...]
    covariance: FloatArray = field(repr=False)
    degrees_of_freedom: float
    n: int
    level: float
    design: AnyDesign = field(repr=False)
    matrix: ModelMatrix = field(repr=False)
    solution: Solution = field(repr=False)
    weights: FloatArray = field(repr=False)
    offset: FloatArray | None = field(default=None, repr=False)
    left_out: int = 0

    def __getitem__(self, name: str) -> Coefficient:
        """The coefficient of that name."""
        return next(c for c in self.coefficients if c.name == name)

    @property
    def estimates(self) -> Estimates:
        """The coefficients as estimates of the statistic `regression`."""
        many = f"{self.left_out} replicates in which the model has no solution were left out"
        notes = (many,) if self.left_out else ()
        items = tuple(
            Estimate(
                statistic=f"{self.family} regression of {self.outcome}",
                variable=c.name,
                value=c.value,
                standard_error=c.standard_error,
                low=c.low,
                high=c.high,
                interval=f"t {self.level:g}",
                degrees_of_freedom=self.degrees_of_freedom,
                n=self.n,
                notes=notes,
            )
            for c in self.coefficients
        )
        return Estimates(items, self.covariance, self.degrees_of_freedom)


def regress(
    design: AnyDesign,
    y: Column,
    predictors: Mapping[str, ArrayLike],
    *,
    kind: str = "linear",
    categorical: Collection[str] = (),
    event: object = None,
    offset: Column | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Regression:
    """Fit a linear, logistic or quasi-Poisson regression.

    Args:
        y: (n,) outcome; for a logistic model true and false, 0 and 1, or labels with `event`.
        predictors: Columns (n,) by name; text and truth values enter by their levels.
        kind: linear, logistic or poisson.
        categorical: Numeric predictors to enter by their levels.
        event: The label of `y` that counts as 1.
        offset: (n,) added to the linear predictor with a coefficient of 1: the logarithm of the
            exposure of a count, say.
        where: (n,) rows the model is about; the design stays whole.
        level: Of the intervals by Student's t.

    Raises:
        NoCases, NoEvent, ConstantVariable, DependentColumns, NotConverged, OutOfRange.
        UnknownChoice: no such kind, or a name in `categorical` that is no predictor.
        UnknownLevel: the event is no label of `y`.
        NotAvailable: a weight is negative, as after a calibration without bounds.

    >>> from survey_statistics.designs.build import survey_design
    >>> fit = regress(survey_design(size=4), [1.0, 3.0, 5.0, 7.0], {"x": [0.0, 1.0, 2.0, 3.0]})
    >>> [round(c.value, 6) for c in fit.coefficients]
    [1.0, 2.0]
    """
    model = family(kind)
    _refuse_strangers(categorical, predictors)
    outcome = _read_outcome(y, design.size, event, labelled=model.name == "logistic")
    everyone = find_domains(design.size, None, where)
    shift = None if offset is None else read_variable(offset, design.size, "offset")
    answered = outcome.present if shift is None else outcome.present & shift.present
    held = everyone.inside() & answered & (design.weights != 0)
    if not held.any():
        raise NoCases(outcome.name)
    matrix = model_matrix(design.size, predictors, categorical, rows=held)
    domains = everyone.restricted(answered & matrix.present)
    weights = _scaled_weights(design, everyone, domains)
    if (weights < 0).any():
        reason = "some weights are negative after the calibration; give it bounds, or rake."
        raise NotAvailable("A regression", reason)
    used = weights > 0
    _refuse_constant(outcome, matrix, used)
    outcome = _only(outcome, used)
    refuse_outcomes(model, outcome.name, outcome.values)
    fit = Fit(model, matrix, outcome.values, used, None if shift is None else shift.values)
    solution = solve(model, matrix.X, outcome.values, weights, matrix.names, offset=fit.offset)
    covariance, left_out = coefficient_covariance(design, fit, solution)
    # As in R, gaps lower the degrees of sampling units, but not those of replicate weights.
    counted = everyone if isinstance(design, ReplicateDesign) else domains
    degrees = float(domain_degrees(design, counted.codes, 1)[0]) + 1 - len(matrix.names)
    return Regression(
        outcome=outcome.name,
        family=model.name,
        coefficients=_coefficients(matrix, solution, covariance, degrees, level),
        covariance=covariance,
        degrees_of_freedom=degrees,
        n=int(np.count_nonzero(used)),
        level=level,
        design=design,
        matrix=matrix,
        solution=solution,
        weights=weights,
        offset=fit.offset,
        left_out=left_out,
    )


def _refuse_strangers(categorical: Collection[str], predictors: Mapping[str, ArrayLike]) -> None:
    for name in categorical:
        if name not in predictors:
            raise UnknownChoice("predictor", name, tuple(predictors))


def _read_outcome(y: Column, n: int, event: object, *, labelled: bool) -> Variable:
    if event is None and labelled:
        try:
            return read_variable(y, n)
        except NotNumeric as error:
            raise NoEvent(error.column, error.example) from None
    if event is None:
        return read_variable(y, n)
    coded = read_levels(y, n)
    texts = [level_text(label) for label in coded.labels]
    if level_text(event) not in texts:
        raise UnknownLevel(coded.name, level_text(event), texts, where="the labels that occur")
    hit = coded.codes == texts.index(level_text(event))
    return Variable(coded.name, hit.astype(np.float64), coded.present)


def _only(outcome: Variable, used: BoolArray) -> Variable:
    """The outcome with zeros, which every family allows, in the rows that are not used."""
    if used.all():
        return outcome
    return Variable(outcome.name, np.where(used, outcome.values, 0.0), outcome.present)


def _refuse_constant(outcome: Variable, matrix: ModelMatrix, used: BoolArray) -> None:
    """Raise `ConstantVariable` for what does not vary in the rows used, `NoCases` without any."""
    if not used.any():
        raise NoCases(outcome.name)
    if len(matrix.names) > 1 and _is_constant(outcome.values, used):
        raise ConstantVariable(outcome.name, "a model of it")
    for j, name in enumerate(matrix.names[1:], start=1):
        if _is_constant(matrix.X[:, j], used):
            raise ConstantVariable(name, "a coefficient for it")


def _is_constant(values: FloatArray, used: BoolArray) -> bool:
    """Whether a column (n,) has one value in the rows used; a few rows mostly tell."""
    first = values[int(used.argmax())]
    return not any(
        bool(((values[block] != first) & used[block]).any()) for block in row_blocks(len(values))
    )


def _scaled_weights(design: AnyDesign, everyone: Domains, domains: Domains) -> FloatArray:
    """Weights that average 1 over the domain, gaps included; over all rows once calibrated.

    R scales so before fitting, and the scale enters the start of the iteration.
    """
    weights = domain_weights(design, domains)
    whole = domain_weights(design, everyone)
    calibrated = isinstance(design, Design) and bool(design.calibrations)
    rows = design.size if calibrated else int(np.count_nonzero(everyone.inside()))
    return weights / (whole.sum() / rows) if rows and whole.any() else weights


def _coefficients(
    matrix: ModelMatrix,
    solution: Solution,
    covariance: FloatArray,
    degrees: float,
    level: float,
) -> tuple[Coefficient, ...]:
    values = solution.coefficients
    errors = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    low, high = t_limits(values, errors, np.full(len(values), degrees), level)
    t = np.divide(values, errors, where=errors > 0, out=np.full_like(values, np.nan))
    p = 2 * special.stdtr(degrees, -np.abs(t)) if degrees > 0 else np.full_like(values, np.nan)
    return tuple(
        Coefficient(
            name=name,
            value=float(values[j]),
            standard_error=float(errors[j]),
            t=float(t[j]),
            p_value=_number(p[j]),
            low=_number(low[j]),
            high=_number(high[j]),
        )
        for j, name in enumerate(matrix.names)
    )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
