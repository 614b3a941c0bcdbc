"""Other data sets of R survey: NHANES, Swedish municipalities, ambulances, an election, hospitals.

Plans and stored numbers stand in `tests/references/referee_cases_of_other_surveys.py`.
"""

import numpy as np
import pytest
from tests.references.referee_cases_of_other_surveys import (
    CALIBRATIONS,
    CASES,
    CHOLESTEROL,
    ENROLLED,
    NAMES,
    NHANES,
    PLANS,
    SCHOOLS,
    SCORE,
    data,
    found,
)

from survey_statistics.association import one_sample_t_test, rank_test, rao_scott, t_test
from survey_statistics.commands.designs import weighted_design
from survey_statistics.commands.plan import plan_from


def assert_as_r(case, file, design, more, request):
    """Compare every quantity that R stored under the case, its NaN with our null."""
    results = found(file, design, more, request)
    for theirs, ours in NAMES.items():
        if theirs in case:
            stored = np.atleast_1d(np.array(case[theirs], dtype=np.float64))
            given = np.array([result[ours] for result in results], dtype=np.float64)
            assert given == pytest.approx(stored, rel=1e-9, nan_ok=True), theirs


@pytest.mark.parametrize("case", PLANS)
def test_estimates_on_other_surveys_are_those_of_r(case):
    assert_as_r(CASES[case], *PLANS[case])


@pytest.mark.parametrize("case", CALIBRATIONS)
def test_calibrated_means_and_totals_are_those_of_r(case):
    design, more = CALIBRATIONS[case]
    assert_as_r(CASES[case], "apiclus1", design, more, SCORE)
    assert_as_r(CASES[case]["total"], "apiclus1", design, more, ENROLLED)


def test_domains_of_two_columns_are_those_of_r():
    stored = CASES["nhanes.by"]
    order = np.argsort(stored["level"])
    case = {key: [stored[key][place] for place in order] for key in ("est", "se")}
    request = {**CHOLESTEROL, "by": ["race", "RIAGENDR"]}
    assert_as_r(case, "nhanes", NHANES, {}, request)


@pytest.mark.parametrize("place, candidate", list(enumerate(["Bush", "Kerry", "Nader"])))
def test_totals_under_unequal_probabilities_are_those_of_r(place, candidate):
    request = {"statistic": "total", "variable": candidate}
    designs = {
        "election.brewer": {"population": ["p"], "unequal_probabilities": True},
        "election.replacement": {"weight": "wt"},
    }
    for name, design in designs.items():
        case = {key: CASES[name][key][place] for key in ("est", "se")}
        assert_as_r(case, "election_pps", design, {}, request)


def test_the_limits_by_likelihood_are_nearer_to_the_equation_than_the_spline_of_r():
    # R reads them off a spline through a profile of few points (MASS): 6e-4 away here.
    request = {**CHOLESTEROL, "statistic": "proportion", "levels": [1], "interval": "likelihood"}
    (share,) = found("nhanes", NHANES, {}, request)
    stored = CASES["nhanes.prop.likelihood"]
    assert (share["low"], share["high"]) == pytest.approx((stored["low"], stored["high"]), rel=1e-3)


def design_of(file, design):
    plan = plan_from({"design": design, "estimate": [CHOLESTEROL]})
    return weighted_design(plan, data(file)), data(file).columns


def assert_same_test(result, case):
    stored = CASES[case]
    degrees = np.atleast_1d(stored["df"]).tolist()
    assert [result.statistic, *result.degrees_of_freedom, result.p_value] == pytest.approx(
        [stored["statistic"], *degrees, stored["p"]], rel=1e-9
    )


def test_tests_on_nhanes_are_those_of_r():
    design, columns = design_of("nhanes", NHANES)
    assert_same_test(rao_scott(design, columns["HI_CHOL"], columns["race"]), "nhanes.chisq")
    assert_same_test(rao_scott(design, columns["race"], columns["agecat"]), "nhanes.chisq.levels")
    assert_same_test(t_test(design, columns["HI_CHOL"], columns["RIAGENDR"]), "nhanes.t")


def test_tests_on_schools_are_those_of_r():
    design, columns = design_of("apistrat", SCHOOLS)
    score, met = columns["api00"], columns["sch.wide"]
    assert_same_test(one_sample_t_test(design, score - columns["api99"]), "t.one")
    assert_same_test(rank_test(design, score, met, scores="median"), "rank.median")
    assert_same_test(rank_test(design, score, met, scores="van der waerden"), "rank.normal")
    assert_same_test(rao_scott(design, met, columns["stype"]), "chisq.F")
