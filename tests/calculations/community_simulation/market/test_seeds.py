"""Differences over several seeds: what chance alone could make is called so."""

import numpy as np
import pytest
from scipy.special import stdtr

from community_simulation.market.season.result import SeasonResult
from community_simulation.market.seeds import differences, mean_of

SEEDS = 4


def test_with_one_seed_nothing_is_known():
    [only] = differences({"old": np.array([1.0]), "ours": np.array([9.0])})
    assert only.is_noise
    assert np.isnan(only.standard_error)


def test_a_seed_without_a_figure_leaves_the_difference_unknown():
    [only] = differences({"old": np.array([1.0, np.nan]), "ours": np.array([9.0, 9.0])})
    assert only.is_noise
    assert np.isnan(only.standard_error)


def test_what_all_seeds_share_is_no_noise():
    market = np.array([10.0, 500.0, 30.0])
    [only] = differences({"old": market, "ours": market + np.array([2.0, 2.1, 1.9])})
    assert only.mean == pytest.approx(2.0)
    assert only.standard_error == pytest.approx(0.1 / np.sqrt(3))
    assert not only.is_noise


def test_rules_that_do_the_same_differ_by_noise():
    [only] = differences({"old": np.ones(3), "ours": np.ones(3)})
    assert (only.mean, only.standard_error, only.is_noise) == (0.0, 0.0, True)


def test_equal_rules_are_told_apart_as_often_as_said():
    rng = np.random.default_rng(5)
    drawn = rng.normal(size=(2, 4000, SEEDS))
    alarms = sum(
        not differences({"old": old, "ours": ours})[0].is_noise
        for old, ours in zip(*drawn, strict=True)
    )
    assert alarms / 4000 == pytest.approx(0.05, abs=0.014)  # four standard errors of the share


def test_the_verdict_is_that_of_students_test():
    seeds = np.array([1.0, 3.0, 2.5, 0.1])
    [only] = differences({"old": np.zeros(SEEDS), "ours": seeds})
    p = 2 * stdtr(SEEDS - 1, -only.mean / only.standard_error)
    assert only.is_noise == (p >= 0.05)


def test_a_mean_keeps_names_and_whole_counts():
    figures = dict.fromkeys(SeasonResult.__dataclass_fields__, 0.5)
    figures |= {"rule": "ours", "requests": 10, "without_room": 0}
    one = SeasonResult(**(figures | {"by_week": (1, 2)}))
    other = SeasonResult(**(figures | {"by_week": (3, 2), "requests": 13, "served": 0.7}))
    mean = mean_of([one, other])
    assert (mean.rule, mean.by_week, mean.requests, mean.without_room) == ("ours", (2, 2), 12, 0)
    assert mean.served == pytest.approx(0.6)
