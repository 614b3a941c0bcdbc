"""Replicate weights that came with the data."""

import numpy as np
import pytest

from survey_statistics.errors import OutOfRange, UnequalLengths
from survey_statistics.replicates import given_replicates

WEIGHTS = [10.0, 10.0, 20.0]
FACTORS = np.array([[2.0, 0.0, 1.0], [0.0, 2.0, 1.0], [1.0, 1.0, 1.0]])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"replicate_weights": FACTORS[:2]}, UnequalLengths),
        ({"rscales": [1.0]}, UnequalLengths),
        ({"scale": 0.0}, OutOfRange),
        ({"scale": np.nan}, OutOfRange),
        ({"replicate_weights": -FACTORS}, OutOfRange),
        ({"rscales": [1.0, np.nan, 1.0]}, OutOfRange),
    ],
)
def test_what_does_not_fit_is_refused(change, error):
    asked = {"replicate_weights": FACTORS, "scale": 1.0, **change}
    with pytest.raises(error):
        given_replicates(WEIGHTS, **asked)


def test_a_replicate_that_repeats_others_brings_no_degree_of_freedom():
    # the third is the mean of the first two
    design = given_replicates(WEIGHTS, FACTORS, scale=1.0, combined=False)
    assert design.degrees_of_freedom == 1


def test_the_degrees_that_a_producer_states_are_kept():
    assert (
        given_replicates(WEIGHTS, FACTORS, scale=1.0, degrees_of_freedom=7).degrees_of_freedom == 7
    )
