"""Twelve weeks: refusals, invariants of every request, and what learning and load bring."""

import numpy as np
import pytest

from community_simulation.market.comparison import compare_seasons
from community_simulation.market.season.reading import read_queues, tired_rate
from community_simulation.market.season.requests import Requests
from community_simulation.market.season.result import result_of
from community_simulation.market.season.rules import SEASON_RULES, Forecast
from community_simulation.market.season.season import Season
from community_simulation.market.season.setting import Mentors, Setting
from mentor_matching.errors import InvalidMarketError

SMALL = Setting(weeks=3, arrivals=150, n_mentors=60, places=130)
LOAD_AWARE = SEASON_RULES[-1]


def played(setting, rule, seed=3):
    season = Season.start(setting, rule, np.random.default_rng(seed))
    for _ in season.play():
        pass
    return season


def asked(mentor, day, yes=1.0):
    requests = Requests()
    n = len(mentor)
    requests.add(
        person=np.arange(n),
        mentor=np.array(mentor),
        day=day,
        yes=np.full(n, yes),
        forecast=np.full(n, 0.5),
        had_room=np.ones(n, np.bool_),
    )
    return requests


@pytest.mark.parametrize(
    "wrong",
    [
        {"weeks": -1},
        {"share": float("nan")},
        {"visits": 1.5},
        {"n_mentors": 10, "places": 9},
    ],
)
def test_a_setting_that_cannot_be_is_refused(wrong):
    with pytest.raises(InvalidMarketError):
        Setting(**wrong)


@pytest.mark.parametrize(
    "empty", [{"weeks": 0}, {"arrivals": 0}, {"n_mentors": 0, "places": 0}, {"length": 0}]
)
def test_a_season_of_nothing_ends_without_a_match(empty):
    setting = Setting(**{"weeks": 1, "arrivals": 20, "n_mentors": 5, "places": 9} | empty)
    result = result_of(played(setting, LOAD_AWARE))
    assert result.requests == 0
    assert np.isnan(result.reply_rate)


@pytest.mark.parametrize("rule", SEASON_RULES, ids=lambda rule: rule.name)
def test_every_request_obeys_the_rules_of_the_season(rule):
    season = played(SMALL, rule)
    requests = season.requests
    assert np.all(requests.replied >= requests.accepted)
    assert np.all(requests.is_read >= requests.replied)
    assert np.bincount(requests.person).max() <= SMALL.most_open
    assert sum(season.matches_by_week) == np.count_nonzero(requests.accepted)
    accepted = np.bincount(requests.mentor[requests.accepted], minlength=SMALL.n_mentors)
    assert np.all(accepted <= season.mentors.places * SMALL.weeks)


@pytest.mark.parametrize("seed", range(5))
def test_the_load_rule_never_asks_a_mentor_without_room(seed):
    assert result_of(played(SMALL, LOAD_AWARE, seed)).without_room == 0


def test_a_mentor_stops_reading_when_the_places_are_gone():
    requests, free = asked([0, 0, 0, 1], day=0), np.array([2, 0])
    mentors = Mentors(places=np.array([2, 1]), reply_rate=np.ones(2))
    read_queues(requests, free, mentors, Setting(visits=1.0), 0, np.random.default_rng(0))
    assert requests.accepted.tolist() == [True, True, False, False]
    assert requests.is_read.tolist() == [True, True, False, False]
    assert free.tolist() == [0, 0]


def test_the_backlog_is_read_when_places_come_back_unless_too_old():
    requests = asked([0, 0], day=0)
    mentors = Mentors(places=np.array([1]), reply_rate=np.ones(1))
    setting, rng = Setting(visits=1.0), np.random.default_rng(0)
    read_queues(requests, np.array([1]), mentors, setting, 0, rng)
    assert requests.accepted.tolist() == [True, False]
    read_queues(requests, np.array([1]), mentors, setting, 7, rng)
    assert requests.accepted.tolist() == [True, False], "seven days old: dropped"
    read_queues(requests, np.array([1]), mentors, setting, 6, rng)
    assert requests.accepted.tolist() == [True, True]


def test_asking_too_often_lowers_the_reply_rate_for_a_week():
    requests = asked([0] * 8, day=0)
    mentors = Mentors(places=np.array([1, 1]), reply_rate=np.array([0.8, 0.8]))
    setting = Setting(patience=3.0, fatigue=0.2)
    assert tired_rate(requests, mentors, setting, 0).tolist() == [0.4, 0.8]
    assert tired_rate(requests, mentors, setting, 7).tolist() == [0.8, 0.8]


def test_the_same_seed_gives_the_same_season():
    assert result_of(played(SMALL, LOAD_AWARE)) == result_of(played(SMALL, LOAD_AWARE))


def test_load_and_learning_bring_five_hundred_matches_a_week():
    seen = []
    results = compare_seasons(Setting(), seed=2, progress=seen.append)
    matches = {result.rule: result.matches_a_week for result in results}
    ours = results[-1]
    assert ours.matches_a_week >= 500
    assert ours.reply_rate >= 0.30
    assert ours.without_room == 0
    assert ours.calibration_error <= 0.05
    assert matches["own preference"] <= 120
    assert matches["load-aware, no forecast"] < ours.matches_a_week
    assert seen[-1] == "load-aware: week 12 of 12"
    assert SEASON_RULES[-1].forecast is Forecast.OPTIMISTIC
