"""Means, totals and ratios, by any number of domains.

Source: W. Cochran (1977), Sampling Techniques, 3rd ed., ch. 2, 5, 6; conventions of R `survey`
(`svymean`, `svytotal`, `svyratio`). Gaps count as a domain: rows without a value stay in the
design. Degrees of freedom are those of the domain, gaps not subtracted, as R does.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from survey_statistics.arrays import Column, FloatArray, ones
from survey_statistics.designs.design import AnyDesign
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.design_effects import design_effects
from survey_statistics.estimation.domains import Domains, find_domains
from survey_statistics.estimation.intervals import t_limits
from survey_statistics.estimation.ratios import Fit, domain_weights, fit_ratios, fit_totals
from survey_statistics.estimation.replication import weighted_totals
from survey_statistics.estimation.reporting import Limits, Report, assemble, counts
from survey_statistics.estimation.variables import read_variable
from survey_statistics.results import Estimates


def mean(
    design: AnyDesign,
    y: Column,
    *,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """Weighted mean of `y` (n,), in units of y.

    Args:
        y: Numbers with gaps as NaN or None; give `{name: values}` to name it.
        by: Columns (n,) whose combinations are the domains.
        where: (n,) rows the estimate is about.
        level: Of the interval by Student's t.

    Raises:
        NotNumeric: `y` is text. UnequalLengths: a column does not fit the design.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[2.0, 2.0, 4.0])
    >>> mean(design, [1.0, 2.0, 4.0]).only.value
    2.75
    """
    everyone = find_domains(design.size, by, where)
    variable = read_variable(y, design.size)
    domains = everyone.restricted(variable.present)
    fit = fit_ratios(design, variable.values, ones(design.size), domains)
    return _report("mean", variable.name, design, fit, everyone, domains, variable.values, level)


def total(
    design: AnyDesign,
    y: Column,
    *,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """Weighted total of `y` (n,), in units of y. Arguments and errors as `mean`.

    Rows with a gap add nothing, so a total over gaps is one of those who answered.

    >>> from survey_statistics.designs.build import survey_design
    >>> total(survey_design(weights=[2.0, 2.0, 4.0]), [1.0, 2.0, 4.0]).only.value
    22.0
    """
    everyone = find_domains(design.size, by, where)
    variable = read_variable(y, design.size)
    domains = everyone.restricted(variable.present)
    fit = fit_totals(design, variable.values, domains)
    return _report(
        "total", variable.name, design, fit, everyone, domains, variable.values, level, total=True
    )


def ratio(
    design: AnyDesign,
    numerator: Column,
    denominator: Column,
    *,
    by: Mapping[str, ArrayLike] | None = None,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """Ratio of two weighted totals, over rows that have both. Arguments and errors as `mean`.

    Where the denominator adds up to 0 the estimate has no value, and says so.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(weights=[1.0, 1.0, 2.0])
    >>> ratio(design, [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]).only.value
    0.5
    """
    everyone = find_domains(design.size, by, where)
    top = read_variable(numerator, design.size, "numerator")
    base = read_variable(denominator, design.size, "denominator")
    domains = everyone.restricted(top.present & base.present)
    fit = _defined(
        fit_ratios(design, top.values, base.values, domains),
        weighted_totals(design.weights, base.values, domains.codes, domains.count),
    )
    name = f"{top.name} / {base.name}"
    residuals = _residuals(design, top.values, base.values, fit, domains)
    return _report("ratio", name, design, fit, everyone, domains, residuals, level, total=True)


def _defined(fit: Fit, bases: FloatArray) -> Fit:
    """The fit (k,) without value or variance where the base (k,) is 0."""
    undefined = bases == 0
    if not undefined.any():
        return fit
    covariance = np.where(undefined[:, None] | undefined, np.nan, fit.covariance)
    return Fit(np.where(undefined, np.nan, fit.values), covariance)


def _residuals(
    design: AnyDesign, y: FloatArray, x: FloatArray, fit: Fit, domains: Domains
) -> FloatArray:
    """(y - R x) / X of each row (n,): its total has the variance of the ratio."""
    codes, count = domains.codes, domains.count
    base = np.bincount(codes, weights=domain_weights(design, domains) * x, minlength=count + 1)
    safe = np.where(base == 0, 1.0, base)
    return np.asarray((y - np.append(fit.values, 0.0)[codes] * x) / safe[codes])


def _report(
    statistic: str,
    name: str,
    design: AnyDesign,
    fit: Fit,
    everyone: Domains,
    domains: Domains,
    y: FloatArray,
    level: float,
    *,
    total: bool = False,
) -> Estimates:
    degrees = domain_degrees(design, everyone.codes, everyone.count)
    low, high = t_limits(fit.values, np.sqrt(fit.variances), degrees, level)
    effects = design_effects(
        fit.variances, y, domain_weights(design, domains), domains.codes, total=total
    )
    report = Report(
        statistic=statistic,
        variables=(name,) * domains.count,
        labels=domains.labels,
        n=counts(design, domains),
        degrees=degrees,
        limits=Limits(f"t {level:g}", low, high),
        effects=effects,
    )
    return assemble(design, fit, report, everyone)
