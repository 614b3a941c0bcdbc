"""The record that a request finds: only what was known by then, and no yes without a request."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_matching.forecast.prior import FIRST_WEEKS
from mentor_matching.forecast.reply_rate import reply_rates
from mentor_matching.forecast.running_record import running_record


def test_a_request_says_nothing_of_those_that_come_before_it_is_old_enough() -> None:
    yes, of = running_record([0.0, 6.0, 7.0, 187.0], [1, 1, 0, 0], half_life_days=180)
    assert of == pytest.approx(
        [0, 0, 0.5 ** (7 / 180), 0.5 ** (187 / 180) + 0.5 ** (181 / 180) + 0.5]
    )
    assert yes == pytest.approx([0, 0, 0.5 ** (7 / 180), 0.5 ** (187 / 180) + 0.5 ** (181 / 180)])


@given(st.integers(0, 2**32), st.integers(2, 120), st.sampled_from([0.5, 0.9, 1.0]))
def test_acceptances_never_exceed_the_requests_they_belong_to(
    seed: int, number: int, share: float
) -> None:
    chance = np.random.default_rng(seed)
    day = np.sort(chance.uniform(0, 400, number))
    yes, of = running_record(day, chance.random(number) < share)
    assert np.all(yes <= of)
    assert np.all(reply_rates(yes, of, FIRST_WEEKS).mean < 1)
