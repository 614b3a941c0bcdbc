"""From fitted numbers to `Estimates`, empty domains explicit."""

from dataclasses import dataclass, field

import numpy as np

from survey_statistics.arrays import FloatArray
from survey_statistics.designs.design import AnyDesign
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.design_effects import DesignEffects
from survey_statistics.estimation.domains import Domains, Label
from survey_statistics.estimation.ratios import Fit
from survey_statistics.results import Estimate, Estimates

_NO_VALUE = "no value: the denominator adds up to 0"
_NO_INTERVAL = "no interval: this domain leaves no degree of freedom"


@dataclass(frozen=True, eq=False)
class Limits:
    """Intervals (k,) and the name of their method."""

    method: str
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, eq=False)
class Report:
    """What was estimated, for k estimates: their names, labels, counts and degrees."""

    statistic: str
    variables: tuple[str, ...]
    labels: tuple[Label, ...]
    n: FloatArray
    degrees: FloatArray
    limits: Limits
    effects: DesignEffects | None = None
    notes: tuple[str, ...] = field(default=())


def counts(design: AnyDesign, domains: Domains) -> FloatArray:
    """Rows with a weight in each domain (k,); calibration may make some weights negative."""
    return domains.totals(design.weights != 0)


def assemble(design: AnyDesign, fit: Fit, report: Report, everyone: Domains) -> Estimates:
    """One `Estimate` for each fitted value, in order; `everyone` is who they are about."""
    errors = np.sqrt(fit.variances)
    items = tuple(
        _one(report, i, float(fit.values[i]), float(errors[i])) for i in range(len(fit.values))
    )
    if everyone.count == 1:
        overall = float(report.degrees[0])
    else:
        union = np.where(everyone.inside(), 0, 1)
        overall = float(domain_degrees(design, union, 1)[0])
    return Estimates(items, fit.covariance, overall)


def _one(report: Report, i: int, value: float, error: float) -> Estimate:
    if report.n[i] == 0:
        note = no_cases(report.variables[i], report.labels[i])
        return Estimate(report.statistic, report.variables[i], report.labels[i], notes=(note,))
    effects = report.effects
    notes = report.notes
    if not np.isfinite(value):
        notes = (*notes, _NO_VALUE)
    elif not report.degrees[i] > 0 and not np.isfinite(report.limits.low[i]):
        notes = (*notes, _NO_INTERVAL)
    return Estimate(
        statistic=report.statistic,
        variable=report.variables[i],
        domain=report.labels[i],
        value=_number(value),
        standard_error=_number(error),
        low=_number(report.limits.low[i]),
        high=_number(report.limits.high[i]),
        interval=report.limits.method,
        degrees_of_freedom=_number(report.degrees[i]),
        n=int(report.n[i]),
        design_effect=_number(effects.without_replacement[i]) if effects else None,
        design_effect_replace=_number(effects.with_replacement[i]) if effects else None,
        notes=notes,
    )


def no_cases(variable: str, label: Label) -> str:
    """Why an estimate is empty, and what to do about it.

    >>> no_cases("age", (("country", "GT"),))
    "no cases: no row of the domain country = GT has a value of 'age' and a weight; widen the \
domain or leave it out"
    """
    place = ", ".join(f"{column} = {level}" for column, level in label)
    domain = f"the domain {place}" if place else "those asked about"
    return (
        f"no cases: no row of {domain} has a value of '{variable}' and a weight; "
        "widen the domain or leave it out"
    )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
