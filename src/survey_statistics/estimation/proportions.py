"""Proportions of levels, by any number of domains.

Source: as means of indicators (W. Cochran 1977, ch. 3; R `svymean` of a factor, `svyciprop`).
Intervals by Korn and Graubard unless another method is named, because they exist at 0 and 1 too.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import Column, FloatArray, level_text, named
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.errors import UnknownLevel
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.design_effects import DesignEffects, design_effects
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.proportion_intervals import Proportion, proportion_limits
from survey_statistics.estimation.ratios import Fit, domain_weights, fit_ratios, ratio_influence
from survey_statistics.estimation.replication import replicate_covariance, weighted_totals
from survey_statistics.estimation.reporting import Limits, Report, assemble, counts
from survey_statistics.estimation.taylor import spread, taylor_covariance
from survey_statistics.estimation.variables import Levels, is_binary, read_levels, read_variable
from survey_statistics.results import Estimates


def proportion(
    design: AnyDesign,
    y: Column,
    *,
    levels: Sequence[object] | None = None,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    interval: str = "korn-graubard",
    level: float = 0.95,
) -> Estimates:
    """Weighted share of each level of `y` (n,), from 0 to 1.

    A column of true and false or of 0 and 1 gives the share of true; any other gives one share
    for each level, named `column=level`, levels varying fastest within domains.

    Args:
        y: Labels with gaps as None, NaN or an empty text.
        levels: Only these levels, in this order.
        by, where, level: As for `mean`.
        interval: One of korn-graubard, clopper-pearson, wilson, logit, beta, and R's xlogit,
            likelihood, asin and mean.

    Raises:
        UnknownLevel: a level asked for does not occur. UnknownChoice: no such interval.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0, 1.0, 2.0])
    >>> [(e.variable, e.value) for e in proportion(design, {"size": ["s", "l", "l"]})]
    [('size=l', 0.75), ('size=s', 0.25)]
    """
    everyone = find_domains(design.size, by, where)
    name, raw = named(y, "y")
    if levels is None and is_binary(raw):
        variable = read_variable(y, design.size)
        shares = _Shares((name,), variable.values[:, None])
        domains = everyone.restricted(variable.present)
    else:
        coded = read_levels(y, design.size)
        shares = _shares(coded, levels)
        domains = everyone.restricted(coded.present)
    fit = _fit(design, shares.indicators, domains)
    return _report(design, shares, fit, everyone, domains, interval, level)


class _Shares:
    """Indicator columns (n, L) and their names."""

    def __init__(self, names: tuple[str, ...], indicators: FloatArray) -> None:
        self.names, self.indicators = names, indicators


def _shares(coded: Levels, levels: Sequence[object] | None) -> _Shares:
    texts = [level_text(label) for label in coded.labels]
    wanted = texts if levels is None else [level_text(label) for label in levels]
    for text in wanted:
        if text not in texts:
            raise UnknownLevel(coded.name, text, texts, where="the levels that occur")
    names = tuple(f"{coded.name}={text}" for text in wanted)
    return _Shares(names, coded.indicators([texts.index(text) for text in wanted]))


def _fit(design: AnyDesign, indicators: FloatArray, domains: Domains) -> Fit:
    """Shares of L levels in k domains, (k * L,), levels varying fastest."""
    if indicators.shape[1] == 1:
        return fit_ratios(design, indicators[:, 0], np.ones(design.size), domains)
    values = _values(design.weights, indicators, domains)
    if isinstance(design, ReplicateDesign):
        replicates = _values(design.replicate_weights, indicators, domains)
        return Fit(values, replicate_covariance(design, replicates, values))
    return Fit(values, taylor_covariance(design, _influence(design, indicators, values, domains)))


def _values(weights: FloatArray, indicators: FloatArray, domains: Domains) -> FloatArray:
    codes, count = domains.codes, domains.count
    bases = weighted_totals(weights, np.ones(len(codes)), codes, count)
    empty = 0.0 if weights.ndim == 1 else np.nan
    columns = []
    for j in range(indicators.shape[1]):
        tops = weighted_totals(weights, indicators[:, j], codes, count)
        columns.append(np.divide(tops, bases, where=bases != 0, out=np.full_like(tops, empty)))
    stacked = np.stack(columns, axis=-1)
    return stacked.reshape(*stacked.shape[:-2], -1)


def _influence(
    design: AnyDesign, indicators: FloatArray, values: FloatArray, domains: Domains
) -> FloatArray:
    codes, count, width = domains.codes, domains.count, indicators.shape[1]
    weights = domain_weights(design, domains)
    ones = np.ones(design.size)
    bases = weighted_totals(weights, ones, codes, count)
    table = values.reshape(count, width)
    z = np.empty((design.size, count, width))
    for j in range(width):
        u = ratio_influence(weights, indicators[:, j], ones, table[:, j], bases, codes)
        z[:, :, j] = spread(u, codes, count)
    return z.reshape(design.size, count * width)


def _report(
    design: AnyDesign,
    shares: _Shares,
    fit: Fit,
    everyone: Domains,
    domains: Domains,
    interval: str,
    level: float,
) -> Estimates:
    width = len(shares.names)
    n = np.repeat(counts(design, domains), width)
    degrees = np.repeat(domain_degrees(design, everyone.codes, everyone.count), width)
    rows = np.bincount(everyone.codes, minlength=everyone.count + 1)[: everyone.count]
    items = [
        Proportion(float(p), float(v), float(k), float(m), float(d), level)
        for p, v, k, m, d in zip(
            np.clip(fit.values, 0.0, 1.0),
            fit.variances,
            n,
            np.repeat(rows, width),
            degrees,
            strict=True,
        )
    ]
    low, high = proportion_limits(interval, items)
    report = Report(
        statistic="proportion",
        variables=shares.names * domains.count,
        labels=tuple(label for label in domains.labels for _ in range(width)),
        n=n,
        degrees=degrees,
        limits=Limits(f"{interval} {level:g}", low, high),
        effects=_effects(design, shares, fit, domains),
    )
    return assemble(design, fit, report, everyone)


def _effects(design: AnyDesign, shares: _Shares, fit: Fit, domains: Domains) -> DesignEffects:
    width = len(shares.names)
    weights = domain_weights(design, domains)
    variances = fit.variances.reshape(-1, width)
    effects = [
        design_effects(variances[:, j], shares.indicators[:, j], weights, domains.codes)
        for j in range(width)
    ]
    return DesignEffects(
        np.stack([e.without_replacement for e in effects], axis=1).ravel(),
        np.stack([e.with_replacement for e in effects], axis=1).ravel(),
    )
