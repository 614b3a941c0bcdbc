"""Cases of R survey that no plan asks for: tests, trimming, balanced replicates, re-raking."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from tests.references.referee_cases_of_r import (
    CALIBRATIONS,
    DESIGNS,
    FOLDER,
    MEAN,
    SOURCE,
)
from tests.references.referee_row import Row

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import t_test
from survey_statistics.commands.data_files import read_data
from survey_statistics.commands.designs import calibration_step, weighted_design
from survey_statistics.commands.plan import plan_from
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design
from survey_statistics.estimation.means import mean, ratio
from survey_statistics.replicates import balanced_repeated, jackknife_n
from survey_statistics.results import Estimate
from survey_statistics.weighting.trimming import Trim

CASES = json.loads((FOLDER / "survey_package.json").read_text())["cases"]
REPLICATES = json.loads((FOLDER / "replicates_and_nonresponse.json").read_text())


def cases_of_tests() -> Iterator[Row]:
    """Every such case."""
    for name in DESIGNS:
        yield from _associations(name)
    for name in ("srs", "strat", "clus1", "srs_nofpc", "strat_nofpc", "clus1_nofpc"):
        yield from _trimmed(name)
    yield from _half_samples()
    yield from _jackknife_again()


def _associations(name: str) -> Iterator[Row]:
    design, columns, _ = _school(name)
    met, score = columns["sch.wide"], columns["api00"]
    theirs = CASES[f"{name}_chisq"]["values"]
    found = rao_scott(design, met, columns["stype"])
    yield Row(f"{name}_chisq", "F", SOURCE, theirs["F"], found.statistic)
    yield Row(f"{name}_chisq", "p", SOURCE, theirs["pF"], found.p_value)
    theirs = CASES[f"{name}_ttest"]["values"]
    found = t_test(design, score, {"met": met})
    yield Row(f"{name}_ttest", "t", SOURCE, theirs["t"], found.statistic)
    yield Row(f"{name}_ttest", "p", SOURCE, theirs["p"], found.p_value)
    theirs = CASES[f"{name}_ranktest"]["values"]
    found = rank_test(design, score, {"met": met})
    yield Row(f"{name}_ranktest", "t", SOURCE, theirs["t"], found.statistic)
    yield Row(f"{name}_ranktest", "p", SOURCE, theirs["p"], found.p_value)


def _trimmed(name: str) -> Iterator[Row]:
    design, columns, plan = _school(name)
    (calibration,) = plan_from({**plan, "calibrate": [CALIBRATIONS["rake"]]}).calibrate
    data = read_data(FOLDER / "data" / f"{DESIGNS[name][0]}.csv")
    raked = calibration_step(calibration, data).calibrate(design.weights)
    weights = Trim(upper=float(np.quantile(raked.weights, 0.9))).adjust(raked.weights)
    theirs = CASES[f"{name}_trim"]["values"]
    found = mean(design.calibrated(weights, raked.residuals), columns["api00"]).only
    yield from _estimate(f"{name}_trim", "api00", theirs["api00"], found)
    yield Row(f"{name}_trim", "least weight", SOURCE, theirs["w"]["min"], float(weights.min()))


def _half_samples() -> Iterator[Row]:
    columns = read_data(FOLDER / "data" / "scd.csv").columns
    design = survey_design(
        weights=np.ones(6),
        strata=[columns["ESA"]],
        clusters=[columns["ambulance"]],
        nest=True,
    )
    fay = balanced_repeated(design, fay=0.3).weights(design.weights)
    found = ratio(fay, columns["alive"], columns["arrests"]).only
    theirs = next(iter(CASES["scd_fay"]["values"].values()))
    yield from _estimate("scd_fay", "ratio", theirs, found)
    taylor = ratio(design, columns["alive"], columns["arrests"]).only
    theirs = next(iter(CASES["scd_taylor_ratio"]["values"].values()))
    yield from _estimate("scd_taylor_ratio", "ratio", theirs, taylor)


def _jackknife_again() -> Iterator[Row]:
    design, columns, plan = _school("strat_nofpc")
    data = read_data(FOLDER / "data" / "apistrat.csv")
    for case, kind in (
        ("jkn_rake_mseFALSE", "rake"),
        ("jkn_ps", "poststrat"),
        ("jkn_greg", "greg"),
    ):
        (calibration,) = plan_from({**plan, "calibrate": [CALIBRATIONS[kind]]}).calibrate
        step = calibration_step(calibration, data)
        replicates = jackknife_n(design).weights(design.weights, [step])
        found = mean(replicates, columns["api00"]).only
        yield from _estimate(case, "api00", REPLICATES[case], found)


def _estimate(case: str, quantity: str, theirs: dict[str, float], ours: Estimate) -> Iterator[Row]:
    yield Row(case, quantity, SOURCE, theirs["est"], ours.value or 0.0)
    yield Row(case, f"{quantity} SE", SOURCE, theirs["se"], ours.standard_error or 0.0)


def _school(name: str) -> tuple[Design, dict[str, Any], dict[str, Any]]:
    file, design = DESIGNS[name]
    data = read_data(FOLDER / "data" / f"{file}.csv")
    plan: dict[str, Any] = {"design": design, "estimate": [MEAN]}
    built = weighted_design(plan_from(plan), data)
    if not isinstance(built, Design):
        raise TypeError("these plans ask for no replicates")
    return built, data.columns, plan
