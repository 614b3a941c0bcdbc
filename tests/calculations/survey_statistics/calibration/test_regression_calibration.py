"""Linear and bounded calibration: refusals first, then what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.calibration import (
    BoundedCalibration,
    Exponential,
    LinearCalibration,
    Logit,
    PostStratification,
    Raking,
    TruncatedLinear,
    categorical_margin,
    numeric_margin,
    population_margin,
)
from survey_statistics.errors import NotConverged, OutOfRange


@pytest.mark.parametrize("bounds", [(1.0, 2.0), (0.5, 1.0), (1.2, 3.0)])
@pytest.mark.parametrize("distance", [TruncatedLinear, Exponential, Logit])
def test_bounds_that_exclude_an_unchanged_weight_are_refused(distance, bounds) -> None:
    with pytest.raises(OutOfRange, match="bound"):
        distance(*bounds)


def test_a_logit_without_finite_bounds_is_refused() -> None:
    with pytest.raises(OutOfRange, match="upper bound"):
        Logit(0.5, np.inf)


@pytest.mark.parametrize("distance", [TruncatedLinear(0.5, 2), Exponential(0.5, 2), Logit(0.5, 2)])
def test_totals_beyond_the_bounds_are_refused_with_what_was_reached(distance) -> None:
    step = BoundedCalibration((population_margin(3, 300),), distance)
    with pytest.raises(NotConverged, match="of 300"):
        step.calibrate(np.full(3, 33.0))


def scene(seed: int, n: int = 60):
    """A sample with a classification and a quantity, their totals within easy reach."""
    generator = np.random.default_rng(seed)
    group, age = generator.integers(0, 3, n), generator.uniform(20, 60, n)
    group[:3] = [0, 1, 2]
    weights = generator.uniform(5, 15, n)
    truth = weights * generator.uniform(0.8, 1.25, n)
    totals = {str(k): float(truth[group == k].sum()) for k in range(3)}
    margins = (
        categorical_margin({"group": group}, totals),
        numeric_margin({"age": age}, float(truth @ age)),
    )
    return margins, weights, generator


METHODS = {
    "linear": LinearCalibration,
    "truncated": lambda margins: BoundedCalibration(margins, TruncatedLinear(0.4, 2.5)),
    "raking": lambda margins: BoundedCalibration(margins, Exponential()),
    "logit": lambda margins: BoundedCalibration(margins, Logit(0.4, 2.5)),
}


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_all_totals_are_met(method, seed: int) -> None:
    margins, weights, _ = scene(seed)
    group, age = margins
    calibrated = METHODS[method](margins).adjust(weights)
    np.testing.assert_allclose(group.groups.sums(calibrated), group.totals, rtol=1e-9)
    assert calibrated @ age.values == pytest.approx(age.total, rel=1e-9)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_bounded_factors_stay_within_their_bounds_and_weights_positive(seed: int) -> None:
    margins, weights, _ = scene(seed)
    for name in ("truncated", "logit"):
        factor = METHODS[name](margins).adjust(weights) / weights
        assert factor.min() >= 0.4 - 1e-12 and factor.max() <= 2.5 + 1e-12
    assert (METHODS["raking"](margins).adjust(weights) > 0).all()


@pytest.mark.parametrize("method", METHODS)
def test_many_columns_of_weights_give_what_each_gives_alone(method) -> None:
    margins, weights, generator = scene(3)
    table = weights[:, None] * generator.uniform(0.9, 1.1, (len(weights), 4))
    step = METHODS[method](margins)
    together = step.adjust(table)
    for column in range(4):
        np.testing.assert_allclose(
            together[:, column], step.adjust(table[:, column].copy()), rtol=1e-8
        )


def test_calibrating_on_one_classification_is_post_stratification() -> None:
    (group, _), weights, _ = scene(4)
    expected = PostStratification(group).adjust(weights)
    for step in (LinearCalibration((group,)), BoundedCalibration((group,), Exponential())):
        np.testing.assert_allclose(step.adjust(weights), expected, rtol=1e-9)


def test_the_raking_distance_on_classifications_is_raking() -> None:
    generator = np.random.default_rng(6)
    a, b = generator.integers(0, 2, 80), generator.integers(0, 3, 80)
    margins = (
        categorical_margin({"a": a}, {"0": 300, "1": 500}),
        categorical_margin({"b": b}, {"0": 200, "1": 250, "2": 350}),
    )
    weights = generator.uniform(5, 15, 80)
    by_distance = BoundedCalibration(margins, Exponential()).adjust(weights)
    np.testing.assert_allclose(by_distance, Raking(margins).adjust(weights), rtol=1e-8)


def test_the_raking_distance_reaches_totals_far_away() -> None:
    margins, weights, _ = scene(7)
    far = weights / 40
    calibrated = BoundedCalibration(margins, Exponential()).adjust(far)
    assert calibrated @ margins[1].values == pytest.approx(margins[1].total, rel=1e-9)


def test_a_column_repeated_by_another_shares_its_effect() -> None:
    (group, age), weights, _ = scene(8)
    doubled = (group, age, numeric_margin({"again": 2 * age.values}, 2 * age.total))
    np.testing.assert_allclose(
        LinearCalibration(doubled).adjust(weights),
        LinearCalibration((group, age)).adjust(weights),
        rtol=1e-9,
    )


@pytest.mark.parametrize("method", METHODS)
def test_residuals_of_a_calibrated_column_are_zero(method) -> None:
    margins, weights, _ = scene(9)
    result = METHODS[method](margins).calibrate(weights)
    known = margins[1].values
    left = result.residuals.residuals((result.weights * known)[:, None])
    assert np.abs(left).max() < 1e-9 * np.abs(result.weights * known).max()


def test_linear_calibration_may_turn_weights_negative_where_bounds_do_not() -> None:
    age = numeric_margin({"age": [20.0, 30, 40, 90]}, 15000)
    margins = (population_margin(4, 400), age)
    weights = np.full(4, 100.0)
    assert LinearCalibration(margins).adjust(weights).min() > 0
    far = (population_margin(4, 400), numeric_margin({"age": [20.0, 30, 40, 90]}, 33000))
    assert LinearCalibration(far).adjust(weights).min() < 0
    assert BoundedCalibration(far, Exponential()).adjust(weights).min() > 0
