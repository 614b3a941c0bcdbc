"""Design t tests of one mean or of the difference of two.

Two samples: a linear regression on the group; degrees of freedom are those of the design minus 1
(R `svyttest`, which also takes 1 off in the one-sample test).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import Column, named
from survey_statistics.designs.design import AnyDesign
from survey_statistics.errors import NotAvailable, TooFewUnits
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import find_domains
from survey_statistics.estimation.intervals import t_limits
from survey_statistics.estimation.means import mean
from survey_statistics.regression.regress import regress
from survey_statistics.results import TestResult


def t_test(
    design: AnyDesign,
    y: Column,
    group: Mapping[str, ArrayLike],
    *,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> TestResult:
    """Test whether the mean of `y` (n,) is the same in two groups.

    The estimate is the mean of the second group, in sorted order, minus that of the first.

    Args:
        y: Numbers, gaps as NaN or None.
        group: One column (n,) with two levels, `{name: values}`.
        where: (n,) rows the test is about.
        level: Of the interval.

    Raises:
        ConstantVariable: one group only. NotAvailable: more than two. TooFewUnits: no degrees.

    >>> from survey_statistics.designs.build import survey_design
    >>> design = survey_design(size=4)
    >>> t_test(design, [1.0, 2.0, 4.0, 5.0], {"g": ["a", "a", "b", "b"]}).estimate
    3.0
    """
    name, values = named(group, "group")
    fit = regress(design, y, {name: values}, categorical=(name,), where=where, level=level)
    if len(fit.coefficients) != 2:
        reason = f"'{name}' has {len(fit.coefficients)} levels; use where to choose two."
        raise NotAvailable("A t test", reason)
    slope = fit.coefficients[1]
    if slope.p_value is None:
        raise TooFewUnits("A t test", fit.degrees_of_freedom)
    return TestResult(
        test="design t test of a difference",
        statistic=slope.t,
        degrees_of_freedom=(fit.degrees_of_freedom,),
        p_value=slope.p_value,
        estimate=slope.value,
        standard_error=slope.standard_error,
        low=slope.low,
        high=slope.high,
        n=fit.n,
    )


def one_sample_t_test(
    design: AnyDesign,
    y: Column,
    *,
    value: float = 0.0,
    where: ArrayLike | None = None,
    level: float = 0.95,
) -> TestResult:
    """Test whether the mean of `y` (n,) equals `value`.

    Raises:
        TooFewUnits: fewer than two degrees of freedom. NotAvailable: nobody, or no variance.

    >>> from survey_statistics.designs.build import survey_design
    >>> one_sample_t_test(survey_design(size=3), [1.0, 2.0, 3.0], value=2.0).p_value
    1.0
    """
    estimate = mean(design, y, where=where).only
    if estimate.value is None or not estimate.standard_error:
        raise NotAvailable("A t test", "the variable is empty or constant in this domain.")
    domains = find_domains(design.size, None, where)
    degrees = float(domain_degrees(design, domains.codes, 1)[0]) - 1
    if degrees <= 0:
        raise TooFewUnits("A t test", degrees)
    error = estimate.standard_error
    t = (estimate.value - value) / error
    low, high = t_limits(np.array([estimate.value]), np.array([error]), np.array([degrees]), level)
    return TestResult(
        test="design t test of a mean",
        statistic=t,
        degrees_of_freedom=(degrees,),
        p_value=float(2 * special.stdtr(degrees, -abs(t))),
        estimate=estimate.value,
        standard_error=error,
        low=float(low[0]),
        high=float(high[0]),
        n=estimate.n,
    )
