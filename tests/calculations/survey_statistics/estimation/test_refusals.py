"""What the estimators refuse, and what an empty domain gives."""

import numpy as np
import pytest

from survey_statistics.association.rank_tests import rank_test
from survey_statistics.association.rao_scott import rao_scott
from survey_statistics.association.t_tests import t_test
from survey_statistics.designs.build import survey_design
from survey_statistics.errors import (
    ConstantVariable,
    DependentColumns,
    NotAvailable,
    NotConverged,
    NotNumeric,
    OutOfRange,
    TooFewUnits,
    UnequalLengths,
    UnknownChoice,
    UnknownLevel,
)
from survey_statistics.estimation.contrasts import difference
from survey_statistics.estimation.means import mean, total
from survey_statistics.estimation.net_promoter_score import net_promoter_score
from survey_statistics.estimation.proportions import proportion
from survey_statistics.estimation.quantiles import median, quantile
from survey_statistics.regression.margins import predictive_margins
from survey_statistics.regression.regress import regress

DESIGN = survey_design(size=6)
Y = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
GROUP = ["a", "a", "a", "b", "b", "b"]


def test_text_is_not_a_number() -> None:
    with pytest.raises(NotNumeric, match="'score' must hold numbers, but it holds 'high'"):
        mean(DESIGN, {"score": ["1", "2", "high", "1", "1", "1"]})


def test_a_column_of_another_length() -> None:
    with pytest.raises(UnequalLengths, match="'score' has 2 rows"):
        mean(DESIGN, {"score": [1.0, 2.0]})
    with pytest.raises(UnequalLengths, match="'region'"):
        mean(DESIGN, Y, by={"region": ["n"]})


def test_a_level_that_does_not_occur() -> None:
    with pytest.raises(UnknownLevel, match="'c' of column 'g'"):
        proportion(DESIGN, {"g": GROUP}, levels=["c"])


def test_choices_that_do_not_exist() -> None:
    with pytest.raises(UnknownChoice, match="korn-graubard"):
        proportion(DESIGN, {"g": GROUP}, interval="exact")
    with pytest.raises(UnknownChoice, match="math"):
        quantile(DESIGN, Y, rule="type7")
    with pytest.raises(UnknownChoice, match="logistic"):
        regress(DESIGN, Y, {"g": GROUP}, kind="probit")


def test_numbers_outside_their_range() -> None:
    with pytest.raises(OutOfRange, match="probability"):
        quantile(DESIGN, Y, [1.5])
    with pytest.raises(OutOfRange, match="level"):
        mean(DESIGN, Y, level=95)
    with pytest.raises(OutOfRange, match="from 0 to 10"):
        net_promoter_score(DESIGN, {"recommend": [11, 9, 8, 7, 6, 5]})
    with pytest.raises(OutOfRange, match="from 0 to 1"):
        regress(DESIGN, Y, {"g": GROUP}, kind="logistic")


def test_replicate_quantiles_need_replicates() -> None:
    with pytest.raises(NotAvailable, match="no replicate weights"):
        quantile(DESIGN, Y, interval="replicates")


def test_a_predictor_that_does_not_vary() -> None:
    with pytest.raises(ConstantVariable, match="'one'"):
        regress(DESIGN, Y, {"one": [1.0] * 6})
    with pytest.raises(ConstantVariable, match="'g'"):
        t_test(DESIGN, Y, {"g": ["a"] * 6})
    with pytest.raises(ConstantVariable, match="'columns'"):
        rao_scott(DESIGN, GROUP, ["x"] * 6)


def test_predictors_that_repeat_each_other() -> None:
    with pytest.raises(DependentColumns, match="'twice'"):
        regress(DESIGN, Y, {"x": [1.0, 0, 2, 0, 1, 3], "twice": [2.0, 0, 4, 0, 2, 6]})


def test_a_predictor_that_separates_the_outcomes() -> None:
    with pytest.raises(NotConverged, match="logistic regression"):
        regress(DESIGN, [0, 0, 0, 1, 1, 1], {"x": Y}, kind="logistic")


def test_three_groups_are_not_a_t_test() -> None:
    with pytest.raises(NotAvailable, match="3 levels"):
        t_test(DESIGN, Y, {"g": ["a", "b", "c", "a", "b", "c"]})


def test_too_few_units_for_a_test() -> None:
    small = survey_design(clusters=[[1, 1, 2, 2]])
    with pytest.raises(TooFewUnits):
        rank_test(small, [1.0, 2.0, 3.0, 4.0], {"g": ["a", "b", "a", "b"]})


def test_an_unknown_predictor_or_level_of_a_margin() -> None:
    fit = regress(DESIGN, Y, {"g": GROUP})
    with pytest.raises(UnknownLevel, match="'h'"):
        predictive_margins(fit, "h")
    with pytest.raises(UnknownLevel, match="'z'"):
        predictive_margins(fit, "g", ["z"])


def test_a_difference_with_an_empty_domain() -> None:
    groups = mean(DESIGN, Y, by={"g": GROUP}, where=[True] * 3 + [False] * 3)
    with pytest.raises(NotAvailable, match="no cases"):
        difference(groups, 0, 1)


@pytest.mark.parametrize("estimator", [mean, total, median, proportion])
def test_an_empty_domain_is_an_explicit_result(estimator: object) -> None:
    found = estimator(DESIGN, [True, False] * 3, where=np.zeros(6, dtype=bool)).only  # type: ignore[operator]  # one of four functions
    assert found.is_empty
    numbers = (found.value, found.standard_error, found.low, found.high, found.design_effect)
    assert numbers == (None,) * 5


def test_a_domain_with_gaps_only_is_empty() -> None:
    assert mean(DESIGN, [np.nan] * 6).only.is_empty


def test_one_unit_has_no_interval() -> None:
    alone = mean(DESIGN, Y, where=[True] + [False] * 5).only
    assert (alone.value, alone.low, alone.n) == (1.0, None, 1)


@pytest.mark.parametrize("by", [None, {"g": GROUP}])
def test_a_constant_variable_has_no_design_effect(by: dict[str, list[str]] | None) -> None:
    weights = [1.3, 2.7, 3.1, 4.9, 5.3, 6.7]
    for estimate in mean(survey_design(weights=weights), [7.3] * 6, by=by):
        assert (estimate.design_effect, estimate.design_effect_replace) == (None, None)
