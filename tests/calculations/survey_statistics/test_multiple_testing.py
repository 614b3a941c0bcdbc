"""Adjusted p-values: refusals, then R's p.adjust."""

import numpy as np
import pytest

from survey_statistics.multiple_testing import UnusablePValue, benjamini_hochberg, holm

P = [0.0003, 0.0021, 0.011, 0.013, 0.04, 0.2]


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan])
def test_a_number_that_is_no_probability_is_named(adjust, bad):
    with pytest.raises(UnusablePValue, match="P-value 1"):
        adjust([0.1, bad])


def test_holm_steps_down():
    assert holm(P) == pytest.approx([0.0018, 0.0105, 0.044, 0.044, 0.08, 0.2], rel=1e-12)


def test_benjamini_hochberg_steps_up():
    assert benjamini_hochberg(P) == pytest.approx(
        [0.0018, 0.0063, 0.0195, 0.0195, 0.048, 0.2], rel=1e-12
    )


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_the_order_of_tests_changes_nothing(adjust):
    shuffled = [3, 0, 5, 1, 4, 2]
    assert adjust(np.array(P)[shuffled]).tolist() == adjust(P)[shuffled].tolist()
