"""Non-response, unknown eligibility and follow-up: refusals first, then where weight goes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.survey_statistics.weighting_references import R, numbers, stored, text

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import EmptyCell, MissingValue, NotConverged, UnequalLengths
from survey_statistics.estimation.means import mean
from survey_statistics.weighting import (
    PropensityClasses,
    fit_logistic,
    follow_up,
    nonresponse_cells,
    propensities,
    unknown_eligibility,
)
from survey_statistics.weighting.propensity import propensity_classes

ANSWERED = "apistrat_nr"


def test_a_cell_where_nobody_answered_is_refused_by_name() -> None:
    step = nonresponse_cells({"sex": ["f", "m", "m"]}, respondents=np.array([True, False, False]))
    with pytest.raises(EmptyCell, match=r"'m' of 'sex' holds a population of 20"):
        step.adjust(np.full(3, 10.0))


def test_a_gap_in_the_cells_is_refused() -> None:
    with pytest.raises(MissingValue, match="sex"):
        nonresponse_cells({"sex": ["f", None]}, respondents=np.array([True, False]))


def test_cells_of_another_length_are_refused() -> None:
    with pytest.raises(UnequalLengths, match="sex"):
        nonresponse_cells({"sex": ["f", "m"]}, respondents=np.array([True]))


def test_predictors_that_tell_respondents_apart_are_refused() -> None:
    X = np.column_stack([np.ones(6), np.arange(6.0)])
    with pytest.raises(NotConverged, match="response model"):
        fit_logistic(X, np.arange(6) > 2, np.ones(6))


def test_weighting_classes_equal_those_of_r() -> None:
    case = stored("replicates_and_nonresponse")["nr_mean"]
    answered = numbers(ANSWERED, "resp") > 0
    base = numbers(ANSWERED, "pw")
    step = nonresponse_cells({"sch.wide": text(ANSWERED, "sch.wide")}, respondents=answered)

    weights = step.adjust(base)

    for label, factor in zip(step.labels, step.factors(base), strict=True):
        assert factor == pytest.approx(case["f"][label], rel=R)
    stratum = np.array(text(ANSWERED, "stype"))[answered]
    design = survey_design(weights=weights[answered], strata=[stratum])
    score = mean(design, numbers(ANSWERED, "api00")[answered]).only
    assert score.value == pytest.approx(case["est"], rel=R)
    assert score.standard_error == pytest.approx(case["se"], rel=R)


def response_model() -> np.ndarray:
    stype = np.array(text(ANSWERED, "stype"))
    columns = [numbers(ANSWERED, "meals"), numbers(ANSWERED, "ell"), stype == "H", stype == "M"]
    return np.column_stack([np.ones(len(stype)), *columns]).astype(float)


def test_the_response_model_equals_that_of_r() -> None:
    case = stored("replicates_and_nonresponse")["nr_prop"]["coef"]
    answered = numbers(ANSWERED, "resp") > 0
    coefficients = fit_logistic(response_model(), answered, numbers(ANSWERED, "pw"))
    assert coefficients == pytest.approx(list(case.values()), rel=R)


def test_many_response_models_at_once_are_each_that_alone() -> None:
    answered = numbers(ANSWERED, "resp") > 0
    generator = np.random.default_rng(2)
    table = numbers(ANSWERED, "pw")[:, None] * generator.uniform(0.5, 2, (200, 3))
    together = fit_logistic(response_model(), answered, table)
    for column in range(3):
        alone = fit_logistic(response_model(), answered, table[:, column].copy())
        np.testing.assert_allclose(together[:, column], alone, rtol=1e-9)


def test_propensity_classes_hold_equal_shares_and_never_part_equal_chances() -> None:
    fitted = np.array([0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    assert propensity_classes(fitted, np.ones(8), 4).codes.tolist() == [0, 0, 0, 1, 2, 2, 3, 3]
    heavy = np.array([7.0, 1, 1, 1, 1, 1, 1, 1])
    assert propensity_classes(fitted, heavy, 2).codes.tolist() == [0, 1, 1, 1, 1, 1, 1, 1]


def test_propensity_classes_move_weight_inside_classes_only() -> None:
    answered = numbers(ANSWERED, "resp") > 0
    base = numbers(ANSWERED, "pw")
    X = response_model()
    fitted = propensities(X, fit_logistic(X, answered, base))
    everyone = np.ones(200, dtype=bool)

    adjusted = PropensityClasses(X, answered, everyone, classes=4).adjust(base)

    assert adjusted.sum() == pytest.approx(base.sum(), rel=1e-12)
    assert (adjusted[~answered] == 0).all()
    factors = (adjusted / base)[answered]
    by_propensity = factors[np.argsort(fitted[answered], kind="stable")]
    distinct = by_propensity[np.r_[True, np.abs(np.diff(by_propensity)) > 1e-9]]
    assert len(distinct) == 4


def test_propensity_classes_are_formed_anew_in_each_replicate() -> None:
    answered = numbers(ANSWERED, "resp") > 0
    generator = np.random.default_rng(3)
    table = numbers(ANSWERED, "pw")[:, None] * generator.uniform(0.5, 2, (200, 3))
    step = PropensityClasses(response_model(), answered, np.ones(200, dtype=bool))
    together = step.adjust(table)
    for column in range(3):
        np.testing.assert_allclose(
            together[:, column], step.adjust(table[:, column].copy()), rtol=1e-9
        )


def test_unknown_units_share_their_weight_among_eligible_and_ineligible_alike() -> None:
    unknown = np.array([True, False, False, False])
    step = unknown_eligibility({"country": ["GT", "GT", "GT", "MX"]}, unknown=unknown)
    assert step.adjust(np.full(4, 10.0)).tolist() == [0, 15, 15, 10]


def test_ineligible_units_keep_their_weight_at_the_non_response_step() -> None:
    eligible, answered = np.array([True, True, False]), np.array([True, False, False])
    step = nonresponse_cells({"c": [1, 1, 1]}, respondents=answered, eligible=eligible)
    assert step.adjust(np.full(3, 10.0)).tolist() == [20, 0, 10]


def test_the_followed_up_stand_for_all_first_non_respondents_as_hansen_and_hurwitz() -> None:
    # 40 mailed, 10 answer at once, 10 of the 30 others are visited: y = (10 m1 + 30 m2) / 40.
    generator = np.random.default_rng(4)
    y = generator.normal(50, 10, 40)
    first = np.arange(40) < 10
    followed = (np.arange(40) >= 10) & (np.arange(40) < 20)

    weights = follow_up({"h": np.ones(40, int)}, first=first, followed=followed).adjust(np.ones(40))

    expected = (10 * y[:10].mean() + 30 * y[10:20].mean()) / 40
    assert weights @ y / weights.sum() == pytest.approx(expected, rel=1e-12)
    assert set(weights.tolist()) == {0.0, 1.0, 3.0}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_every_cell_keeps_its_sum_in_every_replicate(seed: int) -> None:
    generator = np.random.default_rng(seed)
    cells, answered = generator.integers(0, 3, 30), generator.random(30) < 0.6
    cells[:3], answered[:3] = [0, 1, 2], True
    table = generator.uniform(1, 9, (30, 4))
    step = nonresponse_cells({"cell": cells}, respondents=answered)

    adjusted = step.adjust(table)

    np.testing.assert_allclose(step.cells.sums(adjusted), step.cells.sums(table), rtol=1e-12)
    assert (adjusted[answered] > 0).all() and (adjusted[~answered] == 0).all()
