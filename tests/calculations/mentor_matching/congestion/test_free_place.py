"""The chance of a free place, against the sum it stands for."""

from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_matching.congestion.free_place import expected_matches, free_place_chance
from mentor_matching.errors import InvalidLoadError


@pytest.mark.parametrize(
    ("free", "load"),
    [(-1, 0.0), (1, -0.1), (1, np.nan), (np.nan, 1.0), (1, np.inf), (np.inf, 1.0)],
)
def test_loads_that_cannot_be_are_refused(free, load):
    with pytest.raises(InvalidLoadError):
        free_place_chance([free], [load])


def test_without_a_place_the_chance_is_nothing_however_quiet():
    assert free_place_chance([0, 0], [0.0, 5.0]).tolist() == [0.0, 0.0]


def test_with_a_place_and_nothing_waiting_the_chance_is_certain():
    assert free_place_chance([1, 9], [0.0, 0.0]).tolist() == [1.0, 1.0]


def test_no_mentors_give_no_chances():
    assert free_place_chance([], []).shape == (0,)


@given(st.integers(1, 20), st.floats(0.0, 30.0))
@settings(deadline=None)
def test_the_chance_is_the_poisson_sum(k, load):
    term = sum(load**i / factorial(i) for i in range(k))
    assert free_place_chance(k, load) == pytest.approx(exp(-load) * term, rel=1e-9)


@given(st.integers(0, 20), st.floats(0.0, 30.0))
@settings(deadline=None)
def test_expected_matches_are_the_mean_of_the_capped_load(k, load):
    p, mean = exp(-load), 0.0
    for x in range(200):
        mean += min(k, x) * p
        p *= load / (x + 1)
    assert expected_matches(k, load) == pytest.approx(mean, rel=1e-9, abs=1e-12)
