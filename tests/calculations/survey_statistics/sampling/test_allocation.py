"""Allocations refuse impossible totals, respect limits and add up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.sampling.allocation import (
    largest_remainder,
    neyman_allocation,
    power_allocation,
    proportional_allocation,
)
from survey_statistics.sampling.errors import (
    SampleTooLarge,
    UnknownStratum,
    UnusableSize,
)


def test_more_than_the_frame_is_refused():
    with pytest.raises(SampleTooLarge, match="hold 5"):
        proportional_allocation({"a": 2, "b": 3}, total=6)


def test_a_minimum_that_cannot_be_met_is_refused():
    with pytest.raises(SampleTooLarge, match="minimum per stratum needs 10"):
        proportional_allocation({"a": 20, "b": 30}, total=6, minimum=5)


def test_a_stratum_without_a_deviation_is_named():
    with pytest.raises(UnknownStratum, match="'b'"):
        neyman_allocation({"a": 2, "b": 3}, {"a": 1.0}, total=2)


def test_a_negative_deviation_is_named():
    with pytest.raises(UnusableSize, match="'b'"):
        neyman_allocation({"a": 2, "b": 3}, {"a": 1.0, "b": -1.0}, total=2)


def test_neyman_gives_a_full_stratum_all_it_holds_and_shares_the_rest():
    sizes, deviations = {"big": 1000, "small": 10, "mid": 100}, {"big": 1, "small": 1000, "mid": 1}
    assert neyman_allocation(sizes, deviations, total=65) == {"big": 50, "small": 10, "mid": 5}


def test_power_zero_shares_equally_and_power_one_in_proportion():
    sizes = {"a": 900, "b": 100}
    assert power_allocation(sizes, 20, exponent=0) == {"a": 10, "b": 10}
    assert power_allocation(sizes, 20, exponent=1) == {"a": 18, "b": 2}


def test_the_largest_remainders_get_the_last_units():
    # 10 * (0.55, 0.26, 0.19) = 5.5, 2.6, 1.9: the two left go to c and b.
    shares = {"a": 55.0, "b": 26.0, "c": 19.0}
    assert largest_remainder(shares, dict.fromkeys(shares, 99), 10) == {"a": 5, "b": 3, "c": 2}


@given(
    sizes=st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8),
    share=st.floats(0, 1),
    minimum=st.integers(0, 3),
)
@settings(deadline=None)
def test_every_allocation_adds_up_within_its_limits(sizes, share, minimum):
    least = sum(min(minimum, size) for size in sizes.values())
    total = least + int(share * (sum(sizes.values()) - least))
    allocation = proportional_allocation(sizes, total, minimum)
    assert sum(allocation.values()) == total
    assert all(min(minimum, sizes[h]) <= allocation[h] <= sizes[h] for h in sizes)
    backwards = dict(reversed(list(sizes.items())))
    assert proportional_allocation(backwards, total, minimum) == allocation
