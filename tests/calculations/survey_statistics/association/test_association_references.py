"""Rao-Scott, t and rank tests against R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import NAMES, pairs, same, school

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import t_test

pytestmark = pytest.mark.parametrize("name", NAMES)


def test_rao_scott(name: str) -> None:
    s = school(name)
    theirs = s.case("chisq")
    f = rao_scott(s.design, s.text("sch.wide"), s.text("stype"))
    for ours, expected in pairs(
        (f.statistic, *f.degrees_of_freedom, f.p_value),
        (theirs["F"], theirs["ndf"], theirs["ddf"], theirs["pF"]),
    ):
        same(ours, expected)
    chi = rao_scott(s.design, s.text("sch.wide"), s.text("stype"), statistic="chi-square")
    same(chi.statistic, theirs["X2"])
    assert chi.p_value == pytest.approx(theirs["pX2"], rel=1e-9)


def test_difference_of_means(name: str) -> None:
    s = school(name)
    ours, theirs = (
        t_test(s.design, s.numbers("api00"), {"met": s.text("sch.wide")}),
        s.case("ttest"),
    )
    for found, expected in pairs(
        (ours.statistic, *ours.degrees_of_freedom, ours.estimate),
        (theirs["t"], theirs["df"], theirs["diff"]),
    ):
        same(found, expected)
    assert ours.p_value == pytest.approx(theirs["p"], rel=1e-9)


def test_rank_test(name: str) -> None:
    s = school(name)
    ours, theirs = (
        rank_test(s.design, s.numbers("api00"), {"met": s.text("sch.wide")}),
        s.case("ranktest"),
    )
    same(ours.statistic, theirs["t"])
    assert ours.degrees_of_freedom == (theirs["df"],)
    assert ours.p_value == pytest.approx(theirs["p"], rel=1e-9)
