"""The capacity market: refusals, counts that must hold, and the known order of the rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_simulation.market.capacity import CapacityMarket, random_capacity_market
from community_simulation.market.comparison import RULES, compare_weeks
from community_simulation.market.limit import matches_limit
from community_simulation.market.preferences import crowded
from community_simulation.market.rules import load_aware, top
from community_simulation.market.transferable_utility import transferable_utility
from community_simulation.market.week import first_come, play
from mentor_matching.errors import InvalidMarketError


def market_of(f, g, places):
    return CapacityMarket(np.array(f, np.float32), np.array(g, np.float32), np.array(places))


@pytest.mark.parametrize(
    ("f", "g", "places", "why"),
    [
        ([[0.5]], [[0.5, 0.5]], [1], "alike"),
        ([[0.5]], [[0.5]], [1, 1], "places"),
        ([[0.5]], [[0.5]], [-1], "at least 0"),
        ([[np.nan]], [[0.5]], [1], "without NaN"),
        ([[0.5]], [[1.5]], [1], "0..1"),
    ],
)
def test_a_market_that_cannot_be_is_refused(f, g, places, why):
    with pytest.raises(InvalidMarketError, match=why):
        market_of(f, g, places)


@pytest.mark.parametrize("sizes", [(5, 3, 2, 0.5), (5, 0, 2, 0.5), (-1, 3, 3, 0.5), (5, 3, 3, 2.0)])
def test_a_random_market_needs_a_place_for_every_mentor(sizes):
    with pytest.raises(InvalidMarketError):
        random_capacity_market(*sizes, np.random.default_rng(0))


def test_a_share_of_popularity_is_a_share():
    with pytest.raises(InvalidMarketError):
        crowded(np.ones((1, 1)), float("nan"))


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0)])
@pytest.mark.parametrize("rule", RULES)
def test_an_empty_market_is_played_without_matches(n, m, rule):
    market = random_capacity_market(n, m, m, 0.5, np.random.default_rng(0))
    lists = RULES[rule](market, 5, np.random.default_rng(0))
    assert play(market, lists, np.random.default_rng(0)).matches == 0


def test_mentors_without_places_take_nobody_and_are_never_shown():
    market = market_of(np.ones((4, 2)), np.ones((4, 2)), [0, 4])
    lists = load_aware(market, 1, np.random.default_rng(0))
    assert lists.tolist() == [[1]] * 4
    assert play(market, lists, np.random.default_rng(0)).matches == 4


def test_first_come_first_served():
    mentors, places = np.array([0, 1, 0, 0, 1]), np.array([2, 1])
    assert first_come(mentors, places).tolist() == [True, True, True, False, False]


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_no_mentor_takes_more_than_the_places(seed):
    rng = np.random.default_rng(seed)
    places = rng.integers(0, 4, 6)
    mentors = rng.integers(0, 6, 50)
    taken = np.bincount(mentors[first_come(mentors, places)], minlength=6)
    assert taken.tolist() == np.minimum(places, np.bincount(mentors, minlength=6)).tolist()


def test_the_top_is_the_sorted_top():
    scores = np.random.default_rng(1).random((20, 30)).astype(np.float32)
    assert top(scores, 7).tolist() == np.argsort(-scores, axis=1)[:, :7].tolist()


def test_transferable_utility_shares_out_the_wanted_mentor():
    # Both like mentor 0 best, but only entrepreneur 0 is liked back there.
    market = market_of([[0.9, 0.5], [0.9, 0.8]], [[0.9, 0.5], [0.1, 0.8]], [1, 1])
    lists = transferable_utility(market, 1, np.random.default_rng(0))
    assert lists.tolist() == [[0], [1]]


def test_load_awareness_is_what_fills_places():
    market = random_capacity_market(1000, 500, 1017, 0.5, np.random.default_rng(5))
    outcomes = compare_weeks(market, 20, weeks=20, seed=1, progress=lambda step: None)
    matches = {rule: outcome.matches for rule, outcome in outcomes.items()}
    assert matches["load-aware"] >= 940
    assert matches["load-aware"] >= 2.2 * matches["reciprocal"]
    assert matches["load-aware"] >= 3.8 * matches["own preference"]
    assert matches["load-aware"] > matches["transferable utility"] > matches["reciprocal"]
    assert matches["own preference"] > 5 * matches["popularity"]
    assert outcomes["load-aware"].load_gini < 0.32


def test_the_limit_is_close_above_what_the_rule_expects():
    market = random_capacity_market(1000, 500, 1017, 0.5, np.random.default_rng(5))
    played = play(
        market, load_aware(market, 20, np.random.default_rng(1)), np.random.default_rng(2)
    )
    assert 0.95 * played.matches <= matches_limit(market, 20) <= 1.03 * played.matches
