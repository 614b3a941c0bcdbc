"""Sets as bits, in as many words as they need."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_matching.index.bits import has, holds, holds_any, members, packed, widened

sets_of_numbers = st.lists(st.frozensets(st.integers(0, 149)), max_size=8)


def bits_of(sets, n_numbers):
    sizes = np.array([len(numbers) for numbers in sets], np.int64)
    members_in_order = np.array([number for numbers in sets for number in numbers], np.int64)
    return packed(sizes, members_in_order, n_numbers)


@pytest.mark.parametrize("number", [-2, -1, 64, 1000])
def test_a_number_that_no_set_can_hold_is_held_by_none(number):
    assert not has(bits_of([{0, 63}], 64), number).any()


def test_no_sets_have_no_rows():
    assert bits_of([], 100).shape == (0, 13)


@given(sets_of_numbers, st.integers(0, 149))
@settings(deadline=None)
def test_what_goes_in_comes_out(sets, number):
    bits = bits_of(sets, 150)
    assert [frozenset(members(bits, row)) for row in range(len(sets))] == sets
    assert has(bits, number).tolist() == [number in numbers for numbers in sets]
    assert [holds(bits, row, number) for row in range(len(sets))] == has(bits, number).tolist()
    assert holds_any(bits, np.arange(len(sets))).tolist() == [bool(numbers) for numbers in sets]


@given(sets_of_numbers)
@settings(deadline=None)
def test_more_words_hold_the_same(sets):
    bits, wider = bits_of(sets, 150), widened(bits_of(sets, 150), 23)
    assert wider.shape[1] == 23
    assert all(members(bits, row) == members(wider, row) for row in range(len(sets)))
