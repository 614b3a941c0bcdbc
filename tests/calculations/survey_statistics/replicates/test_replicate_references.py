"""Replicate standard errors against R survey."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.calculations.survey_statistics.weighting_references import (
    R,
    design,
    numbers,
    school_margin,
    score_margin,
    stored,
    target_margin,
)

from survey_statistics.calibration import LinearCalibration, PostStratification, Raking
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design, ReplicateDesign
from survey_statistics.estimation.means import mean, ratio, total
from survey_statistics.replicates import (
    balanced_repeated,
    jackknife_1,
    jackknife_n,
    preston_bootstrap,
    rao_wu_bootstrap,
)


def assert_equal(found: Any, expected: dict[str, float]) -> None:
    """Value and standard error are those of R."""
    assert found.only.value == pytest.approx(expected["est"], rel=R)
    assert found.only.standard_error == pytest.approx(expected["se"], rel=R)


def test_jackknife_1_of_clusters() -> None:
    case = stored("survey_package")["clus1_jk1"]["values"]
    base = design("clus1_nofpc")
    replicates = jackknife_1(base).weights(base.weights)
    assert_equal(mean(replicates, numbers("apiclus1", "api00")), case["api00"])
    assert_equal(total(replicates, numbers("apiclus1", "enroll")), case["enroll"])
    assert replicates.degrees_of_freedom == case["degf"]


def test_jackknife_1_with_a_finite_population() -> None:
    case = stored("survey_package")["clus1_jk1_fpc"]["values"]
    base = design("clus1")
    replicates = jackknife_1(base).weights(base.weights)
    assert_equal(mean(replicates, numbers("apiclus1", "api00")), case["api00"])


def test_jackknife_n_of_strata() -> None:
    case = stored("survey_package")["strat_jkn"]["values"]
    base = design("strat_nofpc")
    replicates = jackknife_n(base).weights(base.weights)
    assert_equal(mean(replicates, numbers("apistrat", "api00")), case["api00"])
    assert_equal(total(replicates, numbers("apistrat", "enroll")), case["enroll"])
    assert replicates.degrees_of_freedom == case["degf"]
    pupils = ratio(replicates, numbers("apistrat", "api.stu"), numbers("apistrat", "enroll"))
    assert_equal(pupils, stored("replicates_and_nonresponse")["jkn_ratio"])


def calibrated_replicates(*steps: Any) -> ReplicateDesign:
    base = design("strat_nofpc")
    return jackknife_n(base).weights(base.weights, steps)


@pytest.mark.parametrize("mse", [False, True])
def test_raking_is_repeated_in_each_replicate(mse: bool) -> None:
    case = stored("replicates_and_nonresponse")[f"jkn_rake_mse{str(mse).upper()}"]
    raking = Raking((school_margin("apistrat"), target_margin("apistrat")))
    replicates = replace(calibrated_replicates(raking), mse=mse)
    assert_equal(mean(replicates, numbers("apistrat", "api00")), case)


def test_post_stratification_is_repeated_in_each_replicate() -> None:
    replicates = calibrated_replicates(PostStratification(school_margin("apistrat")))
    found = mean(replicates, numbers("apistrat", "api00"))
    assert_equal(found, stored("replicates_and_nonresponse")["jkn_ps"])


def test_regression_calibration_is_repeated_in_each_replicate() -> None:
    step = LinearCalibration((school_margin("apistrat"), score_margin("apistrat")))
    found = mean(calibrated_replicates(step), numbers("apistrat", "api00"))
    assert_equal(found, stored("replicates_and_nonresponse")["jkn_greg"])


def ambulances() -> Design:
    return survey_design(
        weights=np.ones(6),
        strata=[{"ESA": numbers("scd", "ESA")}],
        clusters=[{"ambulance": numbers("scd", "ambulance")}],
        nest=True,
    )


@pytest.mark.parametrize(
    ("fay", "name"), [(0.0, "scd_brr2"), (0.0, "scd_brr_ratio"), (0.3, "scd_fay")]
)
def test_balanced_half_samples(fay: float, name: str) -> None:
    case = stored("survey_package")[name]["values"]
    base = ambulances()
    replicates = balanced_repeated(base, fay=fay).weights(base.weights)
    alive, arrests = numbers("scd", "alive"), numbers("scd", "arrests")
    assert_equal(ratio(replicates, alive, arrests), case["alive/arrests"])
    if "alive" in case:
        assert_equal(total(replicates, alive), case["alive"])


@pytest.mark.parametrize("bootstrap", [rao_wu_bootstrap, preston_bootstrap])
def test_the_bootstrap_comes_near_that_of_r(bootstrap: Any) -> None:
    case = stored("survey_package")["strat_boot5000"]["values"]["api00"]
    base = design("strat_nofpc")
    replicates = bootstrap(base, np.random.default_rng(1), count=5000).weights(base.weights)
    found = mean(replicates, numbers("apistrat", "api00")).only
    # Both are random: 5000 replicates leave a relative error of 1% (one standard deviation).
    assert found.standard_error == pytest.approx(case["se"], rel=0.03)
