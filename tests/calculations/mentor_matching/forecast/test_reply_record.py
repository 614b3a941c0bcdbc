"""Which requests count towards a mentor's record."""

import numpy as np
import pytest

from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.record import checked_record, reply_record


@pytest.mark.parametrize("age", [-1.0, np.nan])
def test_ages_that_cannot_be_are_refused(age):
    with pytest.raises(InvalidRecordError, match="age"):
        reply_record([0], [True], [True], [age], n_mentors=1)


@pytest.mark.parametrize("mentor", [-1, 3])
def test_a_mentor_out_of_range_is_refused(mentor):
    with pytest.raises(InvalidRecordError, match=r"0\.\.2"):
        reply_record([mentor], [True], [True], [9.0], n_mentors=3)


@pytest.mark.parametrize(
    ("named", "changed"),
    [
        ("replied", {"replied": [True]}),
        ("age_days", {"age_days": [9.0]}),
        ("had_room", {"had_room": []}),
        ("mentor", {"mentor": 0}),
        ("replied", {"replied": [True, np.nan]}),
        ("replied", {"replied": ["yes", "no"]}),
        ("had_room", {"had_room": [2, 0]}),
        ("replied", {"replied": [None, True]}),
        ("mentor", {"mentor": [0.7, 0]}),
        ("mentor", {"mentor": ["0", "1"]}),
        ("position", {"mentor": [np.nan, 0]}),
        ("age", {"age_days": ["old", "new"]}),
        ("half_life_days", {"half_life_days": -5.0}),
        ("half_life_days", {"half_life_days": 0}),
        ("half_life_days", {"half_life_days": np.nan}),
        ("half_life_days", {"half_life_days": "long"}),
        ("old_enough_days", {"old_enough_days": -1}),
        ("n_mentors", {"n_mentors": 2.5}),
        ("n_mentors", {"n_mentors": -1}),
    ],
)
def test_what_is_no_list_of_requests_is_refused_by_its_name(named, changed):
    given = {"mentor": [0, 1], "replied": [True, False], "had_room": [True, True]}
    given |= {"age_days": [9.0, 9.0], "n_mentors": 2}
    with pytest.raises(InvalidRecordError, match=named):
        reply_record(**(given | changed))


@pytest.mark.parametrize(
    ("replies", "requests"), [(2.0, 1.0), (-1.0, 1.0), (np.nan, 1.0), (0.0, np.nan), (0.0, np.inf)]
)
def test_records_that_cannot_be_are_refused(replies, requests):
    with pytest.raises(InvalidRecordError):
        checked_record([replies], [requests])


def test_no_requests_leave_empty_records():
    record = reply_record([], [], [], [], n_mentors=2)
    assert record.requests.tolist() == [0, 0]
    assert record.decayed_replies.tolist() == [0.0, 0.0]


def test_requests_to_full_mentors_and_recent_ones_say_nothing():
    record = reply_record(
        mentor=[0, 0, 0, 1],
        replied=[True, True, True, False],
        had_room=[True, False, True, True],
        age_days=[60.0, 60.0, 2.0, 120.0],
        n_mentors=3,
        half_life_days=60.0,
    )
    assert record.requests.tolist() == [1, 1, 0]
    assert record.replies.tolist() == [1, 0, 0]
    assert record.decayed_requests.tolist() == [0.5, 0.25, 0.0]
    assert record.decayed_replies.tolist() == [0.5, 0.0, 0.0]
