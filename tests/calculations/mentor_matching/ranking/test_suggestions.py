"""Suggestions: the hard rules, the score, the spread and the reasons."""

import random
from dataclasses import replace
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.mentor_matching.mentors import (
    ANA,
    SEEKER,
    crowd,
    index_of,
    like_ana,
    someone,
)
from tests.calculations.mentor_matching.ranking.exhaustive import best_ids

from mentor_matching.congestion.loads import Loads
from mentor_matching.errors import InvalidLoadError, InvalidSeekerError, UnknownAreaError
from mentor_matching.index import windows
from mentor_matching.ranking import Nobody, Preferences, Seeker, suggest, why_nobody
from mentor_matching.reasons import (
    AskedForIndustry,
    AskedForStage,
    HelpsWith,
    KnowsIndustry,
    Places,
    ReplyKnown,
    ReplyUnknown,
    SameCountry,
    Speaks,
)


def ids(suggestions):
    return [s.mentor_id for s in suggestions]


@pytest.mark.parametrize("needs", [{}, {"pricing": float("nan")}, {"pricing": 0.0}])
def test_a_search_without_a_need_is_refused(needs):
    with pytest.raises(InvalidSeekerError, match="need"):
        Seeker(needs=needs, languages=("es",))


def test_a_search_without_a_language_is_refused():
    with pytest.raises(InvalidSeekerError, match="language"):
        Seeker(needs={"pricing": 1.0}, languages=())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_preferences_that_are_no_numbers_are_refused(value):
    with pytest.raises(InvalidSeekerError, match="importances"):
        Preferences(country_importance=value)


def test_fewer_than_no_suggestions_are_refused_and_none_are_none():
    with pytest.raises(InvalidSeekerError, match="limit"):
        suggest(index_of(ANA), SEEKER, limit=-1)
    assert suggest(index_of(ANA), SEEKER, limit=0) == ()


def test_an_unknown_area_is_refused_by_name():
    with pytest.raises(UnknownAreaError, match="alchemy"):
        suggest(index_of(ANA), replace(SEEKER, needs={"alchemy": 1.0}))


def test_loads_that_are_no_numbers_are_refused():
    def broken(mentor_ids):
        return Loads(np.ones(len(mentor_ids), np.int64), np.full(len(mentor_ids), np.nan))

    with pytest.raises(InvalidLoadError):
        suggest(index_of(ANA), SEEKER, loads=broken)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_open": False}, Nobody.NO_MENTORS),
        ({"is_adult": False}, Nobody.NO_MENTORS),
        ({"languages": ("en",)}, Nobody.NO_SHARED_LANGUAGE),
        ({"areas": ("taxes",)}, Nobody.NO_SHARED_AREA),
        ({"areas": ("taxes",), "languages": ("en",)}, Nobody.NO_SHARED_AREA),
        ({"programme": 7}, Nobody.NOT_PERMITTED),
        ({"free": 0}, Nobody.ALL_FULL),
    ],
)
def test_a_mentor_against_a_hard_rule_is_never_shown_and_the_rule_is_named(changes, why):
    index = index_of(like_ana(1, **changes))
    assert suggest(index, SEEKER) == ()
    assert why_nobody(index, SEEKER) is why


@pytest.mark.parametrize(
    "changes",
    [
        {"excluded": frozenset({1})},
        {"only_mentors": frozenset({2})},
        {"preferences": Preferences(gender="woman")},
        {"country": "MX", "preferences": Preferences(same_country_only=True)},
        {"country": "", "preferences": Preferences(same_country_only=True)},
    ],
)
def test_what_the_person_rules_out_is_never_shown(changes):
    seeker = replace(SEEKER, **changes)
    assert suggest(index_of(ANA), seeker) == ()
    assert why_nobody(index_of(ANA), seeker) is Nobody.NOT_PERMITTED


def test_an_empty_market_says_so():
    assert suggest(index_of(), SEEKER) == ()
    assert why_nobody(index_of(), SEEKER) is Nobody.NO_MENTORS


def test_somebody_found_needs_no_excuse():
    assert why_nobody(index_of(ANA), SEEKER) is None


def test_a_mentor_who_filled_up_since_the_index_was_made_is_not_shown():
    index = index_of(ANA, like_ana(2))

    def loads_now(mentor_ids):
        return Loads(np.where(mentor_ids == 1, 0, 2), np.zeros(len(mentor_ids)))

    (only,) = suggest(index, SEEKER, loads=loads_now)
    assert only.mentor_id == 2
    assert Places(free=2, of=3) in only.reasons


def test_when_all_filled_up_since_the_index_was_made_the_reason_says_so():
    def nobody_has_room(mentor_ids):
        return Loads(np.zeros(len(mentor_ids), np.int64), np.zeros(len(mentor_ids)))

    index = index_of(ANA)
    assert suggest(index, SEEKER, loads=nobody_has_room) == ()
    assert why_nobody(index, SEEKER, loads=nobody_has_room) is Nobody.ALL_FULL


def test_a_record_without_weights_by_age_counts_as_it_stands():
    silent, answers = like_ana(1, requests=8, replies=0), like_ana(2, requests=8, replies=8)
    weighted = [
        replace(m, decayed_requests=float(m.requests), decayed_replies=float(m.replies))
        for m in (silent, answers)
    ]
    shown = suggest(index_of(silent, answers), SEEKER)
    assert ids(shown) == [2, 1]
    assert shown == suggest(index_of(*weighted), SEEKER)
    assert shown == suggest(index_of(ANA).refresh([silent, answers]), SEEKER)


def test_a_programme_opens_its_own_mentors():
    index = index_of(like_ana(1, programme=7))
    assert ids(suggest(index, replace(SEEKER, programmes=frozenset({7})))) == [1]


def test_gender_counts_only_when_asked_for():
    index = index_of(like_ana(1, gender="man"), like_ana(2, gender="woman"))
    one, other = suggest(index, SEEKER)
    assert one.score == other.score
    assert ids(suggest(index, replace(SEEKER, preferences=Preferences(gender="woman")))) == [2]


def test_the_score_is_the_product_of_its_factors():
    (ana,) = suggest(index_of(like_ana(1, expected_load=1.0, free=1)), SEEKER)
    assert ana.score == pytest.approx(ana.interest * ana.acceptance * ana.room)
    assert ana.room == pytest.approx(np.exp(-1.0))
    # Prior Beta(1.2, 1.8): mean .4 and one standard deviation sqrt(.4 * .6 / 4).
    assert ana.acceptance == pytest.approx((0.4 + np.sqrt(0.06)) / (1.0 + np.exp(-2.6)))
    assert ana.interest == pytest.approx(1.0 / (1.0 + np.exp(-1.1)))


def test_the_nearer_mentor_comes_first_but_the_far_one_is_shown():
    index = index_of(like_ana(1, country="MX"), like_ana(2))
    assert ids(suggest(index, SEEKER)) == [2, 1]


def test_a_neighbouring_trade_counts_by_half_but_is_not_called_the_same():
    index = index_of(
        like_ana(1, industries=("0111",)),
        like_ana(2, industries=("1079",)),
        like_ana(3, industries=("1071",)),
    )
    same, near, far = suggest(index, replace(SEEKER, industry="1071"))
    assert ids((same, near, far)) == [3, 2, 1]
    assert KnowsIndustry("1071") in same.reasons
    assert not any(isinstance(reason, KnowsIndustry) for reason in near.reasons)


def test_at_most_two_of_one_employer_are_shown():
    mentors = [like_ana(i, employer=5) for i in (1, 2, 3)]
    index = index_of(*mentors, like_ana(4, country="MX"))
    assert ids(suggest(index, SEEKER)) == [1, 2, 4]


def test_an_employer_with_everybody_on_top_does_not_hide_the_others():
    mentors = [like_ana(i, employer=5) for i in range(1, 200)]
    index = index_of(*mentors, like_ana(500, country="MX"))
    assert ids(suggest(index, SEEKER)) == [1, 2, 500]


def test_one_of_five_places_goes_to_a_newcomer():
    known = {"requests": 20, "replies": 20, "decayed_requests": 20.0, "decayed_replies": 20.0}
    index = index_of(*(like_ana(i, **known) for i in range(1, 9)), like_ana(100))
    assert ids(suggest(index, SEEKER)) == [1, 2, 3, 4, 100]


def test_the_reasons_are_the_facts():
    mentor = like_ana(
        1,
        areas=("taxes", "pricing"),
        languages=("en", "es"),
        industries=("C",),
        wished_industries=("C",),
        wished_stages=("idea",),
        requests=10,
        replies=8,
        reply_days=2.0,
        free=2,
    )
    seeker = replace(
        SEEKER,
        needs={"taxes": 0.4, "pricing": 0.9, "exports": 0.2},
        languages=("es", "quc"),
        stage="idea",
        industry="C",
    )
    (suggestion,) = suggest(index_of(mentor), seeker)
    assert suggestion.reasons == (
        HelpsWith(("pricing", "taxes")),
        Speaks(("es",)),
        SameCountry("GT"),
        KnowsIndustry("C"),
        AskedForIndustry("C"),
        AskedForStage("idea"),
        ReplyKnown(replied=8, of=10, days=2.0),
        Places(free=2, of=3),
    )


def test_a_mentor_with_few_requests_is_said_to_be_unknown():
    (suggestion,) = suggest(index_of(like_ana(1, requests=4, replies=4, country="MX")), SEEKER)
    assert suggestion.reasons == (
        HelpsWith(("pricing",)),
        Speaks(("es",)),
        ReplyUnknown(),
        Places(free=3, of=3),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_index_suggests_whom_an_exhaustive_search_finds(seed, monkeypatch):
    # Small windows, so that the early stop is at work with few mentors.
    monkeypatch.setattr(windows, "FEWEST_ROWS", 16)
    rng = np.random.default_rng(seed)
    mentors = crowd(800, rng)
    index = index_of(*mentors)
    for _ in range(30):
        seeker = someone(rng)
        assert ids(suggest(index, seeker)) == best_ids(mentors, seeker)


def reader_of(mentors):
    """The loads of `mentors`, whatever an index made before says."""
    by_id = {m.id: m for m in mentors}

    def read(mentor_ids):
        now = [by_id[i] for i in mentor_ids.tolist()]
        return Loads(np.array([m.free for m in now]), np.array([m.expected_load for m in now]))

    return read


@pytest.mark.parametrize("percent", [10, 25, 40, 60, 80, 90, 95, 100])
@pytest.mark.parametrize("busy", [{"free": 0}, {"expected_load": 4.0}])
def test_whoever_has_less_room_since_the_index_was_made_leaves_their_place_to_the_right_one(
    percent, busy
):
    rng = np.random.default_rng(percent)
    mentors = crowd(800, rng)
    index = index_of(*mentors)
    for _ in range(6):
        seeker = someone(rng)
        # Above all those who were best: to replace them is what needs others to be read.
        best = {s.mentor_id for s in suggest(index, seeker, limit=40)[: percent // 3]}
        now = [
            replace(m, **busy) if m.id in best or rng.random() < percent / 100 else m
            for m in mentors
        ]
        assert ids(suggest(index, seeker, loads=reader_of(now))) == best_ids(now, seeker)


def test_all_filled_up_among_many_is_found_out_soon():
    mentors = [like_ana(i) for i in range(1, 20_001)]
    index, asked = index_of(*mentors), []

    def all_full(mentor_ids):
        asked.append(len(mentor_ids))
        return Loads(np.zeros(len(mentor_ids)), np.zeros(len(mentor_ids)))

    assert suggest(index, SEEKER, loads=all_full) == ()
    assert sum(asked) == 20_000
    assert len(asked) < 8


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_nobody_without_room_language_or_area_is_ever_shown(seed):
    rng = np.random.default_rng(seed)
    mentors = crowd(60, rng)
    by_id = {m.id: m for m in mentors}
    seeker = someone(rng)
    for suggestion in suggest(index_of(*mentors), seeker):
        mentor = by_id[suggestion.mentor_id]
        assert mentor.free > 0
        assert mentor.is_open
        assert mentor.is_adult
        assert set(mentor.languages) & set(seeker.languages)
        assert set(mentor.areas) & set(seeker.needs)
        assert 0.0 < suggestion.score <= 1.0


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_mentors_come_makes_no_difference(seed):
    rng = np.random.default_rng(seed)
    mentors = crowd(60, rng)
    seeker = someone(rng)
    shuffled = random.Random(seed).sample(mentors, len(mentors))
    assert suggest(index_of(*mentors), seeker) == suggest(index_of(*shuffled), seeker)


@given(st.integers(1, 6), st.floats(0.0, 8.0), st.floats(0.0, 8.0))
@settings(deadline=None)
def test_more_room_never_lowers_the_score(free, load, more):
    emptier, fuller, freer = (
        suggest(index_of(like_ana(1, places=7, free=k, expected_load=L)), SEEKER)[0].score
        for k, L in ((free, load), (free, load + more), (free + 1, load))
    )
    assert fuller <= emptier <= freer


@pytest.mark.parametrize("load", [740.0, 800.0, 1e30])
def test_whoever_is_sure_to_be_full_is_named_as_full(load):
    index = index_of(replace(ANA, free=3, expected_load=load))
    assert suggest(index, SEEKER) == ()
    assert why_nobody(index, SEEKER) == Nobody.ALL_FULL


def test_whoever_fills_up_in_the_reading_is_full_as_well():
    index = index_of(ANA)

    def busy(ids):
        return Loads(np.full(len(ids), 3), np.full(len(ids), 800.0))

    assert suggest(index, SEEKER, loads=busy) == ()
    assert why_nobody(index, SEEKER, loads=busy) == Nobody.ALL_FULL


def test_a_limit_above_all_mentors_costs_by_the_mentors():
    index = index_of(*(like_ana(i) for i in range(1, 301)))
    began = process_time()
    shown = suggest(index, SEEKER, limit=10**5000)
    assert process_time() - began < 5.0
    assert len(shown) == 300
