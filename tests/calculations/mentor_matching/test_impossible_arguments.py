"""What makes no sense is refused with a MatchingError that names it; nothing is silently empty."""

from dataclasses import replace

import numpy as np
import pytest
from tests.calculations.mentor_matching.mentors import ANA, AREAS, SEEKER, index_of, like_ana

from mentor_matching.congestion.concentration import gini, top_share
from mentor_matching.congestion.free_place import expected_matches, free_place_chance
from mentor_matching.congestion.loads import Loads
from mentor_matching.congestion.served import served_rates
from mentor_matching.errors import (
    InvalidIndexError,
    InvalidLoadError,
    InvalidMarketError,
    InvalidMentorError,
    InvalidPriorError,
    InvalidRecordError,
    InvalidSeekerError,
    InvalidTextError,
)
from mentor_matching.forecast.calibration import calibration
from mentor_matching.forecast.prior import FIRST_WEEKS, BetaPrior, fit_prior
from mentor_matching.forecast.reply_rate import reply_band, reply_rates
from mentor_matching.forecast.reply_time import reply_time
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


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize("wrong", [NAN, INF, 0, -1.0, "1", None, 10**400, [1.0], 1j])
@pytest.mark.parametrize("name", ["a", "b"])
def test_a_prior_of_other_than_numbers_above_zero_is_refused_by_its_field(name, wrong):
    with pytest.raises(InvalidPriorError, match=f"^{name} of a prior"):
        BetaPrior(**{"a": 1.0, "b": 1.0, name: wrong})


@pytest.mark.parametrize("prior", [None, (1.2, 1.8), "usual", BetaPrior])
def test_what_is_no_prior_is_refused(prior):
    for refused in (
        lambda: MentorIndex.build([ANA], areas=AREAS, prior=prior),
        lambda: reply_rates([1], [2], prior),
        lambda: reply_band(3, 6, prior),
    ):
        with pytest.raises(InvalidPriorError, match=r"^prior must be a BetaPrior"):
            refused()


@pytest.mark.parametrize("wrong", [None, "ana", 7, [ANA], ANA, MentorIndex, Seeker])
@pytest.mark.parametrize("ask", [suggest, why_nobody])
def test_a_search_with_the_wrong_object_in_a_place_is_refused_by_the_place(ask, wrong):
    with pytest.raises(InvalidIndexError, match=r"^index must be a MentorIndex"):
        ask(wrong, SEEKER)
    with pytest.raises(InvalidSeekerError, match=r"^seeker must be a Seeker"):
        ask(index_of(ANA), wrong)
    if wrong is not None and not callable(wrong):
        with pytest.raises(InvalidLoadError, match="load reader must be a function"):
            ask(index_of(ANA), SEEKER, loads=wrong)


@pytest.mark.parametrize("coverage", [0, 1, 5, -0.5, NAN, INF, "wide", None, [0.8]])
def test_a_coverage_that_is_none_is_refused(coverage):
    for refused in (
        lambda: reply_band(7, 8, FIRST_WEEKS, coverage=coverage),
        lambda: reply_time([1.0] * 9, coverage=coverage),
    ):
        with pytest.raises(InvalidRecordError, match=r"^coverage must be"):
            refused()


@pytest.mark.parametrize("wrong", [["a"], None, [[1], [1, 2]], [None], [1j], [10**400], "7"])
def test_what_is_no_list_of_numbers_is_refused_by_its_name(wrong):
    refused = {
        "days": lambda: reply_time(wrong),
        "forecast": lambda: calibration(wrong, [1]),
        "happened": lambda: calibration([0.5], wrong),
        "replies": lambda: reply_rates(wrong, [1], FIRST_WEEKS),
        "requests": lambda: fit_prior([0], wrong),
        "served": lambda: served_rates(["es"], wrong),
    }
    for name, ask in refused.items():
        with pytest.raises(InvalidRecordError, match=f"^{name} must"):
            ask()
    for ask in (gini, lambda load: top_share(load, 0.1)):
        with pytest.raises(InvalidLoadError, match=r"^load must"):
            ask(wrong)
    for ask in (free_place_chance, expected_matches):
        with pytest.raises(InvalidLoadError, match=r"^free must"):
            ask(wrong, [1.0])


def test_numbers_in_another_arrangement_are_refused():
    for refused in (
        lambda: reply_time(np.ones((3, 3))),
        lambda: calibration(np.ones((2, 2)), np.ones((2, 2))),
        lambda: reply_band([7], [8], FIRST_WEEKS),
        lambda: reply_rates([1, 2], [3, 4, 5], FIRST_WEEKS),
        lambda: served_rates([["es"]], [True]),
        lambda: served_rates(None, [True]),
        lambda: served_rates(["es"], [0.5]),
    ):
        with pytest.raises(InvalidRecordError, match=r"must|pair up"):
            refused()
    with pytest.raises(InvalidLoadError, match="free of shape"):
        free_place_chance([1, 2], [1.0, 2.0, 3.0])
    with pytest.raises(InvalidLoadError, match="load must"):
        gini([-1.0, 1.0])


@pytest.mark.parametrize("wrong", [0, -3, 2.5, NAN, "ten", None, True])
def test_a_number_of_bins_or_steps_that_is_none_is_refused(wrong):
    with pytest.raises(InvalidRecordError, match=r"^n_bins must be a whole number"):
        calibration([0.5], [1], n_bins=wrong)
    with pytest.raises(InvalidMarketError, match=r"^iterations must be a whole number"):
        optimal_exposure([[0.5]], [[0.5]], reciprocal, iterations=wrong)


@pytest.mark.parametrize("wrong", [NAN, -1, 5, INF, "top", None])
def test_a_share_that_is_none_is_refused(wrong):
    with pytest.raises(InvalidLoadError, match=r"^share must"):
        top_share([1.0, 2.0], wrong)
