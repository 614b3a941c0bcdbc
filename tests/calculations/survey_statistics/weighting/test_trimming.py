"""Trimming: refusals first, then R's additive rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.survey_statistics.weighting_references import (
    DATA,
    R,
    design,
    numbers,
    steps,
    stored,
)

from survey_statistics.errors import OutOfRange, TrimmingImpossible
from survey_statistics.estimation.means import mean
from survey_statistics.weighting import Trim


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(OutOfRange, match="lower"):
        Trim(upper=1, lower=2)


def test_bounds_that_cannot_hold_the_sum_are_refused() -> None:
    with pytest.raises(TrimmingImpossible, match="3 weights cannot add up to 30"):
        Trim(upper=9, strict=True).adjust(np.array([5.0, 5.0, 20.0]))


@pytest.mark.parametrize(
    "name", ["srs", "strat", "clus1", "srs_nofpc", "strat_nofpc", "clus1_nofpc"]
)
def test_trimmed_raked_weights_equal_those_of_r(name: str) -> None:
    case = stored("survey_package")[f"{name}_trim"]["values"]
    data = DATA[name.partition("_")[0]]
    base = design(name)
    raked = steps(data)["rake"].calibrate(base.weights)
    upper = float(np.quantile(raked.weights, 0.9))

    trimmed = Trim(upper=upper).adjust(raked.weights)

    assert upper == pytest.approx(case["w"]["upper"], rel=R)
    assert trimmed.min() == pytest.approx(case["w"]["min"], rel=R)
    assert trimmed.max() == pytest.approx(case["w"]["max"], rel=R)
    assert trimmed.sum() == pytest.approx(case["w"]["sum"], rel=R)
    score = mean(base.calibrated(trimmed, raked.residuals), numbers(data, "api00")).only
    assert score.value == pytest.approx(case["api00"]["est"], rel=R)
    assert score.standard_error == pytest.approx(case["api00"]["se"], rel=R)


@given(
    st.lists(st.floats(0.1, 100), min_size=3, max_size=40),
    st.floats(1.05, 5),
    st.floats(0.05, 0.95),
)
@settings(max_examples=60, deadline=None)
def test_strict_trimming_keeps_the_sum_within_the_bounds(weights, high, low) -> None:
    given_weights = np.array(weights)
    middle = given_weights.mean()
    trimmed = Trim(upper=high * middle, lower=low * middle, strict=True).adjust(given_weights)
    assert trimmed.sum() == pytest.approx(given_weights.sum(), rel=1e-9)
    assert trimmed.max() <= high * middle * (1 + 1e-12)
    assert trimmed.min() >= low * middle * (1 - 1e-12)


def test_weights_inside_the_bounds_stay_as_they_are() -> None:
    weights = np.array([1.0, 2.0, 3.0])
    assert Trim(upper=3, lower=1).adjust(weights).tolist() == weights.tolist()


def test_rows_outside_the_sample_receive_nothing() -> None:
    assert Trim(upper=6).adjust(np.array([0.0, 2.0, 4.0, 9.0])).tolist() == [0, 3.5, 5.5, 6]


def test_bounds_in_medians_are_taken_in_each_replicate_anew() -> None:
    weights = np.array([1.0, 1.0, 1.0, 5.0])
    table = np.column_stack([weights, 10 * weights])
    trimmed = Trim(upper=2, of_median=True).adjust(table)
    np.testing.assert_allclose(trimmed, [[2, 20], [2, 20], [2, 20], [2, 20]])
