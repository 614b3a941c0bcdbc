"""Proportions of levels, by any number of domains.

Source: as means of indicators (W. Cochran 1977, ch. 3; R `svymean` of a factor, `svyciprop`).
Intervals by Korn and Graubard unless another method is named, because they exist at 0 and 1 too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import (
    BoolArray,
    Column,
    FloatArray,
    IntArray,
    level_text,
    named,
    ones,
)
from survey_statistics.designs.design import AnyDesign, Design, ReplicateDesign
from survey_statistics.errors import UnknownLevel
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.design_effects import DesignEffects, share_effects
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.errors import UnusableLevels
from survey_statistics.estimation.proportion_intervals import Proportion, proportion_limits
from survey_statistics.estimation.ratios import Fit
from survey_statistics.estimation.replication import replicate_covariance, weighted_totals
from survey_statistics.estimation.reporting import Limits, Report, assemble, counts
from survey_statistics.estimation.taylor import taylor_by_cell
from survey_statistics.estimation.variables import is_binary, read_levels, read_variable
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
        interval: One of korn-graubard, clopper-pearson, wilson, jeffreys, logit, beta, and R's
            xlogit, likelihood, asin and mean.

    Raises:
        UnknownLevel: a level asked for does not occur. UnusableLevels: none is asked for, or one
            twice. UnknownChoice: no such interval.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0, 1.0, 2.0])
    >>> [(e.variable, e.value) for e in proportion(design, {"size": ["s", "l", "l"]})]
    [('size=l', 0.75), ('size=s', 0.25)]
    """
    everyone = find_domains(design.size, by, where)
    if levels is None and is_binary(named(y, "y")[1]):
        shares, present = _binary(y, design.size)
    else:
        shares, present = _categorical(y, design.size, levels)
    domains = everyone.restricted(present)
    fit = _fit(design, shares, domains)
    return _report(design, shares, fit, everyone, domains, interval, level)


@dataclass(frozen=True, eq=False)
class _Shares:
    """L names and the position (n,) of each row among them, L for rows at another level."""

    names: tuple[str, ...]
    positions: IntArray


def _binary(column: Column, n: int) -> tuple[_Shares, BoolArray]:
    variable = read_variable(column, n)
    positions = np.where(variable.values == 1, 0, 1)
    return _Shares((variable.name,), positions), variable.present


def _categorical(
    column: Column, n: int, levels: Sequence[object] | None
) -> tuple[_Shares, BoolArray]:
    coded = read_levels(column, n)
    if not coded.labels and levels is None:
        # Nobody has a value: one share, of nobody.
        return _Shares((coded.name,), np.zeros(n, dtype=np.int64)), coded.present
    texts = [level_text(label) for label in coded.labels]
    wanted = texts if levels is None else [level_text(label) for label in levels]
    if not wanted or len(set(wanted)) < len(wanted):
        raise UnusableLevels(coded.name, wanted)
    positions = np.full(len(texts) + 1, len(wanted))
    for place, text in enumerate(wanted):
        if text not in texts:
            raise UnknownLevel(coded.name, text, texts, where="the levels that occur")
        positions[texts.index(text)] = place
    names = tuple(f"{coded.name}={text}" for text in wanted)
    if levels is None and coded.present.all():
        return _Shares(names, coded.codes), coded.present
    return _Shares(names, positions[coded.codes]), coded.present


def _fit(design: AnyDesign, shares: _Shares, domains: Domains) -> Fit:
    """Shares of L levels in k domains, (k * L,), levels varying fastest."""
    width, count = len(shares.names) + 1, domains.count
    cells = domains.cells(shares.positions, width)
    values, bases = _values(design.weights, cells, count, width)
    if isinstance(design, ReplicateDesign):
        replicates, _ = _values(design.replicate_weights, cells, count, width)
        return Fit(values, replicate_covariance(design, replicates, values))
    return Fit(values, _taylor(design, domains, cells, values.reshape(count, -1), bases))


def _values(
    weights: FloatArray, cells: IntArray, count: int, width: int
) -> tuple[FloatArray, FloatArray]:
    """Shares (k * L,), or (R, k * L), and the weight of each domain."""
    table = weighted_totals(weights, ones(len(cells)), cells, count * width)
    table = table.reshape(*weights.shape[1:], count, width)
    bases = table.sum(axis=-1, keepdims=True)
    empty = 0.0 if weights.ndim == 1 else np.nan
    values = np.divide(table, bases, where=bases != 0, out=np.full_like(table, empty))
    return values[..., :-1].reshape(*weights.shape[1:], -1), bases[..., 0]


def _taylor(
    design: Design, domains: Domains, cells: IntArray, shares: FloatArray, bases: FloatArray
) -> FloatArray:
    """Influence of a row on the shares of its domain: w / W times (its own level - shares)."""
    count, levels = shares.shape
    width = levels + 1
    directions = np.zeros((count, width, count, levels))
    for d in range(count):
        directions[d, :, d, :] = (np.eye(width, levels) - shares[d]) / (bases[d] or 1.0)
    flat = directions.reshape(count * width, count * levels)
    return taylor_by_cell(design, design.weights, cells, flat)


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
    rows = everyone.totals()
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
    """Design effects of shares: the variance of an indicator is p (1 - p)."""
    width = len(shares.names)
    size = domains.totals(design.weights)
    n = np.repeat(counts(design, domains), width)
    p = fit.values
    return share_effects(fit.variances, p * (1 - p), n, np.repeat(size, width))
