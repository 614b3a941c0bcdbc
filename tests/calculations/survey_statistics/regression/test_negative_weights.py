"""A calibration without bounds can leave negative weights; R's numbers: the cases `negative.*`."""

import numpy as np
import pytest

from survey_statistics.association import t_test
from survey_statistics.designs.build import survey_design
from survey_statistics.errors import NotAvailable
from survey_statistics.estimation import mean, quantile
from survey_statistics.regression import regress

Y = np.array([3.0, 1.0, 2.0, 4.0, 6.0, 5.0])
DESIGN = survey_design(size=6).with_weights(np.array([2.0, -1.0, 3.0, 2.0, 0.0, 1.0]))


def test_a_regression_refuses_them_with_what_to_do():
    with pytest.raises(NotAvailable, match="give it bounds"):
        regress(DESIGN, Y, {"x": np.arange(6.0)})
    with pytest.raises(NotAvailable, match="negative"):
        t_test(DESIGN, Y, {"half": ["a", "b", "a", "b", "a", "b"]})


def test_a_regression_of_a_domain_without_them_is_made():
    assert regress(DESIGN, Y, {"x": np.arange(6.0) ** 2}, where=np.arange(6) > 1).n == 3


def test_they_count_in_means_and_in_the_number_of_rows():
    (found,) = mean(DESIGN, Y)
    assert found.value == pytest.approx((6 - 1 + 6 + 8 + 5) / 7)
    assert found.n == 5


def test_a_quantile_is_the_last_step_that_the_share_covers_and_the_next():
    # 1: -1, 2: 2, 3: 4, 4: 6, 5: 7 of 7
    values = [item.value for item in quantile(DESIGN, Y, [0.2, 0.5, 0.9])]
    assert values == [2.0, 3.0, 5.0]
