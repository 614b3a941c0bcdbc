"""Means, totals, ratios, domains, intervals and design effects against R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import NAMES, same, school

from survey_statistics.estimation.means import mean, ratio, total

pytestmark = pytest.mark.parametrize("name", NAMES)


def test_mean(name: str) -> None:
    s = school(name)
    ours, theirs = mean(s.design, s.numbers("api00")).only, s.case("mean_api00")["api00"]
    same(ours.value, theirs["est"])
    same(ours.standard_error, theirs["se"])


def test_interval_and_degrees_of_freedom(name: str) -> None:
    s = school(name)
    ours, theirs = mean(s.design, s.numbers("api00")).only, s.case("ci_t")
    same(ours.low, theirs["lci"])
    same(ours.high, theirs["uci"])
    assert ours.degrees_of_freedom == theirs["df"]


def test_design_effects(name: str) -> None:
    s = school(name)
    ours, theirs = mean(s.design, s.numbers("api00")).only, s.case("mean_deff")
    same(ours.design_effect, theirs["deff"])
    same(ours.design_effect_replace, theirs["deff_replace"])


def test_total_with_gaps(name: str) -> None:
    s = school(name)
    ours, theirs = total(s.design, s.numbers("enroll")).only, s.case("total_enroll")["enroll"]
    same(ours.value, theirs["est"])
    same(ours.standard_error, theirs["se"])


def test_ratio_with_gaps(name: str) -> None:
    s = school(name)
    ours = ratio(s.design, s.numbers("api.stu"), s.numbers("enroll")).only
    theirs = s.case("ratio")["api.stu/enroll"]
    same(ours.value, theirs["est"])
    same(ours.standard_error, theirs["se"])


def test_means_of_domains(name: str) -> None:
    s = school(name)
    theirs = s.case("by_stype")
    for ours in mean(s.design, s.numbers("api00"), by={"stype": s.text("stype")}):
        expected = theirs[dict(ours.domain)["stype"]]
        same(ours.value, expected["est"])
        same(ours.standard_error, expected["se"])


def test_totals_of_domains(name: str) -> None:
    s = school(name)
    theirs = s.case("totby_schwide")
    for ours in total(s.design, s.numbers("enroll"), by={"met": s.text("sch.wide")}):
        expected = theirs[dict(ours.domain)["met"]]
        same(ours.value, expected["est"])
        same(ours.standard_error, expected["se"])
