"""Other data sets of R survey: NHANES, Swedish municipalities, ambulances, an election, hospitals.

Numbers of `other_surveys.json`, made by `other_surveys.R` beside it; the call of R stands there
under the name of the case.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from survey_statistics.association import one_sample_t_test, rank_test, rao_scott, t_test
from survey_statistics.commands.data_files import read_data
from survey_statistics.commands.designs import weighted_design
from survey_statistics.commands.estimate import estimates_of
from survey_statistics.commands.plan import plan_from

FOLDER = Path(__file__).parents[2] / "references" / "survey"
CASES = json.loads((FOLDER / "other_surveys.json").read_text())["cases"]
NAMES = {"est": "value", "se": "standard_error", "df": "degrees_of_freedom", "p": "p_value"}
NAMES |= {"deff": "design_effect", "replace": "design_effect_replace", "low": "low", "high": "high"}

NHANES = {"weight": "WTMEC2YR", "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "nest": True}
CHOLESTEROL = {"statistic": "mean", "variable": "HI_CHOL"}
MUNICIPALITIES = {"clusters": ["id1", "id2"], "population": ["n1", "n2"]}
REVENUE = {"statistic": "total", "variable": "y1"}
AMBULANCES = {"clusters": ["ambulance"], "strata": ["ESA"], "nest": True}
ALIVE = {"statistic": "ratio", "variable": "alive", "denominator": "arrests"}
HOSPITALS = {"strata": ["oblevel"], "clusters": ["hospno"], "weight": "weighta"}
KNOWN_HOSPITALS = {**HOSPITALS, "population": ["tothosp"]}
BIRTHS = {"statistic": "mean", "variable": "births"}
DISTRICTS = {"weight": "pw", "clusters": ["dnum"]}
KNOWN_DISTRICTS = {**DISTRICTS, "population": ["fpc"]}
SCHOOLS = {"weight": "pw", "strata": ["stype"], "population": ["fpc"]}
SCORE = {"statistic": "mean", "variable": "api00"}
ENROLLED = {"statistic": "total", "variable": "enroll"}
STYPE = {"stype": {"E": 4421, "H": 755, "M": 1018}}
API99 = {**STYPE, "api99": 3914069}
RACE = {"1": 4e7, "2": 2e8, "3": 3e7}
RAKED = {
    "race": {**RACE, "4": 1e7},
    "RIAGENDR": {"1": 1.38e8, "2": 1.42e8},
    "agecat": {"(0,19]": 0.7e8, "(19,39]": 0.7e8, "(39,59]": 0.9e8, "(59,Inf]": 0.5e8},
}
JACKKNIFE = {"replicates": {"kind": "jackknife-1"}}
STRATIFIED_JACKKNIFE = {"replicates": {"kind": "jackknife-n"}}
WIDE = {"sch.wide": {"No": 1072, "Yes": 5122}}


def calibrated(method, margins, **more):
    return {"calibrate": [{"method": method, "margins": margins, **more}]}


def quantiles(variable, *probabilities):
    return {"statistic": "quantile", "variable": variable, "probabilities": list(probabilities)}


def regression(variable, *predictors, **more):
    return {
        "statistic": "regression",
        "variable": variable,
        "predictors": list(predictors),
        **more,
    }


TWO_STEPS = [
    {"method": "poststratify", "margins": STYPE},
    {"method": "linear", "population": 6194, "margins": {"api99": 3914069}},
]
PLANS = {
    "nhanes.mean": ("nhanes", NHANES, {}, CHOLESTEROL),
    "nhanes.total": ("nhanes", NHANES, {}, {**CHOLESTEROL, "statistic": "total"}),
    "nhanes.deff": ("nhanes", NHANES, {}, CHOLESTEROL),
    "nhanes.prop.logit": ("nhanes", NHANES, {}, {**CHOLESTEROL, "interval": "logit"}),
    "nhanes.where.logit": (
        "nhanes",
        NHANES,
        {},
        {**CHOLESTEROL, "interval": "logit", "where": "race == 3 and RIAGENDR == 2"},
    ),
    "nhanes.logistic": (
        "nhanes",
        NHANES,
        {},
        regression(
            "HI_CHOL",
            "race",
            "RIAGENDR",
            "agecat",
            family="logistic",
            categorical=["race", "RIAGENDR"],
        ),
    ),
    "nhanes.jkn": ("nhanes", NHANES, STRATIFIED_JACKKNIFE, CHOLESTEROL),
    "nhanes.jkn.by": ("nhanes", NHANES, STRATIFIED_JACKKNIFE, {**CHOLESTEROL, "by": ["race"]}),
    "nhanes.poststratified": (
        "nhanes",
        NHANES,
        calibrated("poststratify", {"race": {**RACE, "4": 1.5e7}}),
        CHOLESTEROL,
    ),
    "nhanes.raked": ("nhanes", NHANES, calibrated("rake", RAKED), CHOLESTEROL),
    "nhanes.raked.total": (
        "nhanes",
        NHANES,
        calibrated("rake", RAKED),
        {**CHOLESTEROL, "statistic": "total"},
    ),
    "mu284.total": ("mu284", MUNICIPALITIES, {}, REVENUE),
    "mu284.mean": ("mu284", MUNICIPALITIES, {}, {**REVENUE, "statistic": "mean"}),
    "scd.ratio": ("scd", AMBULANCES, {}, ALIVE),
    "scd.BRR": ("scd", AMBULANCES, {"replicates": {"kind": "brr"}}, ALIVE),
    "scd.JKn": ("scd", AMBULANCES, STRATIFIED_JACKKNIFE, ALIVE),
    "scd.fay0.3": ("scd", AMBULANCES, {"replicates": {"kind": "fay", "rho": 0.3}}, ALIVE),
    "scd.fay0.5": ("scd", AMBULANCES, {"replicates": {"kind": "fay", "rho": 0.5}}, ALIVE),
    "election.ratio": (
        "election_pps",
        {"weight": "wt"},
        {},
        {"statistic": "ratio", "variable": "Bush", "denominator": "Kerry"},
    ),
    "hospital.mean": ("hospital", KNOWN_HOSPITALS, {}, BIRTHS),
    "hospital.total": ("hospital", KNOWN_HOSPITALS, {}, {**BIRTHS, "statistic": "total"}),
    "hospital.q": ("hospital", KNOWN_HOSPITALS, {}, quantiles("births", 0.1, 0.25, 0.5, 0.75, 0.9)),
    "hospital.jkn": ("hospital", KNOWN_HOSPITALS, STRATIFIED_JACKKNIFE, BIRTHS),
    "hospital.jkn.nofpc": ("hospital", HOSPITALS, STRATIFIED_JACKKNIFE, BIRTHS),
    "hospital.jkn.q": ("hospital", HOSPITALS, STRATIFIED_JACKKNIFE, quantiles("births", 0.25, 0.5)),
    "glm.poisson": (
        "apistrat",
        SCHOOLS,
        {},
        regression("api.stu", "ell", "meals", "stype", family="poisson"),
    ),
    "glm.by": (
        "apistrat",
        SCHOOLS,
        {},
        regression("api00", "ell", "mobility", where="sch.wide == 'Yes' and awards == 'No'"),
    ),
    "q.more": ("apistrat", SCHOOLS, {}, quantiles("api00", 0.01, 0.05, 0.95, 0.99)),
    "q.hf5": ("apistrat", SCHOOLS, {}, {**quantiles("api00", 0.1, 0.5), "rule": "hf5"}),
    "q.hf7": ("apistrat", SCHOOLS, {}, {**quantiles("api00", 0.1, 0.5), "rule": "hf7"}),
    "q.hf9": ("apistrat", SCHOOLS, {}, {**quantiles("api00", 0.1, 0.5), "rule": "hf9"}),
    "jkn.fpc": (
        "apistrat",
        {"strata": ["stype"], "population": ["fpc"]},
        STRATIFIED_JACKKNIFE,
        SCORE,
    ),
}
CALIBRATIONS = {
    "cal.linear": (KNOWN_DISTRICTS, calibrated("linear", API99)),
    "cal.linear.bounds": (KNOWN_DISTRICTS, calibrated("truncated", API99, bounds=[0.4, 2.5])),
    "cal.raking": (KNOWN_DISTRICTS, calibrated("rake", API99)),
    "cal.logit": (KNOWN_DISTRICTS, calibrated("logit", API99, bounds=[0.4, 2.5])),
    "cal.noint": (KNOWN_DISTRICTS, calibrated("linear", {"api99": 3914069})),
    "cal.two": (KNOWN_DISTRICTS, {"calibrate": TWO_STEPS}),
    "jk1.raked": (DISTRICTS, {**calibrated("rake", {**STYPE, **WIDE}), **JACKKNIFE}),
    "jk1.linear": (DISTRICTS, {**calibrated("linear", API99), **JACKKNIFE}),
    "jk1.logit": (DISTRICTS, {**calibrated("logit", API99, bounds=[0.1, 5]), **JACKKNIFE}),
    "jk1.fpc": (KNOWN_DISTRICTS, JACKKNIFE),
}


@cache
def data(name):
    return read_data(FOLDER / "data" / f"{name}.csv")


def assert_as_r(case, file, design, more, request):
    """Compare every quantity that R stored under the case, its NaN with our null."""
    plan = plan_from({"design": design, **more, "estimate": [request]})
    results = estimates_of(plan, data(file))["results"]
    for theirs, ours in NAMES.items():
        if theirs in case:
            stored = np.atleast_1d(np.array(case[theirs], dtype=np.float64))
            found = np.array([result[ours] for result in results], dtype=np.float64)
            assert found == pytest.approx(stored, rel=1e-9, nan_ok=True), theirs


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
    plan = plan_from({"design": NHANES, "estimate": [request]})
    (found,) = estimates_of(plan, data("nhanes"))["results"]
    stored = CASES["nhanes.prop.likelihood"]
    assert (found["low"], found["high"]) == pytest.approx((stored["low"], stored["high"]), rel=1e-3)


def design_of(file, design):
    plan = plan_from({"design": design, "estimate": [CHOLESTEROL]})
    return weighted_design(plan, data(file)), data(file).columns


def assert_same_test(found, case):
    stored = CASES[case]
    degrees = np.atleast_1d(stored["df"]).tolist()
    assert [found.statistic, *found.degrees_of_freedom, found.p_value] == pytest.approx(
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
