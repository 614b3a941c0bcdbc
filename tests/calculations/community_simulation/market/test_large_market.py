"""The large market: refusals, exact lists, the same result in any number of processes."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from community_simulation.market.large import ranking
from community_simulation.market.large.people import INTEREST_BASE, people_of
from community_simulation.market.large.run import run_large
from community_simulation.market.large.setting import AREAS, LargeSetting, large_mentors
from mentor_matching.errors import InvalidMarketError

SETTING = LargeSetting(n_people=1500, n_mentors=300, seed=7)


@pytest.mark.parametrize("sizes", [(10, 0), (5, 10), (0, 0)])
def test_a_large_market_needs_mentors_and_a_person_for_each(sizes):
    with pytest.raises(InvalidMarketError):
        LargeSetting(*sizes, seed=1)


def everybody_scored(block, room):
    """f g pi of every pair (n, m), 0 where language or needs are not shared."""
    mentors, people = large_mentors(SETTING), people_of(SETTING, block)
    offers = np.zeros((2 * AREAS, SETTING.n_mentors), np.bool_)
    for key, listed in enumerate(mentors.lists):
        offers[key, listed] = True
    shared = offers[people.language[:, None] * AREAS + people.needs].any(axis=1)
    f = 1.0 / (1.0 + np.exp(-(INTEREST_BASE + people.features @ mentors.features.T)))
    return np.where(shared, f * (mentors.reply * room), 0.0)


@pytest.mark.parametrize("at_a_time", [16, 1024])
def test_the_lists_are_those_of_a_search_through_everybody(at_a_time, monkeypatch):
    monkeypatch.setattr(ranking, "SLICE", at_a_time)
    room = np.random.default_rng(1).random(SETTING.n_mentors).astype(np.float32)
    ranked = ranking.rank_block(SETTING, 3, room)
    best = -np.sort(-everybody_scored(3, room), axis=1)[:, : SETTING.length]
    value = large_mentors(SETTING).reply * room
    scores = np.where(ranked.mentors >= 0, ranked.interest * value[ranked.mentors], 0.0)
    np.testing.assert_allclose(scores, best, rtol=1e-5, atol=1e-7)


def test_nobody_is_listed_twice_or_without_room():
    room = np.ones(SETTING.n_mentors, np.float32)
    room[::2] = 0.0
    for mentors in ranking.rank_block(SETTING, 0, room).mentors:
        listed = mentors[mentors >= 0]
        assert len(set(listed.tolist())) == len(listed)
        assert np.all(listed % 2 == 1)


def test_load_awareness_fills_places_in_a_large_market_too():
    aware, reciprocal = (run_large(SETTING, by_load=by_load) for by_load in (True, False))
    assert aware.of_capacity > 1.2 * reciprocal.of_capacity
    assert aware.idle < reciprocal.idle


def test_two_processes_come_to_the_same_result_as_one():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert run_large(SETTING, executor=executor) == run_large(SETTING)


def test_every_block_is_played_also_of_fewer_than_are_ranked_at_once():
    setting = LargeSetting(n_people=65, n_mentors=65, seed=7)
    told = []
    run_large(setting, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
