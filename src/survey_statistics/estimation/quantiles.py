"""Quantiles and medians, by any number of domains, with Woodruff's interval.

The interval of the distribution function at the quantile is turned back through the same quantile
rule; the standard error is its length over twice the critical value of t. Degrees of freedom are
those of the rows with a value, as R does.

Source: R. Woodruff (1952), JASA 47, 635-646; R `svyquantile`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from survey_statistics.arrays import Column, FloatArray, ones
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.errors import NotAvailable, OutOfRange
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.intervals import t_critical, t_limits
from survey_statistics.estimation.proportion_intervals import Proportion, proportion_limits
from survey_statistics.estimation.quantile_rules import (
    LOCAL,
    ORDER_FREE,
    Rule,
    quantile_rule,
    sort_weighted,
)
from survey_statistics.estimation.quantile_windows import OrderedRows
from survey_statistics.estimation.ratios import Fit, fit_ratios
from survey_statistics.estimation.replication import replicate_covariance
from survey_statistics.estimation.reporting import Limits, Report, assemble, counts
from survey_statistics.estimation.variables import Variable, read_variable
from survey_statistics.results import Estimates


@dataclass(frozen=True, eq=False)
class _Request:
    """The settled parts of a call: data sorted in each domain, degrees (k,), and options.

    Of the rows with a value, `n` (k,) have a weight; `rows` (k,) are all.
    """

    design: AnyDesign
    variable: Variable
    domains: Domains
    data: tuple[OrderedRows | None, ...]
    n: FloatArray
    rows: FloatArray
    degrees: FloatArray
    rule: Rule
    interval: str
    level: float


def quantile(
    design: AnyDesign,
    y: Column,
    probabilities: Sequence[float] = (0.5,),
    *,
    rule: str = "math",
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    interval: str = "mean",
    level: float = 0.95,
) -> Estimates:
    """Weighted quantiles of `y` (n,), probabilities varying fastest within domains.

    Args:
        y: Numbers with gaps as NaN or None.
        probabilities: Each from 0 to 1.
        rule: `math` or another of `quantile_rules`.
        interval: For the distribution function: mean (Student's t), xlogit, asin or beta; or
            `replicates` for the variance of the quantile itself over replicate weights.
        by, where, level: As for `mean`.

    Raises:
        OutOfRange: a probability is not from 0 to 1. UnknownChoice: no such rule or interval.
        NotAvailable: replicates asked of a design that has none.

    >>> from survey_statistics.designs.build import survey_design
    >>> quantile(survey_design(size=4), [1.0, 2.0, 3.0, 4.0]).only.value
    2.0
    """
    for p in probabilities:
        if not 0 <= p <= 1:
            raise OutOfRange("probability", p, "a number from 0 to 1")
    variable = read_variable(y, design.size)
    domains = find_domains(design.size, by, where).restricted(variable.present)
    request = _Request(
        design,
        variable,
        domains,
        _ordered_domains(variable.values, design.weights, domains, rule),
        counts(design, domains),
        np.bincount(domains.codes, minlength=domains.count + 1)[: domains.count].astype(np.float64),
        domain_degrees(design, domains.codes, domains.count),
        quantile_rule(rule),
        interval,
        level,
    )
    parts = [_one_probability(request, float(p)) for p in probabilities]
    return _assemble(request, [float(p) for p in probabilities], parts, rule)


def median(
    design: AnyDesign,
    y: Column,
    *,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """The quantile at one half by the rule `math`. Arguments and errors as `quantile`.

    >>> from survey_statistics.designs.build import survey_design
    >>> median(survey_design(size=3), [5.0, 1.0, 3.0]).only.value
    3.0
    """
    return quantile(design, y, (0.5,), by=by, where=where, level=level)


@dataclass(frozen=True, eq=False)
class _Part:
    """All domains at one probability."""

    fit: Fit
    low: FloatArray
    high: FloatArray


def _ordered_domains(
    x: FloatArray, weights: FloatArray, domains: Domains, rule: str
) -> tuple[OrderedRows | None, ...]:
    def ordered(x: FloatArray, w: FloatArray) -> OrderedRows:
        return OrderedRows(x, w, keep_ties=rule not in ORDER_FREE, windowed=rule in LOCAL)

    if domains.count == 1 and domains.whole:
        return (ordered(x, weights),)
    order = np.argsort(domains.codes, kind="stable")
    ends = np.cumsum(np.bincount(domains.codes, minlength=domains.count + 1))
    result: list[OrderedRows | None] = []
    for d in range(domains.count):
        rows = order[(ends[d - 1] if d else 0) : ends[d]]
        live = rows.size > 0 and bool(weights[rows].any())
        result.append(ordered(x[rows], weights[rows]) if live else None)
    return tuple(result)


def _apply(request: _Request, p: FloatArray) -> FloatArray:
    """The rule at `p[d]` in each domain d; NaN where p leaves 0 to 1 or the domain is empty."""
    result = np.full(len(p), np.nan)
    for d, data in enumerate(request.data):
        if data is not None and 0 <= p[d] <= 1:
            result[d] = request.rule(data.around(float(p[d])), p[d : d + 1])[0]
    return result


def _one_probability(request: _Request, p: float) -> _Part:
    values = _apply(request, np.full(request.domains.count, p))
    if request.interval == "replicates":
        return _by_replicates(request, p, values)
    return _woodruff(request, values)


def _woodruff(request: _Request, values: FloatArray) -> _Part:
    limit: FloatArray | float = float(np.nan_to_num(values[0]))
    if len(values) > 1:
        limit = np.append(np.nan_to_num(values), np.inf)[request.domains.codes]
    below: NDArray[Any] = request.variable.values <= limit  # counts as 0 and 1 in one byte each
    shares = fit_ratios(request.design, below, ones(request.design.size), request.domains)
    items = [
        Proportion(float(s), float(v), float(n), float(m), float(df), request.level)
        for s, v, n, m, df in zip(
            shares.values,
            shares.variances,
            request.n,
            request.rows,
            request.degrees,
            strict=True,
        )
    ]
    below_low, below_high = proportion_limits(request.interval, items)
    low, high = _apply(request, below_low), _apply(request, below_high)
    errors = (high - low) / (2 * t_critical(request.degrees, request.level))
    scale = np.divide(
        errors,
        np.sqrt(shares.variances),
        where=shares.variances > 0,
        out=np.where(np.isnan(errors), np.nan, 0.0),
    )
    covariance = shares.covariance * np.outer(scale, scale)
    np.fill_diagonal(covariance, errors**2)
    return _Part(Fit(values, covariance), low, high)


def _by_replicates(request: _Request, p: float, values: FloatArray) -> _Part:
    design = request.design
    if not isinstance(design, ReplicateDesign):
        raise NotAvailable("The interval 'replicates'", "the design has no replicate weights.")
    table = np.full((design.replicate_weights.shape[1], request.domains.count), np.nan)
    for d in range(request.domains.count):
        rows = np.flatnonzero(request.domains.codes == d)
        rows = rows[np.argsort(request.variable.values[rows], kind="stable")]
        x = request.variable.values[rows]
        for r in range(table.shape[0]):
            w = design.replicate_weights[rows, r]
            if w.any():
                table[r, d] = request.rule(sort_weighted(x, w), np.array([p]))[0]
    fit = Fit(values, replicate_covariance(design, table, values))
    low, high = t_limits(values, np.sqrt(fit.variances), request.degrees, request.level)
    return _Part(fit, low, high)


def _assemble(
    request: _Request, probabilities: list[float], parts: list[_Part], rule: str
) -> Estimates:
    """Weave the parts so that probabilities vary fastest; no covariance between them is known."""
    count, width = request.domains.count, len(parts)
    covariance = np.full((count, width, count, width), np.nan)
    for j, part in enumerate(parts):
        covariance[:, j, :, j] = part.fit.covariance
    values = np.stack([part.fit.values for part in parts], axis=1).ravel()
    fit = Fit(values, covariance.reshape(count * width, count * width))
    estimates = []
    for j, p in enumerate(probabilities):
        report = Report(
            statistic=f"quantile {p:g} ({rule})",
            variables=(request.variable.name,) * count,
            labels=request.domains.labels,
            n=request.n,
            degrees=request.degrees,
            limits=Limits(f"{request.interval} {request.level:g}", parts[j].low, parts[j].high),
        )
        estimates.append(assemble(request.design, parts[j].fit, report, request.domains))
    items = tuple(estimates[j][d] for d in range(count) for j in range(width))
    return Estimates(items, fit.covariance, estimates[0].degrees_of_freedom)
