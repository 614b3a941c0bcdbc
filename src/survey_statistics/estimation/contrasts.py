"""Differences and other linear combinations of estimates, with their covariance.

Var(sum c_i t_i) = sum c_i c_j Cov(t_i, t_j); intervals by Student's t with the degrees of freedom
of all rows the estimates are about.

Source: R `survey::svycontrast`; T. Lumley (2010), Complex Surveys, Wiley.
"""

from collections.abc import Sequence

import numpy as np

from survey_statistics.errors import NotAvailable
from survey_statistics.estimation.intervals import t_limits
from survey_statistics.results import Estimate, Estimates


def difference(estimates: Estimates, first: int, second: int, *, level: float = 0.95) -> Estimate:
    """The estimate at position `first` minus that at `second`, in their units.

    Raises:
        NotAvailable: one of them is empty, or their covariance is not known (quantiles at
            different probabilities).

    >>> from survey_statistics.designs.build import survey_design
    >>> from survey_statistics.estimation.means import mean
    >>> groups = mean(survey_design(size=4), [1.0, 2.0, 4.0, 5.0], by={"g": ["a", "a", "b", "b"]})
    >>> difference(groups, 1, 0).value
    3.0
    """
    coefficients = [0.0] * len(estimates)
    coefficients[first] += 1.0
    coefficients[second] -= 1.0
    return combination(estimates, coefficients, level=level)


def combination(
    estimates: Estimates, coefficients: Sequence[float], *, level: float = 0.95
) -> Estimate:
    """The sum of the estimates times `coefficients` (k,). Raises `NotAvailable` as `difference`.

    >>> from survey_statistics.designs.build import survey_design
    >>> from survey_statistics.estimation.means import total
    >>> groups = total(survey_design(size=4), [1.0, 2.0, 4.0, 5.0], by={"g": [0, 0, 1, 1]})
    >>> combination(groups, [1.0, 1.0]).value
    12.0
    """
    c = np.asarray(coefficients, dtype=np.float64)
    used = [(estimates[i], float(c[i])) for i in np.flatnonzero(c).tolist()]
    for item, weight in used:
        if item.value is None:
            raise NotAvailable(
                "A combination of estimates",
                f"the {_term(item, weight).lstrip('+- ')} has no value"
                + (
                    ", because it has no cases. Compare domains with cases."
                    if item.is_empty
                    else "."
                ),
            )
    value = float(c[c != 0] @ estimates.values[c != 0])
    part = estimates.covariance[np.ix_(c != 0, c != 0)]
    variance = float(c[c != 0] @ part @ c[c != 0])
    if not np.isfinite(variance):
        raise NotAvailable("A combination of estimates", "their covariance is not known.")
    error = float(np.sqrt(max(variance, 0.0)))
    degrees = estimates.degrees_of_freedom
    low, high = t_limits(np.array([value]), np.array([error]), np.array([degrees]), level)
    return Estimate(
        statistic="combination",
        variable=" ".join(_term(item, weight) for item, weight in used),
        value=value,
        standard_error=error,
        low=None if np.isnan(low[0]) else float(low[0]),
        high=None if np.isnan(high[0]) else float(high[0]),
        interval=f"t {level:g}",
        degrees_of_freedom=degrees,
        n=sum(item.n for item, _ in used),
    )


def _term(item: Estimate, weight: float) -> str:
    sign = "+" if weight > 0 else "-"
    factor = "" if abs(weight) == 1 else f"{abs(weight):g} "
    place = ", ".join(f"{column}={level}" for column, level in item.domain)
    return f"{sign} {factor}{item.statistic} {item.variable}" + (f" [{place}]" if place else "")
