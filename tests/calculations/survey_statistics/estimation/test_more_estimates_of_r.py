"""Domains, design effects and quantiles beyond the first set of R's cases."""

from typing import Any

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import School, same, school
from tests.calculations.survey_statistics.weighting_references import school_margin, stored

from survey_statistics.calibration import PostStratification
from survey_statistics.estimation.contrasts import difference
from survey_statistics.estimation.means import mean, ratio, total
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import quantile
from survey_statistics.results import Estimate

DESIGNS = {"str_": "strat", "cl1": "clus1", "cl2": "clus2"}
every_design = pytest.mark.parametrize("name", DESIGNS)


def case(name: str) -> Any:
    return stored("estimates")[name]


def same_quantile(ours: Estimate, theirs: list[Any]) -> None:
    """Value, limits and standard error, where R has no limit ours is absent too."""
    found = (ours.value, ours.low, ours.high, ours.standard_error)
    for mine, expected in zip(found, theirs, strict=True):
        if isinstance(expected, str) or expected is None:
            assert mine is None
        else:
            same(mine, expected)


@every_design
def test_means_and_design_effects_by_two_columns(name: str) -> None:
    s = school(DESIGNS[name])
    theirs = case(f"{name}.by2")
    ours = mean(s.design, s.numbers("api00"), by={c: s.text(c) for c in ("stype", "awards")})
    assert len(ours) == len(theirs)
    for estimate in ours:
        expected = theirs["|".join(level for _, level in estimate.domain)]
        same(estimate.value, expected["est"])
        same(estimate.standard_error, expected["se"])
        same(estimate.design_effect, expected["deff"])


@every_design
def test_totals_and_their_design_effects(name: str) -> None:
    s = school(DESIGNS[name])
    for estimate in total(s.design, s.numbers("enroll"), by={"awards": s.text("awards")}):
        expected = case(f"{name}.totdeff")[estimate.domain[0][1]]
        same(estimate.standard_error, expected["se"])
        same(estimate.design_effect, expected["deff"])


@every_design
def test_design_effect_of_a_ratio(name: str) -> None:
    s = school(DESIGNS[name])
    ours = ratio(s.design, s.numbers("api00"), s.numbers("api99")).only
    same(ours.standard_error, case(f"{name}.ratiodeff")["se"])
    same(ours.design_effect, case(f"{name}.ratiodeff")["deff"])


@every_design
def test_domains_within_a_condition_keep_the_design(name: str) -> None:
    s = school(DESIGNS[name])
    ours = mean(
        s.design, s.numbers("api00"), by={"stype": s.text("stype")}, where=s.numbers("api99") > 550
    )
    assert ours.degrees_of_freedom == case(f"{name}.where_df")
    for estimate in ours:
        same(estimate.value, case(f"{name}.where")[estimate.domain[0][1]]["est"])
        same(estimate.standard_error, case(f"{name}.where")[estimate.domain[0][1]]["se"])


@every_design
def test_quantiles_of_domains(name: str) -> None:
    s = school(DESIGNS[name])
    ours = quantile(s.design, s.numbers("api00"), [0.1, 0.5, 0.9], by={"a": s.text("awards")})
    for level in ("No", "Yes"):
        found = [e for e in ours if e.domain[0][1] == level]
        columns = [*(e.value for e in found), *(e.low for e in found), *(e.high for e in found)]
        for mine, expected in zip(columns, case(f"{name}.qby")[level], strict=True):
            assert mine == (None if isinstance(expected, str | None) else expected)


@every_design
@pytest.mark.parametrize("interval", ["xlogit", "asin", "beta"])
def test_other_intervals_of_quantiles(name: str, interval: str) -> None:
    s = school(DESIGNS[name])
    ours = quantile(s.design, s.numbers("api00"), [0.25, 0.5], interval=interval)
    for estimate, expected in zip(ours, case(f"{name}.q_{interval}"), strict=True):
        same_quantile(estimate, expected)


@every_design
def test_quantiles_with_gaps(name: str) -> None:
    s = school(DESIGNS[name])
    ours = quantile(s.design, s.numbers("enroll"), [0.2, 0.5])
    for estimate, expected in zip(ours, case(f"{name}.qna"), strict=True):
        same_quantile(estimate, expected)


@every_design
def test_beta_interval_in_a_domain(name: str) -> None:
    s = school(DESIGNS[name])
    chosen = np.array(s.text("stype")) == "H"
    ours = proportion(
        s.design, s.text("awards"), levels=["Yes"], where=chosen, interval="beta"
    ).only
    theirs = case(f"{name}.propwhere")
    same(ours.value, theirs["est"])
    same(ours.low, theirs["lo"])
    same(ours.high, theirs["hi"])


@pytest.mark.parametrize(("name", "first", "second"), [("cl1", 0, 1), ("cl2", 0, 2)])
def test_difference_of_domains_counts_their_covariance(name: str, first: int, second: int) -> None:
    s = school(DESIGNS[name])
    domains = mean(s.design, s.numbers("api00"), by={"stype": s.text("stype")})
    ours = difference(domains, first, second)
    same(ours.value, case(f"{name}.diffdom")["est"])
    same(ours.standard_error, case(f"{name}.diffdom")["se"])


def post_stratified(name: str) -> School:
    s = school({"srs": "srs", "cl1": "clus1"}[name])
    result = PostStratification(school_margin(s.data)).calibrate(s.design.weights)
    return School(s.name, s.design.calibrated(result.weights, result.residuals))


@pytest.mark.parametrize("name", ["srs", "cl1"])
def test_domains_after_post_stratification(name: str) -> None:
    s = post_stratified(name)
    for estimate in mean(s.design, s.numbers("api00"), by={"awards": s.text("awards")}):
        expected = case(f"{name}.ps.by")[estimate.domain[0][1]]
        same(estimate.standard_error, expected["se"])
        same(estimate.design_effect, expected["deff"])
    pupils = total(s.design, s.numbers("enroll")).only
    same(pupils.standard_error, case(f"{name}.ps.na")["se"])
    for estimate, stored_quantile in zip(
        quantile(s.design, s.numbers("api00"), [0.25, 0.5]), case(f"{name}.ps.q"), strict=True
    ):
        same_quantile(estimate, stored_quantile)
