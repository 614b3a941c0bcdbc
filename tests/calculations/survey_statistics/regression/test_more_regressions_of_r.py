"""Poisson, domains, post-stratified designs and predictive margins against R survey."""

from typing import Any

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import School, same, school
from tests.calculations.survey_statistics.estimation.test_more_estimates_of_r import (
    DESIGNS,
    case,
    every_design,
    post_stratified,
)

from survey_statistics.regression.margins import predictive_margins
from survey_statistics.regression.regress import Regression, regress


def assert_same(ours: Regression, theirs: list[dict[str, float]]) -> None:
    for coefficient, expected in zip(ours.coefficients, theirs, strict=True):
        same(coefficient.value, expected["est"])
        same(coefficient.standard_error, expected["se"])
        same(coefficient.p_value, expected["p"])


def columns(s: School, *names: str) -> dict[str, Any]:
    return {name: s.text(name) if name == "stype" else s.numbers(name) for name in names}


@every_design
def test_quasi_poisson_with_levels(name: str) -> None:
    s = school(DESIGNS[name])
    ours = regress(s.design, s.numbers("api.stu"), columns(s, "ell", "stype"), kind="poisson")
    assert_same(ours, case(f"{name}.poisson"))


@every_design
def test_linear_in_a_domain_with_gaps(name: str) -> None:
    s = school(DESIGNS[name])
    chosen = np.array(s.text("awards")) == "Yes"
    ours = regress(s.design, s.numbers("api00"), columns(s, "ell", "stype", "enroll"), where=chosen)
    assert_same(ours, case(f"{name}.glmwhere"))


@every_design
def test_logistic_in_a_domain(name: str) -> None:
    s = school(DESIGNS[name])
    ours = regress(
        s.design,
        s.text("comp.imp"),
        columns(s, "meals"),
        where=np.array(s.text("awards")) == "No",
        kind="logistic",
        event="Yes",
    )
    assert_same(ours, case(f"{name}.logitwhere"))


@every_design
@pytest.mark.parametrize(("kind", "ending"), [("linear", "margins"), ("logistic", "marginslogit")])
def test_predictive_margins(name: str, kind: str, ending: str) -> None:
    s = school(DESIGNS[name])
    fit = regress(
        s.design,
        s.numbers("api00") if kind == "linear" else s.text("comp.imp"),
        columns(s, "ell", "meals", "stype"),
        kind=kind,
        event=None if kind == "linear" else "Yes",
    )
    for margin in predictive_margins(fit, "stype"):
        same(margin.value, case(f"{name}.{ending}")[margin.domain[0][1]]["est"])
        same(margin.standard_error, case(f"{name}.{ending}")[margin.domain[0][1]]["se"])


@pytest.mark.parametrize("name", ["srs", "cl1"])
@pytest.mark.parametrize(("kind", "ending"), [("linear", "glm"), ("logistic", "logit")])
def test_after_post_stratification(name: str, kind: str, ending: str) -> None:
    s = post_stratified(name)
    ours = regress(
        s.design,
        s.numbers("api00") if kind == "linear" else s.text("sch.wide"),
        columns(s, "ell", "enroll"),
        kind=kind,
        event=None if kind == "linear" else "Yes",
    )
    assert_same(ours, case(f"{name}.ps.{ending}"))
