"""Weights of zero in quantiles, and levels without an outcome, against R survey."""

import numpy as np
from tests.calculations.survey_statistics.estimate_references import same
from tests.calculations.survey_statistics.weighting_references import numbers, stored, text

from survey_statistics.designs.build import survey_design
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.regression import regress


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
