"""What makes no sense is refused with a MatchingError that names it; nothing is silently empty."""

from dataclasses import replace

import numpy as np
import pytest
from tests.calculations.mentor_matching.mentors import ANA, AREAS, SEEKER, index_of, like_ana

from mentor_matching.congestion.loads import Loads
from mentor_matching.errors import (
    InvalidIndexError,
    InvalidLoadError,
    InvalidMarketError,
    InvalidMentorError,
    InvalidSeekerError,
    InvalidTextError,
)
from mentor_matching.index import MentorIndex
from mentor_matching.industries import find
from mentor_matching.needs import detect
from mentor_matching.ranking import Preferences, Seeker, suggest, why_nobody
from mentor_matching.ranking.welfare.apply_and_accept import expected_accepted, optimal_exposure
from mentor_matching.ranking.welfare.examination import reciprocal
from mentor_matching.ranking.welfare.two_sided_lists import optimal_lists


@pytest.mark.parametrize("story", [None, 7, b"hola", ["hola"]])
def test_a_story_that_is_no_text_is_refused(story):
    with pytest.raises(InvalidTextError, match="story"):
        detect(story)


@pytest.mark.parametrize("language", ["xx", "ES", "", 1])
def test_a_language_that_is_not_read_is_refused(language):
    with pytest.raises(InvalidTextError, match="language"):
        detect("hola", language)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("needs", {"needs": ["pricing"]}),
        ("needs", {"needs": "pricing"}),
        ("needs", {"needs": {}}),
        ("needs", {"needs": {"pricing": "much"}}),
        ("needs", {"needs": {"pricing": float("nan")}}),
        ("languages", {"languages": "es"}),
        ("languages", {"languages": None}),
        ("languages", {"languages": ()}),
        ("excluded", {"excluded": "7"}),
        ("excluded", {"excluded": frozenset({2**70})}),
        ("programmes", {"programmes": frozenset({"seven"})}),
        ("only_mentors", {"only_mentors": [7]}),
        ("needs", {"needs": {"pricing": 10**400}}),
        ("needs", {"needs": {"pricing": 1e308, "credit": 1e308}}),
        ("needs", {"needs": {7: 1.0}}),
        ("needs", {"needs": {10**5000: 1.0}}),
        ("country", {"country": None}),
        ("stage", {"stage": ["idea"]}),
        ("industry", {"industry": None}),
        ("industry", {"industry": 146}),
        ("preferences", {"preferences": None}),
    ],
)
def test_a_seeker_is_refused_by_the_field(field, facts):
    given = {"needs": {"pricing": 1.0}, "languages": ("es",), **facts}
    with pytest.raises(InvalidSeekerError, match=f"^{field}"):
        Seeker(**given)


@pytest.mark.parametrize("importance", ["high", None, -1, float("nan"), float("inf"), 10**400])
def test_an_importance_that_is_no_number_is_refused(importance):
    with pytest.raises(InvalidSeekerError, match="importances"):
        Preferences(industry_importance=importance)


@pytest.mark.parametrize(
    ("field", "facts"),
    [("same_country_only", {"same_country_only": "no"}), ("gender", {"gender": None})],
)
def test_a_preference_of_another_kind_is_refused(field, facts):
    with pytest.raises(InvalidSeekerError, match=f"^{field}"):
        Preferences(**facts)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("is_adult", {"is_adult": "false"}),
        ("is_open", {"is_open": "no"}),
        ("is_open", {"is_open": 1}),
        ("id", {"id": 10**5000}),
        ("places", {"places": 10**5000}),
        ("expected_load", {"expected_load": 10**400}),
        ("reply_days", {"reply_days": 10**400}),
        ("decayed_requests", {"requests": 0, "decayed_requests": 5.0}),
        ("decayed_replies", {"requests": 6, "decayed_requests": 5.0, "decayed_replies": 3.0}),
    ],
)
def test_a_fact_of_a_mentor_is_refused_by_the_field(field, facts):
    plain = {"requests": 0, "replies": 0, "decayed_requests": 0.0, "decayed_replies": 0.0}
    with pytest.raises(InvalidMentorError, match=f"^{field} of mentor"):
        index_of(replace(ANA, **(plain | facts)))


def test_a_flag_of_numpy_is_a_flag():
    assert not suggest(index_of(replace(ANA, is_adult=np.False_)), SEEKER)
    assert suggest(index_of(replace(ANA, is_adult=np.True_)), SEEKER)


@pytest.mark.parametrize("mentors", [None, 7, [1, 2], "ab", [None]])
def test_what_holds_no_mentors_makes_no_index(mentors):
    with pytest.raises(InvalidIndexError, match="mentors"):
        MentorIndex.build(mentors, areas=AREAS)
    with pytest.raises(InvalidIndexError, match="mentors"):
        index_of(ANA).refresh(mentors)


@pytest.mark.parametrize("areas", ["credit", None, 7, [7]])
def test_areas_that_are_no_names_make_no_index(areas):
    with pytest.raises(InvalidIndexError, match="areas"):
        MentorIndex.build([ANA], areas=areas)


def test_areas_may_be_read_once_only():
    assert not MentorIndex.build([ANA], areas=iter(AREAS)).left_out


@pytest.mark.parametrize("removed", [7, ["seven"], [10**5000], [None]])
def test_removed_ids_that_are_none_are_refused(removed):
    with pytest.raises(InvalidIndexError, match="removed"):
        index_of(ANA).refresh([], removed)


@pytest.mark.parametrize(
    ("trade", "language"), [(None, None), (7, "es"), (b"pan", "es"), ("pan", "xx")]
)
def test_a_trade_that_is_no_text_is_refused(trade, language):
    with pytest.raises(InvalidTextError, match=r"^(trade|language)"):
        find(trade, language)


@pytest.mark.parametrize("limit", [2.5, "5", None, -1])
def test_a_limit_that_is_no_whole_number_is_refused(limit):
    with pytest.raises(InvalidSeekerError, match="limit"):
        suggest(index_of(ANA), SEEKER, limit=limit)


@pytest.mark.parametrize(
    "loads",
    [
        lambda ids: Loads(np.ones(len(ids) - 1, np.int64), np.zeros(len(ids))),
        lambda ids: Loads(np.ones(len(ids), np.int64), np.zeros(len(ids) + 1)),
        lambda ids: None,
        lambda ids: Loads(["two"] * len(ids), [0.0] * len(ids)),
        lambda ids: Loads([1] * len(ids), [None] * len(ids)),
        lambda ids: Loads([[1], [1, 2]], [0.0] * len(ids)),
        lambda ids: Loads([1] * len(ids), [10**400] * len(ids)),
        lambda ids: Loads([0.5] * len(ids), [0.0] * len(ids)),
        lambda ids: Loads([1] * len(ids), [float("nan")] * len(ids)),
        lambda ids: Loads([-1] * len(ids), [0.0] * len(ids)),
    ],
)
@pytest.mark.parametrize("ask", [suggest, why_nobody])
def test_a_load_reader_that_gives_no_loads_is_refused(loads, ask):
    with pytest.raises(InvalidLoadError, match="load reader"):
        ask(index_of(ANA, like_ana(2)), SEEKER, loads=loads)


def test_a_load_reader_may_give_lists():
    assert suggest(index_of(ANA), SEEKER, loads=lambda ids: Loads([2], [0.0]))


@pytest.mark.parametrize(
    "matrix", [[["a"]], [[0.1], [0.1, 0.2]], [[None]], "text", [[float("nan")]]]
)
def test_a_matrix_of_no_numbers_is_refused(matrix):
    for refused in (
        lambda: optimal_exposure(matrix, matrix, reciprocal),
        lambda: expected_accepted(matrix, matrix, matrix, reciprocal),
        lambda: optimal_lists(matrix, matrix, reciprocal),
    ):
        with pytest.raises(InvalidMarketError):
            refused()


def test_an_exposure_of_another_market_is_refused():
    with pytest.raises(InvalidMarketError, match="exposure"):
        expected_accepted([[0.5, 0.5]], [[0.5, 0.5]], [[1.0]], reciprocal)


@pytest.mark.parametrize(
    "v",
    [
        lambda rank: rank * np.nan,
        lambda rank: rank * 2.0,
        lambda rank: -1.0 / rank,
        lambda rank: rank[:-1] * 0.0,
        lambda rank: "often",
    ],
)
def test_an_examination_that_gives_no_chances_is_refused(v):
    chances = [[0.5, 0.5], [0.5, 0.5]]
    for refused in (
        lambda: optimal_exposure(chances, chances, v),
        lambda: expected_accepted(chances, chances, chances, v),
        lambda: optimal_lists(chances, chances, v),
    ):
        with pytest.raises(InvalidMarketError, match="v must"):
            refused()
