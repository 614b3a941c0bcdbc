"""Weights of zero, levels without an outcome, replicates without a solution: R survey."""

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import same
from tests.calculations.survey_statistics.weighting_references import numbers, stored, text

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import NotAvailable
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.regression import regress
from survey_statistics.replicates.given import given_replicates
from survey_statistics.replicates.jackknife import jackknife_1


def test_intervals_by_beta_count_the_rows_of_weight_zero_too() -> None:
    order = np.arange(1, 201)
    weights = numbers("apisrs", "pw") * np.where(order % 4 == 0, 0, order % 7 + 1)
    found = quantile(
        survey_design(weights=weights),
        numbers("apisrs", "api00"),
        [0.3, 0.5, 0.8],
        rule="hf7",
        interval="beta",
    )
    for name, theirs in stored("gaps_and_zeros")["beta"].items():
        for item, number in zip(found, theirs, strict=True):
            same(getattr(item, name), number)


def test_a_level_that_occurs_only_without_an_outcome_is_no_level_of_the_model() -> None:
    types = np.array(text("apistrat", "stype"))
    outcome = np.where(types == "E", np.nan, numbers("apistrat", "api00"))
    design = survey_design(weights=numbers("apistrat", "pw"))
    fit = regress(design, outcome, {"ell": numbers("apistrat", "ell"), "stype": types})
    assert [c.name for c in fit.coefficients] == ["(Intercept)", "ell", "stype=M"]
    for name, theirs in stored("gaps_and_zeros")["levels"].items():
        for item, number in zip(fit.coefficients, theirs, strict=True):
            same(getattr(item, name), number)


def meets_r(fit, case: str) -> None:
    for name, theirs in stored("gaps_and_zeros")[case].items():
        for item, number in zip(fit.coefficients, theirs, strict=True):
            same(getattr(item, name), number)


def test_gaps_take_no_degrees_from_a_regression_on_replicates() -> None:
    design = survey_design(weights=numbers("apisrs", "pw")[:60])
    outcome = numbers("apisrs", "api00")[:60].copy()
    outcome[2::4] = np.nan
    weights = jackknife_1(design).weights(design.weights)
    fit = regress(weights, outcome, {"ell": numbers("apisrs", "ell")[:60]})
    meets_r(fit, "replicate_gaps")
    assert fit.left_out == 0
    assert fit.estimates[0].notes == ()


def test_replicates_without_a_solution_are_left_out_and_told() -> None:
    districts = numbers("apiclus1", "dnum")
    design = survey_design(weights=numbers("apiclus1", "pw"), clusters=[districts])
    weights = jackknife_1(design).weights(design.weights)
    predictors = {"ell": numbers("apiclus1", "ell"), "own": (districts == 637).astype(float)}
    fit = regress(weights, numbers("apiclus1", "api00"), predictors)
    meets_r(fit, "one_unit")
    assert fit.left_out == 1
    assert "1 replicates" in fit.estimates[0].notes[0]


def test_a_model_without_a_solution_in_any_replicate_is_refused() -> None:
    halves = np.array([[2.0, 0.0], [2.0, 0.0], [0.0, 2.0], [0.0, 2.0]])
    design = given_replicates(np.ones(4), halves, scale=1.0)
    with pytest.raises(NotAvailable, match="no solution in any replicate"):
        regress(design, [1.0, 2.0, 4.0, 9.0], {"x": [0.0, 0.0, 1.0, 1.0]})


def test_wilsons_interval_ends_exactly_at_a_share_of_nobody_or_all() -> None:
    for answers, end in (([0, 0, 0], "low"), ([1, 1, 1], "high")):
        design = survey_design(weights=[1.0, 1.0, 2.0])
        share = proportion(design, answers, interval="wilson").only
        assert getattr(share, end) == answers[0]
