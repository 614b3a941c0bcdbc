"""One-sample, multi-group, other scores, domains and post-stratified tests against R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import pairs, same, school
from tests.calculations.survey_statistics.estimation.test_more_estimates_of_r import (
    DESIGNS,
    case,
    every_design,
    post_stratified,
)

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import one_sample_t_test, t_test
from survey_statistics.results import TestResult


def assert_t(ours: TestResult, theirs: dict[str, float]) -> None:
    found = (ours.statistic, *ours.degrees_of_freedom, ours.p_value, ours.low, ours.high)
    for mine, expected in pairs(found, theirs.values()):
        same(mine, expected)


@every_design
def test_t_of_one_mean(name: str) -> None:
    s = school(DESIGNS[name])
    assert_t(one_sample_t_test(s.design, s.numbers("growth")), case(f"{name}.t1"))


@every_design
def test_t_of_a_difference_with_gaps(name: str) -> None:
    s = school(DESIGNS[name])
    ours = t_test(s.design, s.numbers("enroll"), {"awards": s.text("awards")})
    assert_t(ours, case(f"{name}.t2na"))


@every_design
def test_ranks_in_three_groups(name: str) -> None:
    s = school(DESIGNS[name])
    ours, theirs = (
        rank_test(s.design, s.numbers("api00"), {"stype": s.text("stype")}),
        case(f"{name}.rank3"),
    )
    same(ours.statistic * ours.degrees_of_freedom[0], theirs["chisq"])
    assert ours.degrees_of_freedom == (theirs["ndf"], theirs["ddf"])
    same(ours.p_value, theirs["p"])


@every_design
@pytest.mark.parametrize(
    ("scores", "ending"), [("van der waerden", "vanderWaerden"), ("median", "median")]
)
def test_other_rank_scores(name: str, scores: str, ending: str) -> None:
    s = school(DESIGNS[name])
    ours = rank_test(s.design, s.numbers("enroll"), {"comp.imp": s.text("comp.imp")}, scores=scores)
    theirs = case(f"{name}.rank_{ending}")
    same(ours.statistic, theirs["t"])
    same(ours.p_value, theirs["p"])


@every_design
def test_rao_scott_in_a_domain(name: str) -> None:
    s = school(DESIGNS[name])
    f = rao_scott(s.design, s.text("stype"), s.text("awards"), where=s.numbers("api99") > 550)
    found = (f.statistic, *f.degrees_of_freedom, f.p_value)
    for mine, expected in pairs(found, case(f"{name}.chiwhere").values()):
        same(mine, expected)


@pytest.mark.parametrize("name", ["srs", "cl1"])
def test_after_post_stratification(name: str) -> None:
    s = post_stratified(name)
    f = rao_scott(s.design, s.text("sch.wide"), s.text("awards"))
    for mine, expected in pairs(
        (f.statistic, *f.degrees_of_freedom, f.p_value), case(f"{name}.ps.chi").values()
    ):
        same(mine, expected)
    rank = rank_test(s.design, s.numbers("enroll"), {"comp.imp": s.text("comp.imp")})
    same(rank.statistic, case(f"{name}.ps.rank")["t"])
