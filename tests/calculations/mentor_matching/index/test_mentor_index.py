"""The index: whom it refuses, how it is refreshed, that it cannot be changed."""

from dataclasses import replace

import numpy as np
import pytest
from tests.calculations.mentor_matching.mentors import (
    ANA,
    AREAS,
    SEEKER,
    crowd,
    index_of,
    like_ana,
    someone,
)

from mentor_matching.errors import DuplicateMentorError, InvalidMentorError
from mentor_matching.index import LeftOut, LeftOutReason, Mentor, MentorIndex
from mentor_matching.ranking import suggest
from mentor_matching.reasons import KnowsIndustry


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"areas": ()}, LeftOutReason.NO_AREAS),
        ({"areas": ("pricing", "alchemy")}, LeftOutReason.UNKNOWN_AREA),
        ({"languages": ()}, LeftOutReason.NO_LANGUAGES),
        ({"free": -1}, LeftOutReason.IMPOSSIBLE_LOAD),
        ({"expected_load": float("nan")}, LeftOutReason.IMPOSSIBLE_LOAD),
        ({"expected_load": float("inf")}, LeftOutReason.IMPOSSIBLE_LOAD),
        ({"decayed_replies": 2.0, "decayed_requests": 1.0}, LeftOutReason.IMPOSSIBLE_RECORD),
        ({"decayed_requests": 0.0}, LeftOutReason.IMPOSSIBLE_RECORD),
        (
            {"decayed_requests": float("nan"), "decayed_replies": 0.0},
            LeftOutReason.IMPOSSIBLE_RECORD,
        ),
    ],
)
def test_a_mentor_nobody_can_be_sent_to_is_left_out_with_the_reason(changes, reason):
    index = MentorIndex.build([ANA, like_ana(2, **changes)], areas=AREAS, leave_out_impossible=True)
    assert index.left_out == (LeftOut(2, reason),)
    assert [s.mentor_id for s in suggest(index, SEEKER)] == [ANA.id]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("replies", {"replies": 5, "requests": 2}),
        ("replies", {"replies": -1}),
        ("requests", {"requests": -1}),
        ("requests", {"requests": 2.5}),
        ("free", {"free": 4, "places": 3}),
        ("free", {"free": -1}),
        ("free", {"free": "3"}),
        ("places", {"places": 10**30, "free": 10**30}),
        ("id", {"id": 2**70}),
        ("id", {"id": "ana"}),
        ("employer", {"employer": 2**70}),
        ("expected_load", {"expected_load": float("nan")}),
        ("decayed_replies", {"decayed_replies": 2.0, "decayed_requests": 1.0}),
        ("decayed_replies", {"requests": 8, "replies": 6, "decayed_requests": 5.0}),
        ("decayed_requests", {"requests": 8, "replies": 6, "decayed_replies": 5.0}),
        ("decayed_requests", {"decayed_requests": np.array([1, 2]), "decayed_replies": 0.0}),
        ("expected_load", {"expected_load": np.array([1, 2])}),
        ("reply_days", {"reply_days": np.array([1, 2])}),
        ("reply_days", {"reply_days": -1.0}),
        ("languages", {"languages": "es"}),
        ("areas", {"areas": "pricing"}),
        ("areas", {"areas": None}),
        ("industries", {"industries": (None,)}),
        ("industries", {"industries": iter(["1071"])}),
        ("country", {"country": ["GT"]}),
    ],
)
def test_an_impossible_fact_is_refused_by_its_field(field, changes):
    broken = replace(ANA, **{"id": 2, **changes})
    with pytest.raises(InvalidMentorError, match=f"^{field} ") as refused:
        index_of(ANA, broken)
    assert refused.value.field == field
    with pytest.raises(InvalidMentorError, match=f"^{field} "):
        index_of(ANA).refresh([broken])


@pytest.mark.parametrize("collection", [list, set, frozenset, dict.fromkeys])
def test_names_may_come_in_any_collection(collection):
    names = {
        **{"areas": ("pricing", "taxes"), "languages": ("es",), "industries": ("1071", "4711")},
        **{"wished_industries": ("1071",), "wished_stages": ("idea",)},
    }
    seeker = replace(SEEKER, industry="1071", stage="idea")
    expected = suggest(index_of(like_ana(1, **names)), seeker)
    same = like_ana(1, **{name: collection(held) for name, held in names.items()})
    for index in (index_of(same), index_of(ANA).refresh([same])):
        assert suggest(index, seeker) == expected != ()


def test_numbers_of_numpy_are_numbers():
    index = index_of(replace(ANA, id=np.int64(7), free=np.int32(2), expected_load=np.float32(0.5)))
    assert [s.mentor_id for s in suggest(index, SEEKER)] == [7]


def test_the_same_mentor_twice_is_refused():
    with pytest.raises(DuplicateMentorError):
        index_of(ANA, ANA)


def test_the_same_mentor_twice_in_a_refresh_is_refused():
    with pytest.raises(DuplicateMentorError):
        index_of(ANA).refresh([like_ana(2), like_ana(2)])


def test_columns_cannot_be_written():
    index = index_of(ANA)
    for array in (index.columns.free, index.room, index.reply_chance):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9


def test_an_empty_index_holds_nobody():
    index = index_of()
    assert len(index) == 0
    assert index.rows_of(np.array([1, 2])).tolist() == [-1, -1]


def test_rows_are_found_by_id_and_strangers_are_not():
    index = index_of(*(like_ana(i, free=i % 3) for i in (30, 10, 20)))
    rows = index.rows_of(np.array([10, 20, 30, 15, 99]))
    assert index.columns.ids[rows[:3]].tolist() == [10, 20, 30]
    assert rows[3:].tolist() == [-1, -1]


def test_a_refresh_changes_adds_and_removes():
    index = index_of(ANA, like_ana(2), like_ana(3))
    later = index.refresh([like_ana(2, free=0), like_ana(4, languages=("es", "ixl"))], removed=[3])
    assert [s.mentor_id for s in suggest(later, SEEKER)] == [1, 4]
    assert [s.mentor_id for s in suggest(index, SEEKER)] == [1, 2, 3], "the old index stays"


def test_a_refresh_that_breaks_a_mentor_closes_them_until_repaired():
    broken = index_of(ANA, like_ana(2)).refresh([like_ana(2, areas=())])
    assert broken.left_out == (LeftOut(2, LeftOutReason.NO_AREAS),)
    assert [s.mentor_id for s in suggest(broken, SEEKER)] == [1]
    repaired = broken.refresh([like_ana(2)])
    assert repaired.left_out == ()
    assert [s.mentor_id for s in suggest(repaired, SEEKER)] == [1, 2]


def test_a_refreshed_index_suggests_what_a_built_one_would():
    rng = np.random.default_rng(4)
    before = crowd(300, rng)
    changed = crowd(60, rng, first_id=270)
    refreshed = MentorIndex.build(before, areas=AREAS).refresh(changed, removed=range(1, 20))
    now = {m.id: m for m in before} | {m.id: m for m in changed}
    built = index_of(*(m for m in now.values() if m.id >= 20))
    for _ in range(40):
        seeker = someone(rng)
        assert suggest(refreshed, seeker) == suggest(built, seeker)


def test_names_past_the_first_word_of_bits_are_kept_through_build_and_refresh():
    industries = tuple(f"{i:04}" for i in range(100))
    index = index_of(*(like_ana(i, industries=(name,)) for i, name in enumerate(industries)))
    languages = tuple(f"language {i:03}" for i in range(70))
    later = index.refresh([like_ana(500, languages=languages, industries=("9999",))])
    (found,) = suggest(index, replace(SEEKER, industry="0099"), limit=1)
    assert (found.mentor_id, KnowsIndustry("0099") in found.reasons) == (99, True)
    seeker = replace(SEEKER, languages=("language 069",), industry="9999")
    (found,) = suggest(later, seeker)
    assert (found.mentor_id, KnowsIndustry("9999") in found.reasons) == (500, True)
    assert suggest(later, replace(SEEKER, industry="0099"), limit=1)[0].mentor_id == 99


def test_a_set_is_kept_however_it_is_ordered():
    one = Mentor(id=1, areas=("taxes", "pricing"), languages=("en", "es"))
    other = Mentor(id=1, areas=("pricing", "taxes"), languages=("es", "en"))
    assert index_of(one).columns.areas == index_of(other).columns.areas


def test_a_refresh_with_nothing_changes_nothing():
    index = index_of(ANA)
    assert suggest(index.refresh([], removed=[99]), SEEKER) == suggest(index, SEEKER)


def test_an_empty_index_takes_its_first_mentor():
    later = index_of().refresh([ANA])
    assert [s.mentor_id for s in suggest(later, SEEKER)] == [ANA.id]
