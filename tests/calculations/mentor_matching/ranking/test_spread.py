"""The few places: needs, newcomers and employers."""

import pytest

from mentor_matching.ranking.spread import (
    Candidate,
    fill_places,
    have_a_seat,
    newcomer_places,
    spread,
)


def proven(score=1.0, *covers, employer=0):
    return Candidate(score, employer, False, frozenset(covers))


def newcomer(score=1.0, *covers, employer=0):
    return Candidate(score, employer, True, frozenset(covers))


def test_nobody_to_choose_from_gives_nobody():
    assert spread([], 5) == ()


@pytest.mark.parametrize(("limit", "places"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (10, 2)])
def test_one_of_five_places_is_kept(limit, places):
    assert newcomer_places(limit) == places


def test_mentors_without_an_employer_are_not_counted_together():
    assert spread([newcomer()] * 4, 4) == (0, 1, 2, 3)


def test_the_third_of_an_employer_gives_way():
    assert spread([newcomer(employer=9)] * 3 + [newcomer(employer=8)], 3) == (0, 1, 3)


def test_a_newcomer_takes_the_last_place_not_the_first():
    assert spread([proven()] * 5 + [newcomer()], 5) == (0, 1, 2, 3, 5)


def test_a_newcomer_counts_towards_the_employers_seats():
    candidates = [proven(employer=9)] * 2 + [newcomer(employer=9)] + [proven()] * 3
    assert spread(candidates, 5) == (0, 3, 4, 5, 2)


def test_newcomers_take_one_place_and_the_last_while_enough_others_fit():
    candidates = [newcomer(1.0)] * 4 + [proven(0.8)] * 6
    assert spread(candidates, 5) == (4, 5, 6, 7, 0)


def test_where_few_others_fit_newcomers_hold_more_and_the_proven_come_first():
    candidates = [newcomer(1.0)] * 6 + [proven(0.8)] * 2
    assert spread(candidates, 5) == (6, 7, 0, 1, 2)


def test_who_hardly_answers_does_not_go_before_newcomers():
    candidates = [newcomer(1.0)] * 5 + [proven(0.66)] * 5
    assert spread(candidates, 5) == (0, 1, 2, 3, 4)


def test_the_first_need_is_covered_even_from_far_below():
    assert spread([proven(1.0, 1, 2)] * 9 + [proven(0.3, 0)], 5) == (0, 1, 2, 3, 9)


def test_the_first_need_is_covered_by_a_newcomer_where_nobody_proven_does():
    assert spread([proven(1.0, 1)] * 9 + [newcomer(0.9), newcomer(0.3, 0)], 5) == (0, 1, 2, 3, 10)


def test_newcomers_cover_no_other_need_beyond_their_place():
    candidates = [proven()] * 9 + [newcomer(0.8, 0), newcomer(0.8, 1), newcomer(0.8, 2)]
    assert spread(candidates, 5) == (0, 1, 2, 3, 9)


def test_the_three_strongest_needs_are_covered_together():
    candidates = [proven(1.0, 0)] * 9 + [proven(0.4, 1), proven(0.3, 2), proven(0.3, 3)]
    assert spread(candidates, 4) == (0, 1, 2, 9)
    assert spread(candidates, 5) == (0, 1, 2, 9, 10)


@pytest.mark.parametrize(
    ("employers", "enough"),
    [
        ([], False),
        ([0] * 4, False),
        ([0] * 5, True),
        ([9] * 40, False),
        ([9] * 40 + [8, 8, 0], True),
        ([9, 8, 7, 6, 5], True),
        ([9, 9, 9, 8, 8, 8], False),
    ],
)
def test_two_of_an_employer_count_towards_enough_to_choose_from(employers, enough):
    assert fill_places(employers, 5) == enough


@pytest.mark.parametrize(
    ("employers", "limit", "has_seat"),
    [
        ([], 5, False),
        ([9] * 40, 5, False),
        ([9] * 40 + [8], 5, True),
        ([9] * 40 + [0], 5, True),
        ([9], 4, True),
        ([9, 8], 9, False),
    ],
)
def test_who_covers_a_need_may_be_passed_over_for_an_employer_with_two(employers, limit, has_seat):
    assert have_a_seat(employers, limit) == has_seat
