"""What makes no sense is refused with a MatchingError that names it; nothing is silently empty."""

import numpy as np
import pytest
from tests.calculations.mentor_matching.mentors import ANA, SEEKER, index_of, like_ana

from mentor_matching.congestion.loads import Loads
from mentor_matching.errors import (
    InvalidLoadError,
    InvalidMarketError,
    InvalidSeekerError,
    InvalidTextError,
)
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
    ],
)
def test_a_seeker_is_refused_by_the_field(field, facts):
    given = {"needs": {"pricing": 1.0}, "languages": ("es",), **facts}
    with pytest.raises(InvalidSeekerError, match=f"^{field}"):
        Seeker(**given)


def test_an_importance_that_is_no_number_is_refused():
    with pytest.raises(InvalidSeekerError, match="importances"):
        Preferences(industry_importance="high")


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
    ],
)
@pytest.mark.parametrize("ask", [suggest, why_nobody])
def test_a_load_reader_of_another_length_is_refused(loads, ask):
    with pytest.raises(InvalidLoadError, match="load reader"):
        ask(index_of(ANA, like_ana(2)), SEEKER, loads=loads)


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
