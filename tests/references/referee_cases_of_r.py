"""Cases of R survey, computed through the same plans that the command reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.references.referee_row import Row

from survey_statistics.commands.data_files import DataFile, read_data
from survey_statistics.commands.estimate import estimates_of
from survey_statistics.commands.plan import plan_from

FOLDER = Path(__file__).parent / "survey"
SOURCE = "R survey 4.1-1"
STYPE = {"stype": {"E": 4421, "H": 755, "M": 1018}}
WIDE = {"sch.wide": {"No": 1072, "Yes": 5122}}
DESIGNS: dict[str, tuple[str, dict[str, Any]]] = {
    "srs": ("apisrs", {"population": ["fpc"]}),
    "srs_nofpc": ("apisrs", {"weight": "pw"}),
    "strat": ("apistrat", {"weight": "pw", "strata": ["stype"], "population": ["fpc"]}),
    "strat_nofpc": ("apistrat", {"weight": "pw", "strata": ["stype"]}),
    "clus1": ("apiclus1", {"weight": "pw", "clusters": ["dnum"], "population": ["fpc"]}),
    "clus1_nofpc": ("apiclus1", {"weight": "pw", "clusters": ["dnum"]}),
    "clus2": ("apiclus2", {"clusters": ["dnum", "snum"], "population": ["fpc1", "fpc2"]}),
    "clus2_nofpc": ("apiclus2", {"weight": "pw", "clusters": ["dnum"]}),
}
MEAN = {"statistic": "mean", "variable": "api00"}
ESTIMATES: dict[str, dict[str, Any]] = {
    "mean_api00": MEAN,
    "total_enroll": {"statistic": "total", "variable": "enroll"},
    "ratio": {"statistic": "ratio", "variable": "api.stu", "denominator": "enroll"},
    "mean_stype": {"statistic": "proportion", "variable": "stype", "interval": "logit"},
    "by_stype": {**MEAN, "by": ["stype"]},
    "totby_schwide": {"statistic": "total", "variable": "enroll", "by": ["sch.wide"]},
}
LOGISTIC = {"family": "logistic", "event": "Yes"}
MODELS: dict[str, dict[str, Any]] = {
    "glm_gauss": {"variable": "api00"},
    "glm_logit": {"variable": "sch.wide", **LOGISTIC},
}
INTERVALS = ("logit", "likelihood", "asin", "beta", "mean", "xlogit")
RULES = ("math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf6", "hf7", "hf8")
API99 = {**STYPE, "api99": 3914069}
CALIBRATIONS: dict[str, dict[str, Any]] = {
    "poststrat": {"method": "poststratify", "margins": STYPE},
    "rake": {"method": "rake", "margins": {**STYPE, **WIDE}},
    "greg": {"method": "linear", "margins": API99},
    "calrak": {"method": "rake", "margins": API99},
    "callogit": {"method": "logit", "margins": API99, "bounds": [0.5, 2]},
    "callinb": {"method": "truncated", "margins": API99, "bounds": [0.5, 2]},
}


def cases_of_r() -> Iterator[Row]:
    """Every case of `survey_package.json` and of the replicates that a plan can ask for."""
    cases = json.loads((FOLDER / "survey_package.json").read_text())["cases"]
    for name, (file, design) in DESIGNS.items():
        data = read_data(FOLDER / "data" / f"{file}.csv")
        for ending, request in ESTIMATES.items():
            yield from _estimates(cases, f"{name}_{ending}", data, {"design": design}, request)
        yield from _shares_and_quantiles(cases, name, data, design)
        for ending, request in MODELS.items():
            predictors = ["ell", "meals", "mobility"]
            asked = {"statistic": "regression", "predictors": predictors, **request}
            yield from _estimates(cases, f"{name}_{ending}", data, {"design": design}, asked)
        for ending, calibration in CALIBRATIONS.items():
            if f"{name}_{ending}" in cases:
                plan = {"design": design, "calibrate": [calibration]}
                yield from _estimates(cases, f"{name}_{ending}", data, plan, MEAN)
    yield from _replicates(cases)


def _estimates(
    cases: Any, case: str, data: DataFile, plan: dict[str, Any], request: dict[str, Any]
) -> Iterator[Row]:
    values = cases[case]["values"]
    stored = [(k, each) for k, each in values.items() if isinstance(each, dict) and "est" in each]
    found = estimates_of(plan_from({**plan, "estimate": [request]}), data)["results"]
    for (label, theirs), ours in zip(stored, found, strict=False):
        yield Row(case, label, SOURCE, theirs["est"], ours["value"])
        yield Row(case, f"{label} SE", SOURCE, theirs["se"], ours["standard_error"])


def _shares_and_quantiles(
    cases: Any, name: str, data: DataFile, design: dict[str, Any]
) -> Iterator[Row]:
    for method in INTERVALS:
        share = {"statistic": "proportion", "variable": "sch.wide", "levels": ["Yes"]}
        request = {**share, "interval": method}
        theirs = cases[f"{name}_ciprop_{method}"]["values"]
        ours = _only(data, design, request)
        case = f"{name}_ciprop_{method}"
        yield Row(case, "low", SOURCE, theirs["lci"], ours["low"])
        yield Row(case, "high", SOURCE, theirs["uci"], ours["high"])
    for rule in RULES:
        case = f"{name}_quant_{rule}"
        for p, stored in zip((0.25, 0.5, 0.75), cases[case]["values"].values(), strict=True):
            request = {"statistic": "quantile", "variable": "api00", "probabilities": [p]}
            ours = _only(data, design, {**request, "rule": rule})
            # R appends the place of a tie to the name of the value for some rules.
            theirs = next(iter(stored.values()))
            yield Row(case, f"quantile {p}", SOURCE, theirs, ours["value"])
            yield Row(case, f"quantile {p} SE", SOURCE, stored["se"], ours["standard_error"])


def _replicates(cases: Any) -> Iterator[Row]:
    for case, name, kind in (
        ("clus1_jk1", "clus1_nofpc", "jk1"),
        ("strat_jkn", "strat_nofpc", "jkn"),
    ):
        file, design = DESIGNS[name]
        data = read_data(FOLDER / "data" / f"{file}.csv")
        plan = {"design": design, "replicates": {"kind": kind}}
        yield from _estimates(cases, case, data, plan, MEAN)


def _only(data: DataFile, design: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    plan = plan_from({"design": design, "estimate": [request]})
    (found,) = estimates_of(plan, data)["results"]
    return dict(found)
