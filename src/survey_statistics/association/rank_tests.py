"""Rank tests under a survey design: Wilcoxon (Kruskal-Wallis), van der Waerden, median.

Ranks are estimated in the population and their scores regressed on the group; two groups give a t
test, more an F test. Source: T. Lumley, A. Scott (2013), Biometrika 100, 831-842; R
`svyranktest`. Finite population corrections count at every stage.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from survey_statistics.arrays import BoolArray, Column, FloatArray, named
from survey_statistics.designs.design import AnyDesign, ReplicateDesign
from survey_statistics.errors import TooFewUnits, UnknownChoice
from survey_statistics.estimation.degrees_of_freedom import domain_degrees
from survey_statistics.estimation.domains import find_domains
from survey_statistics.estimation.ratios import domain_weights
from survey_statistics.estimation.replication import replicate_covariance
from survey_statistics.estimation.taylor import taylor_covariance
from survey_statistics.estimation.variables import read_variable
from survey_statistics.regression.fitting import invert_gram
from survey_statistics.regression.model_matrix import model_matrix
from survey_statistics.results import TestResult

_SCORES: dict[str, Callable[[FloatArray, float], FloatArray]] = {
    "wilcoxon": lambda rank, whole: rank / whole,
    "van der waerden": lambda rank, whole: np.asarray(special.ndtri(rank / whole)),
    "median": lambda rank, whole: np.asarray(rank > whole / 2, dtype=np.float64),
}
_TIES = ("rows", "weights")


def rank_test(
    design: AnyDesign,
    y: Column,
    group: Mapping[str, ArrayLike],
    *,
    scores: str = "wilcoxon",
    ties: str = "rows",
    where: ArrayLike | None = None,
) -> TestResult:
    """Test whether the distribution of `y` (n,) is the same in all groups.

    Args:
        y: Numbers, gaps as NaN or None.
        group: One column (n,) of levels, `{name: values}`.
        scores: wilcoxon, van der waerden or median.
        ties: "rows" gives tied values the plain mean of their ranks in row order, as R does, so
            that with unequal weights among ties the order of the rows matters a little;
            "weights" gives them the middle of their weight, which depends on no order.
        where: (n,) rows the test is about.

    Raises:
        ConstantVariable: one group only. UnknownChoice: no such scores or ties. TooFewUnits.

    >>> from survey_statistics.designs.build import survey_design
    >>> test = rank_test(survey_design(size=4), [1.0, 3.0, 2.0, 4.0], {"g": ["a", "b", "a", "b"]})
    >>> test.estimate
    0.5
    """
    if scores not in _SCORES:
        raise UnknownChoice("rank score", scores, tuple(_SCORES))
    if ties not in _TIES:
        raise UnknownChoice("rule for ties", ties, _TIES)
    name, values = named(group, "group")
    variable = read_variable(y, design.size)
    everyone = find_domains(design.size, None, where).restricted(variable.present)
    matrix = model_matrix(design.size, {name: values}, (name,), rows=everyone.inside())
    domains = everyone.restricted(matrix.present)
    weights = domain_weights(design, domains)
    used, ranked = weights != 0, domains.inside()  # R ranks rows of weight zero among the others
    rank = np.zeros(design.size)
    rank[ranked] = estimated_ranks(
        variable.values[ranked], weights[ranked], by_weight=ties == "weights"
    )
    score = np.zeros(design.size)
    score[used] = _SCORES[scores](rank[used], float(weights.sum()))
    inverse = invert_gram(matrix.X, weights, matrix.names)
    effects = inverse @ (matrix.X.T @ (weights * score))
    residuals = np.where(used, score - matrix.X @ effects, 0.0)
    covariance = _covariance(design, (matrix.X * residuals[:, None]) @ inverse, weights, used)
    degrees = float(domain_degrees(design, domains.codes, 1)[0]) - (len(effects) - 1)
    if degrees <= 0:
        raise TooFewUnits("A rank test", degrees)
    return _result(scores, effects[1:], covariance[1:, 1:], degrees, int(np.count_nonzero(used)))


def estimated_ranks(y: FloatArray, w: FloatArray, *, by_weight: bool) -> FloatArray:
    """Population ranks (n,) of `y` (n,) estimated with weights `w` (n,).

    >>> estimated_ranks(np.array([5.0, 1.0]), np.array([2.0, 4.0]), by_weight=True).tolist()
    [5.0, 2.0]
    """
    order = np.argsort(y, kind="stable")
    x, v = y[order], w[order]
    running = np.cumsum(v, dtype=np.longdouble).astype(np.float64)
    starts = np.flatnonzero(np.concatenate([[True], x[1:] != x[:-1]]))
    sizes = np.diff(np.append(starts, len(x)))
    if by_weight:
        mass = np.add.reduceat(v, starts)
        middle = running[starts + sizes - 1] - mass / 2
    else:
        middle = np.add.reduceat(running - v / 2, starts) / sizes
    ranks = np.empty(len(y))
    ranks[order] = np.repeat(middle, sizes)
    return ranks


def _covariance(
    design: AnyDesign, influence: FloatArray, weights: FloatArray, used: BoolArray
) -> FloatArray:
    """Covariance of the weighted total of unweighted influence values (n, p)."""
    if isinstance(design, ReplicateDesign):
        replicates = (influence.T @ np.where(used[:, None], design.replicate_weights, 0.0)).T
        return replicate_covariance(design, replicates, influence.T @ weights)
    return taylor_covariance(design, influence * weights[:, None])


def _result(
    scores: str, effects: FloatArray, covariance: FloatArray, degrees: float, n: int
) -> TestResult:
    if len(effects) == 1:
        error = float(np.sqrt(covariance[0, 0]))
        t = float(effects[0]) / error
        p = float(2 * special.stdtr(degrees, -abs(t)))
        return TestResult(f"design {scores} test", t, (degrees,), p, float(effects[0]), error, n=n)
    count = len(effects)
    f = float(effects @ np.linalg.solve(covariance, effects)) / count
    p = float(special.fdtrc(count, degrees, f))
    return TestResult(f"design {scores} test", f, (float(count), degrees), p, n=n)
