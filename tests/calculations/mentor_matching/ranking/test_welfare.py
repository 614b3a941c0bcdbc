"""Rankings of everybody at once: refusals, exactness of the sort, published values."""

from itertools import permutations

import numpy as np
import pytest

from community_simulation.market.preferences import apply_and_accept_market, two_sided_market
from mentor_matching.errors import InvalidMarketError
from mentor_matching.ranking.welfare.apply_and_accept import expected_accepted, optimal_exposure
from mentor_matching.ranking.welfare.examination import (
    binary_logarithm,
    exponential,
    list_examination,
    reciprocal,
)
from mentor_matching.ranking.welfare.exposure import ranked_exposure
from mentor_matching.ranking.welfare.two_sided_lists import optimal_lists


@pytest.mark.parametrize("bad", [np.nan, -0.1, 1.1])
def test_preferences_that_are_no_chances_are_refused(bad):
    with pytest.raises(InvalidMarketError, match="NaN or out of"):
        optimal_exposure([[bad]], [[0.5]], reciprocal)
    with pytest.raises(InvalidMarketError, match="NaN or out of"):
        optimal_lists([[bad]], [[0.5]], reciprocal)


def test_sides_that_do_not_fit_are_refused():
    with pytest.raises(InvalidMarketError, match="shape"):
        optimal_exposure(np.ones((2, 3)), np.ones((3, 2)), reciprocal)
    with pytest.raises(InvalidMarketError, match="shape"):
        optimal_lists(np.ones((2, 3)), np.ones((2, 3)), reciprocal)
    with pytest.raises(InvalidMarketError, match="matrix"):
        optimal_exposure([0.5], [0.5], reciprocal)


def test_an_empty_market_has_empty_lists():
    assert optimal_exposure(np.ones((0, 3)), np.ones((0, 3)), reciprocal).shape == (0, 3)
    assert optimal_lists(np.ones((2, 0)), np.ones((0, 2)), reciprocal).expected_matches == 0.0


def test_no_order_beats_the_sort():
    rng = np.random.default_rng(1)
    weight, v = rng.normal(size=(1, 5)), list_examination(reciprocal, 5)
    best = max(float(weight[0] @ v[list(order)]) for order in permutations(range(5)))
    assert float(np.sum(weight * ranked_exposure(weight, v))) == pytest.approx(best)


@pytest.mark.parametrize("v", [reciprocal, exponential])
def test_the_exposure_is_a_mixture_of_rankings(v):
    f, g = apply_and_accept_market(12, 0.5, "random", np.random.default_rng(2))
    exposure = optimal_exposure(f, g, v)
    descending = np.sort(exposure, axis=1)[:, ::-1]
    limits = np.cumsum(list_examination(v, 12))
    np.testing.assert_allclose(exposure.sum(axis=1), limits[-1])
    assert np.all(np.cumsum(descending, axis=1) <= limits + 1e-9)


def test_the_exact_expectation_is_what_playing_gives():
    rng = np.random.default_rng(3)
    f, g = apply_and_accept_market(4, 0.5, "similar", rng)
    exposure = ranked_exposure(f * g, list_examination(reciprocal, 4))
    order = np.argsort(-g, axis=0)
    applied = rng.random((40_000, *f.shape)) < np.take_along_axis(f * exposure, order, axis=0)
    rank = np.cumsum(applied, axis=1)
    gained = np.where(applied, np.take_along_axis(g, order, axis=0) / np.maximum(rank, 1), 0.0)
    played = gained.sum(axis=(1, 2))
    exact = expected_accepted(f, g, exposure, reciprocal)
    assert exact == pytest.approx(played.mean(), abs=4 * played.std() / 200)


@pytest.mark.parametrize(
    ("taste", "v", "share", "published"),
    [
        ("random", reciprocal, 0.5, 152.7),
        ("random", reciprocal, 1.0, 118.2),
        ("similar", reciprocal, 0.5, 167.4),
        ("reverse", reciprocal, 0.5, 128.4),
        ("random", exponential, 0.5, 84.4),
    ],
)
def test_the_published_welfare_is_reached(taste, v, share, published):
    f, g = apply_and_accept_market(100, share, taste, np.random.default_rng(4))
    assert expected_accepted(f, g, optimal_exposure(f, g, v), v) >= 0.995 * published


def test_two_sided_lists_reach_the_published_matches():
    rng = np.random.default_rng(5)
    found = [optimal_lists(*two_sided_market(75, 50, 0.8, rng), binary_logarithm) for _ in range(5)]
    assert np.mean([lists.expected_matches for lists in found]) >= 90.5
