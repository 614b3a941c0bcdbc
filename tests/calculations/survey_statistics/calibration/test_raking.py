"""Raking: refusals first, then what it promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.calibration import Raking, categorical_margin
from survey_statistics.errors import EmptyCell, NotConverged


def test_margins_that_no_weights_can_meet_are_refused_with_what_was_reached() -> None:
    # All women are old, so 60 women cannot leave only 30 old people.
    sex = categorical_margin({"sex": ["f", "f", "m"]}, {"f": 60, "m": 40})
    age = categorical_margin({"age": ["old", "old", "young"]}, {"old": 30, "young": 70})
    with pytest.raises(NotConverged, match=r"200 rounds.*of 60") as refusal:
        Raking((sex, age)).adjust(np.ones(3))
    assert refusal.value.reached["age = old"] == pytest.approx((30, 30))


def test_a_level_left_without_weight_is_refused_by_name() -> None:
    sex = categorical_margin({"sex": ["f", "m"]}, {"f": 60, "m": 40})
    with pytest.raises(EmptyCell, match=r"'m' of 'sex'"):
        Raking((sex,)).adjust(np.array([1.0, 0.0]))


@st.composite
def samples(draw: st.DrawFn) -> tuple[Raking, np.ndarray, np.random.Generator]:
    """A population raked to, and a sample in which all levels occur together."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    # Each combination once keeps every margin within reach; the rest is random.
    grid = np.stack([axis.ravel() for axis in np.indices(sizes)])
    extra = generator.integers(0, np.array(sizes)[:, None], (len(sizes), 30))
    columns = np.concatenate([grid, extra], axis=1)
    table = generator.uniform(10, 100, sizes)
    margins = []
    for axis, size in enumerate(sizes):
        totals = table.sum(axis=tuple(k for k in range(len(sizes)) if k != axis))
        named = dict(zip(map(str, range(size)), totals, strict=True))
        margins.append(categorical_margin({f"v{axis}": columns[axis]}, named))
    weights = generator.uniform(0.5, 5, columns.shape[1])
    return Raking(tuple(margins)), weights, generator


@given(samples())
@settings(max_examples=40, deadline=None)
def test_all_margins_are_met_and_all_weights_stay_positive(sample) -> None:
    step, weights, _ = sample
    raked = step.adjust(weights)
    assert (raked > 0).all()
    for margin in step.margins:
        np.testing.assert_allclose(margin.groups.sums(raked), margin.totals, rtol=2e-10)


@given(samples())
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_margins_changes_nothing(sample) -> None:
    step, weights, _ = sample
    turned = Raking(step.margins[::-1])
    np.testing.assert_allclose(turned.adjust(weights), step.adjust(weights), rtol=1e-7)


@given(samples())
@settings(max_examples=20, deadline=None)
def test_many_columns_of_weights_give_what_each_gives_alone(sample) -> None:
    step, weights, generator = sample
    table = weights[:, None] * generator.uniform(0.5, 2, (len(weights), 3))
    together = step.adjust(table)
    for column in range(3):
        alone = step.adjust(np.ascontiguousarray(table[:, column]))
        np.testing.assert_allclose(together[:, column], alone, rtol=1e-8)


def test_as_many_replicates_as_rows_are_not_taken_for_rows() -> None:
    sex = categorical_margin({"sex": ["f", "f", "m"]}, {"f": 60, "m": 40})
    table = np.array([[1.0, 0.0, 1.0], [1.0, 2.0, 3.0], [1.0, 1.0, 1.0]])
    raked = Raking((sex,)).adjust(table)
    np.testing.assert_allclose(raked, [[30, 0, 15], [30, 60, 45], [40, 40, 40]])


def test_long_tables_follow_another_road_to_the_same_sums() -> None:
    generator = np.random.default_rng(5)
    n = 5000
    sex = categorical_margin({"sex": generator.integers(0, 2, n)}, {"0": 60, "1": 40})
    age = categorical_margin({"age": generator.integers(0, 3, n)}, {"0": 20, "1": 50, "2": 30})
    table = generator.uniform(1, 2, (n, 2))
    together = Raking((sex, age)).adjust(table)
    for column in range(2):
        alone = Raking((sex, age)).adjust(table[:, column])
        np.testing.assert_allclose(together[:, column], alone, rtol=1e-9)
