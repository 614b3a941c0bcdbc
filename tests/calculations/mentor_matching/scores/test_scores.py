"""f and g: probabilities that grow with what fits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor_matching.scores.acceptance import acceptance
from mentor_matching.scores.interest import interest, need_fit
from mentor_matching.scores.score import Scores

flags = st.booleans()


def test_needs_and_strengths_must_pair_up():
    with pytest.raises(ValueError, match="zip"):
        need_fit([np.array([True])], (0.5, 0.5))


def test_the_fit_is_the_share_of_the_needs():
    covered = [np.array([True, False, True, False]), np.array([False, True, True, False])]
    assert need_fit(covered, (0.75, 0.25)).tolist() == [0.75, 0.25, 1.0, 0.0]


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), flags, flags)
@settings(deadline=None)
def test_interest_is_a_chance_that_grows_with_the_fit(one, other, industry, country):
    low, high = sorted((one, other))
    assert 0.0 < interest(low, industry, country) <= interest(high, industry, country) < 1.0


@given(st.floats(0.0, 1.0), flags, flags)
@settings(deadline=None)
def test_acceptance_never_exceeds_the_chance_of_a_reply(reply, stage, industry):
    assert 0.0 <= acceptance(reply, stage, industry) <= reply
    assert acceptance(reply, stage, industry) <= acceptance(reply, True, True)


def test_the_total_is_the_product():
    scores = Scores(np.array([0.5, 0.5]), np.array([0.5, 0.2]), np.array([1.0, 0.0]))
    assert scores.total.tolist() == [0.25, 0.0]
    assert scores.take(np.array([1])).acceptance.tolist() == [0.2]
