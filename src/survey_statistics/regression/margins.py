"""Predictive margins: what the mean would be if everybody had one level, all else as it is.

    M_l = sum_i w_i mu(x_i with the predictor at l) / sum_i w_i

The variance adds that of the coefficients, by the delta method, to that of the mean over the
sample. Source: B. Graubard, E. Korn (1999), Biometrics 55, 652-659; R `svypredmeans`.
"""

from collections.abc import Sequence

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.errors import UnknownLevel
from survey_statistics.estimation.intervals import t_limits
from survey_statistics.estimation.replication import replicate_covariance
from survey_statistics.estimation.taylor import taylor_covariance
from survey_statistics.regression.families import family
from survey_statistics.regression.model_matrix import Term
from survey_statistics.regression.regress import Regression
from survey_statistics.results import Estimate, Estimates


def predictive_margins(
    fit: Regression, predictor: str, at: Sequence[object] | None = None, *, level: float = 0.95
) -> Estimates:
    """Mean predicted outcome, on the scale of the outcome, at levels of one predictor.

    Args:
        fit: A fitted model.
        predictor: Name of a predictor of the model.
        at: Levels, or numbers for a numeric predictor; all levels, or 0 and 1, if not given.
        level: Of the intervals by Student's t.

    Raises:
        UnknownLevel: no such predictor or level.

    >>> from survey_statistics.designs.build import survey_design
    >>> from survey_statistics.regression.regress import regress
    >>> columns = {"g": ["a", "a", "b", "b"]}
    >>> fit = regress(survey_design(size=4), [1.0, 2.0, 4.0, 5.0], columns)
    >>> [round(m.value, 6) for m in predictive_margins(fit, "g")]
    [1.5, 4.5]
    """
    term = fit.matrix.term(predictor)
    settings = _settings(term, at)
    model, X, beta = family(fit.family), fit.matrix.X, fit.solution.coefficients
    columns = list(term.columns)
    rest = X @ beta - X[:, columns] @ beta[columns]
    if fit.offset is not None:
        rest += fit.offset
    predictions = np.empty((len(X), len(settings)))
    gradients = np.empty((len(beta), len(settings)))
    for j, (_, row) in enumerate(settings):
        eta = rest + row @ beta[columns]
        predictions[:, j] = model.inverse_link(eta)
        slope = fit.weights * model.slope(predictions[:, j])
        gradients[:, j] = slope @ X
        gradients[columns, j] = row * slope.sum()
    gradients /= fit.weights.sum()
    values = fit.weights @ predictions / fit.weights.sum()
    covariance = gradients.T @ fit.covariance @ gradients + _sampling(fit, predictions, values)
    return _estimates(fit, term.name, [name for name, _ in settings], values, covariance, level)


def _settings(term: Term, at: Sequence[object] | None) -> list[tuple[str, FloatArray]]:
    """Name of each setting and the values it gives to the columns of the term."""
    if not term.levels:
        numbers = [float(str(v)) for v in (at if at is not None else (0, 1))]
        return [(f"{v:g}", np.array([v])) for v in numbers]
    wanted = [str(v) for v in at] if at is not None else list(term.levels)
    for name in wanted:
        if name not in term.levels:
            raise UnknownLevel(term.name, name, term.levels)
    others = term.levels[1:]
    return [(name, np.array([float(name == other) for other in others])) for name in wanted]


def _sampling(fit: Regression, predictions: FloatArray, values: FloatArray) -> FloatArray:
    """Design covariance of the means of the predictions, taken as fixed."""
    used = fit.weights > 0
    if isinstance(fit.design, ReplicateDesign):
        weights = np.where(used[:, None], fit.design.replicate_weights, 0.0)
        replicates = (predictions.T @ weights / weights.sum(axis=0)).T
        return replicate_covariance(fit.design, replicates, values)
    influence = (predictions - values) * (fit.weights / fit.weights.sum())[:, None]
    return taylor_covariance(fit.design, influence)


def _estimates(
    fit: Regression,
    predictor: str,
    names: list[str],
    values: FloatArray,
    covariance: FloatArray,
    level: float,
) -> Estimates:
    errors = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    degrees = fit.degrees_of_freedom
    low, high = t_limits(values, errors, np.full(len(values), degrees), level)
    items = tuple(
        Estimate(
            statistic=f"predictive margin ({fit.family})",
            variable=fit.outcome,
            domain=((predictor, name),),
            value=float(values[j]),
            standard_error=float(errors[j]),
            low=None if np.isnan(low[j]) else float(low[j]),
            high=None if np.isnan(high[j]) else float(high[j]),
            interval=f"t {level:g}",
            degrees_of_freedom=degrees,
            n=fit.n,
        )
        for j, name in enumerate(names)
    )
    return Estimates(items, covariance, degrees)
