"""Cases on other data of R survey: NHANES, municipalities, ambulances, election, hospitals.

Numbers of `other_surveys.json`, made by `other_surveys.R` beside it; the call of R stands there
under the name of the case.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from tests.references.referee_row import Row

from survey_statistics.commands.data_files import DataFile, read_data
from survey_statistics.commands.estimate import estimates_of
from survey_statistics.commands.plan import plan_from

SOURCE = "R survey 4.1-1"
FOLDER = Path(__file__).parent / "survey"
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


def calibrated(method: str, margins: Any, **more: Any) -> dict[str, Any]:
    """One calibration of a plan."""
    return {"calibrate": [{"method": method, "margins": margins, **more}]}


def quantiles(variable: str, *probabilities: float) -> dict[str, Any]:
    """A request for quantiles."""
    return {"statistic": "quantile", "variable": variable, "probabilities": list(probabilities)}


def regression(variable: str, *predictors: str, **more: Any) -> dict[str, Any]:
    """A request for a regression."""
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
PLANS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = {
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
CALIBRATIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
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
def data(name: str) -> DataFile:
    """A data set of R survey."""
    return read_data(FOLDER / "data" / f"{name}.csv")


def found(file: str, design: dict[str, Any], more: dict[str, Any], request: Any) -> Any:
    """Our results for one case."""
    return estimates_of(plan_from({"design": design, **more, "estimate": [request]}), data(file))[
        "results"
    ]


def cases_of_other_surveys() -> Iterator[Row]:
    """Every case whose numbers exist in R, one row a number."""
    for case, plan in PLANS.items():
        yield from _rows(case, CASES[case], found(*plan))
    for case, (design, more) in CALIBRATIONS.items():
        yield from _rows(case, CASES[case], found("apiclus1", design, more, SCORE))
        totals = found("apiclus1", design, more, ENROLLED)
        yield from _rows(f"{case} total", CASES[case]["total"], totals)


def _rows(case: str, stored: Any, results: Any) -> Iterator[Row]:
    for theirs, ours in NAMES.items():
        for result, number in zip(results, np.atleast_1d(stored.get(theirs, [])), strict=False):
            if np.isfinite(float(number)):
                domain = " ".join(result["domain"].values())
                probability = f"quantile {result['probability']:g}" if "rule" in result else ""
                words = (result["variable"], domain, probability, ours.replace("_", " "))
                yield Row(case, " ".join(filter(None, words)), SOURCE, float(number), result[ours])
