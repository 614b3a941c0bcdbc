"""Time to a reply, with silence counted as infinite."""

from math import inf, nan

import numpy as np
import pytest

from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.reply_time import reply_time


@pytest.mark.parametrize("days", [-1.0, nan])
def test_times_that_cannot_be_are_refused(days):
    with pytest.raises(InvalidRecordError):
        reply_time([days])


def test_below_five_requests_there_is_no_answer():
    assert reply_time([1.0, 1.0, 1.0, 1.0]) is None


def test_whoever_answers_one_in_five_within_a_day_is_not_fast():
    assert reply_time([1.0, inf, inf, inf, inf]).median == inf


def test_the_middle_of_an_even_number_is_the_lower_one():
    assert reply_time([1.0, 2.0, 3.0, inf, inf, inf]).median == 3.0


def test_the_band_holds_the_true_median_as_often_as_promised():
    rng = np.random.default_rng(21)
    held = 0
    for _ in range(2000):
        band = reply_time(rng.exponential(2.0, 15))
        held += band.low <= 2.0 * np.log(2.0) <= band.high
    assert 0.8 <= held / 2000 <= 0.92
