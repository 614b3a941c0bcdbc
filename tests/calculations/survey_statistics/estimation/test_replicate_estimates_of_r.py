"""Every kind of estimate on R's jackknife replicates, centred and not."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tests.calculations.survey_statistics.estimate_references import School, pairs, same, school
from tests.calculations.survey_statistics.estimation.test_more_estimates_of_r import (
    case,
    same_quantile,
)

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.estimation.means import mean
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.regression.regress import regress
from survey_statistics.replicates import jackknife_1

pytestmark = pytest.mark.parametrize("centre", ["centred", "mse"])


@cache
def jackknife(centre: str) -> tuple[School, ReplicateDesign]:
    s = school("clus1_nofpc")
    return s, replace(jackknife_1(s.design).weights(s.design.weights), mse=centre == "mse")


def test_domains(centre: str) -> None:
    s, design = jackknife(centre)
    for estimate in mean(design, s.numbers("api00"), by={"stype": s.text("stype")}):
        same(estimate.standard_error, case(f"jk.{centre}.by")[estimate.domain[0][1]]["se"])


def test_design_effects(centre: str) -> None:
    s, design = jackknife(centre)
    ours, theirs = mean(design, s.numbers("api00")).only, case(f"jk.{centre}.deff")
    same(ours.design_effect, theirs["deff"])
    same(ours.design_effect_replace, theirs["repl"])


@pytest.mark.parametrize(("interval", "ending"), [("replicates", "qrep"), ("mean", "q")])
def test_quantiles(centre: str, interval: str, ending: str) -> None:
    s, design = jackknife(centre)
    ours = quantile(design, s.numbers("api00"), [0.25, 0.5], interval=interval)
    for estimate, expected in zip(ours, case(f"jk.{centre}.{ending}"), strict=True):
        same_quantile(estimate, expected)


@pytest.mark.parametrize(("kind", "ending"), [("linear", "glm"), ("logistic", "logit")])
def test_regressions(centre: str, kind: str, ending: str) -> None:
    s, design = jackknife(centre)
    outcome: Any = s.numbers("api00") if kind == "linear" else s.text("sch.wide")
    ours = regress(
        design,
        outcome,
        {"ell": s.numbers("ell"), "meals": s.numbers("meals")},
        kind=kind,
        event=None if kind == "linear" else "Yes",
    )
    for coefficient, theirs in zip(ours.coefficients, case(f"jk.{centre}.{ending}"), strict=True):
        same(coefficient.value, theirs["est"])
        same(coefficient.standard_error, theirs["se"])


def test_association(centre: str) -> None:
    s, design = jackknife(centre)
    f, theirs = rao_scott(design, s.text("sch.wide"), s.text("stype")), case(f"jk.{centre}.chi")
    for mine, expected in pairs((f.statistic, *f.degrees_of_freedom, f.p_value), theirs.values()):
        same(mine, expected)
    rank = rank_test(design, s.numbers("api00"), {"met": s.text("sch.wide")})
    same(rank.statistic, case(f"jk.{centre}.rank")["t"])
