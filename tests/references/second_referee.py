"""Compare our numbers with those of svy on designs drawn by Hypothesis.

svy never runs beside the product: this script has an environment of its own (`make referees`,
requirements/referees.in). It prints the largest relative difference of each comparison and ends
with status 1 if one is beyond its tolerance.

Run: PYTHONPATH=src python -m tests.references.second_referee [designs]
"""

import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import svy
from hypothesis import HealthCheck, given, settings
from tests.references.random_designs import Case, cases

from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import t_test
from survey_statistics.calibration import (
    LinearCalibration,
    PostStratification,
    Raking,
    categorical_margin,
    numeric_margin,
)
from survey_statistics.designs.design import AnyDesign, Design
from survey_statistics.estimation.means import mean, ratio, total
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.regression.regress import regress
from survey_statistics.replicates import jackknife_n
from survey_statistics.results import Estimates
from survey_statistics.weighting import nonresponse_cells

EXACT = 1e-9
# Coefficients agree, so the fits are the same; the standard errors of svy then differ as if taken
# with the working weights of the step before the last.
LAGGED = 1e-4


def our_numbers(found: Estimates) -> list[float]:
    """Value, standard error and limits of each estimate."""
    return [
        float(number)
        for e in found
        for number in (e.value, e.standard_error, e.low, e.high)
        if number is not None
    ]


def their_numbers(found: Any) -> list[float]:
    """Value, standard error and limits of each estimate of svy."""
    return found.to_polars().select("est", "se", "lci", "uci").to_numpy().ravel().tolist()


def our_margins(case: Case) -> tuple[Any, Any]:
    """The two classifications with their totals."""
    return (
        categorical_margin({"group": case.column("group")}, case.groups),
        categorical_margin({"kind": case.column("kind")}, case.kinds),
    )


def after(case: Case, step: Any) -> Design:
    """Our design after one calibration."""
    result = step.calibrate(case.ours.weights)
    return case.ours.calibrated(result.weights, result.residuals)


def our_regression(case: Case) -> LinearCalibration:
    """Calibration on a classification and a quantity."""
    return LinearCalibration(
        (our_margins(case)[0], numeric_margin({"x": case.column("x")}, case.x_total))
    )


def their_post_stratified(case: Case, sample: svy.Sample) -> svy.Sample:
    """Sample of svy, post-stratified."""
    return sample.weighting.poststratify(controls=case.groups, cells="group")


def their_raked(case: Case, sample: svy.Sample) -> svy.Sample:
    """Sample of svy, raked as far as it goes."""
    controls = {"group": case.groups, "kind": case.kinds}
    return sample.weighting.rake(controls=controls, tol=1e-12, max_iter=1000)


def their_regression(case: Case, sample: svy.Sample) -> svy.Sample:
    """Sample of svy, calibrated on a classification and a quantity."""
    return sample.weighting.calibrate(controls={svy.Cat("group"): case.groups, "x": case.x_total})


def our_mean(design: AnyDesign, case: Case) -> list[float]:
    """Mean of y."""
    return our_numbers(mean(design, case.column("y")))


def their_mean(sample: svy.Sample, method: str = "taylor") -> list[float]:
    """Mean of y by svy."""
    return their_numbers(sample.estimation.mean("y", method=method))


def our_jackknife(case: Case, *steps: Any) -> list[float]:
    """Mean of y over the jackknife, steps repeated in each replicate."""
    return our_mean(jackknife_n(with_replacement(case).ours).weights(case.column("w"), steps), case)


def their_jackknife(
    case: Case, step: Callable[[Case, svy.Sample], svy.Sample] | None = None
) -> list[float]:
    """Jackknife of svy, its step repeated in each replicate."""
    sample = with_replacement(case).theirs.weighting.create_jk_wgts()
    return their_mean(step(case, sample) if step else sample, "replication")


def with_replacement(case: Case) -> Case:
    """Return the sample without finite populations, which svy's replicates leave out."""
    return Case(case.data, False, case.groups, case.kinds, case.x_total)


def our_nonresponse(case: Case) -> list[float]:
    """Weights after non-response within groups, sorted."""
    answered = case.column("status") == "rr"
    step = nonresponse_cells({"group": case.column("group")}, respondents=answered)
    return sorted(step.adjust(case.column("w"))[answered].tolist())


def their_nonresponse(case: Case) -> list[float]:
    """Weights of svy after non-response within groups, sorted."""
    adjusted = case.theirs.weighting.adjust(
        resp_status="status", cells="group", resp_mapping={"rr": "rr", "nr": "nr"}
    )
    return sorted(adjusted.data["nr_wgt"].to_list())


def our_logistic(case: Case) -> list[tuple[float, float]]:
    """Coefficients of a logistic regression with their standard errors."""
    fit = regress(case.ours, case.column("z"), {"x": case.column("x")}, kind="logistic")
    return [(c.value, c.standard_error) for c in fit.coefficients]


def their_logistic(case: Case) -> list[tuple[float, float]]:
    """Coefficients of svy with their standard errors."""
    fit = case.theirs.glm.fit(y="z", x=["x"], family="binomial").to_polars()
    return list(zip(fit["estimate"], fit["std_err"], strict=True))


def our_independence(case: Case) -> list[float]:
    """F and its p-value."""
    columns = {"kind": case.column("kind")}, {"z": case.column("z")}
    test = rao_scott(case.ours, *columns)
    return [test.statistic, test.p_value]


def their_independence(case: Case) -> list[float]:
    """F of svy and its p-value."""
    test = case.theirs.categorical.tabulate("kind", "z").stats.f
    return [test.value, test.p_value]


@dataclass
class Comparison:
    """One number computed by both, with the largest relative difference so far."""

    name: str
    ours: Callable[[Case], list[float]]
    theirs: Callable[[Case], list[float]]
    tolerance: float = EXACT
    worst: float = field(default=0.0)
    designs: int = field(default=0)

    def compare(self, case: Case) -> None:
        """Compare the two on one design."""
        ours, theirs = np.array(self.ours(case)), np.array(self.theirs(case))
        difference = np.abs(ours - theirs) / np.maximum(np.abs(theirs), 1e-6)
        self.worst = max(self.worst, float(difference.max()))
        self.designs += 1


COMPARISONS = (
    Comparison("mean", lambda c: our_mean(c.ours, c), lambda c: their_mean(c.theirs)),
    Comparison(
        "total",
        lambda c: our_numbers(total(c.ours, c.column("y"))),
        lambda c: their_numbers(c.theirs.estimation.total("y")),
    ),
    Comparison(
        "ratio",
        lambda c: our_numbers(ratio(c.ours, c.column("y"), c.column("x"))),
        lambda c: their_numbers(c.theirs.estimation.ratio("y", "x")),
    ),
    Comparison(
        "mean by domain",
        lambda c: our_numbers(mean(c.ours, c.column("y"), by={"kind": c.column("kind")})),
        lambda c: their_numbers(c.theirs.estimation.mean("y", by="kind")),
    ),
    Comparison(
        "proportion, logit",
        lambda c: our_numbers(proportion(c.ours, c.column("z") == 1, interval="logit")),
        lambda c: their_numbers(c.theirs.estimation.prop("z"))[4:],
    ),
    Comparison(
        "proportion, Korn-Graubard",
        lambda c: our_numbers(proportion(c.ours, c.column("z") == 1)),
        lambda c: their_numbers(c.theirs.estimation.prop("z", ci_method="korn-graubard"))[4:],
    ),
    Comparison(
        "median, value and standard error",
        lambda c: our_numbers(quantile(c.ours, c.column("y")))[:2],
        lambda c: their_numbers(c.theirs.estimation.median("y"))[:2],
    ),
    Comparison(
        "mean, post-stratified",
        lambda c: our_mean(after(c, PostStratification(our_margins(c)[0])), c),
        lambda c: their_mean(their_post_stratified(c, c.theirs)),
    ),
    Comparison(
        "mean, raked",
        lambda c: our_mean(after(c, Raking(our_margins(c))), c),
        lambda c: their_mean(their_raked(c, c.theirs)),
    ),
    Comparison(
        "mean, calibrated by regression",
        lambda c: our_mean(after(c, our_regression(c)), c),
        lambda c: their_mean(their_regression(c, c.theirs)),
    ),
    Comparison("mean, jackknife", our_jackknife, their_jackknife),
    Comparison(
        "mean, jackknife, post-stratified",
        lambda c: our_jackknife(c, PostStratification(our_margins(c)[0])),
        lambda c: their_jackknife(c, their_post_stratified),
    ),
    Comparison(
        "mean, jackknife, raked",
        lambda c: our_jackknife(c, Raking(our_margins(c))),
        lambda c: their_jackknife(c, their_raked),
    ),
    Comparison(
        "mean, jackknife, calibrated by regression",
        lambda c: our_jackknife(c, our_regression(c)),
        lambda c: their_jackknife(c, their_regression),
    ),
    Comparison(
        "logistic regression, coefficients",
        lambda c: [value for value, _ in our_logistic(c)],
        lambda c: [value for value, _ in their_logistic(c)],
    ),
    Comparison(
        "logistic regression, standard errors",
        lambda c: [error for _, error in our_logistic(c)],
        lambda c: [error for _, error in their_logistic(c)],
        LAGGED,
    ),
    Comparison(
        "t test of a difference",
        lambda c: [t_test(c.ours, c.column("y"), {"group": c.column("group")}).statistic],
        lambda c: c.theirs.categorical.ttest("y", group="group").to_polars()["t"].to_list(),
    ),
    Comparison("Rao-Scott test of independence", our_independence, their_independence),
    Comparison("weights after non-response", our_nonresponse, their_nonresponse),
)


def main(designs: int = 100) -> int:
    """Compare everything on so many designs and print a line for each comparison."""

    @given(cases())
    @settings(
        max_examples=designs,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def compare_all(case: Case) -> None:
        for comparison in COMPARISONS:
            comparison.compare(case)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # svy's advice on designs that were drawn at random
        compare_all()
    write = sys.stdout.write
    write(f"{'comparison':<46}{'designs':>8}{'largest difference':>20}{'allowed':>10}\n")
    for one in COMPARISONS:
        write(f"{one.name:<46}{one.designs:>8}{one.worst:>20.1e}{one.tolerance:>10.0e}\n")
    return int(any(not one.worst <= one.tolerance for one in COMPARISONS))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
