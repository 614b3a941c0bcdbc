"""The few places: newcomers and employers."""

import pytest

from mentor_matching.ranking.spread import newcomer_places, spread


def test_nobody_to_choose_from_gives_nobody():
    assert spread([], [], 5) == ()


@pytest.mark.parametrize(("limit", "places"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (10, 2)])
def test_one_of_five_places_is_kept(limit, places):
    assert newcomer_places(limit) == places


def test_mentors_without_an_employer_are_not_counted_together():
    assert spread([0, 0, 0, 0], [True] * 4, 4) == (0, 1, 2, 3)


def test_the_third_of_an_employer_gives_way():
    assert spread([9, 9, 9, 8], [True] * 4, 3) == (0, 1, 3)


def test_a_newcomer_takes_the_last_place_not_the_first():
    newcomer = [False] * 5 + [True]
    assert spread([0] * 6, newcomer, 5) == (0, 1, 2, 3, 5)


def test_a_newcomer_counts_towards_the_employers_seats():
    employers, newcomer = [9, 9, 9, 0, 0, 0], [False, False, True, False, False, False]
    assert spread(employers, newcomer, 5) == (0, 2, 3, 4, 5)
