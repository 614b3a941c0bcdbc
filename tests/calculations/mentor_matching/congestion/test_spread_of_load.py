"""Concentration of load on mentors and served rates by group."""

import numpy as np
import pytest

from mentor_matching.congestion.concentration import gini, top_share
from mentor_matching.congestion.served import served_rates
from mentor_matching.errors import InvalidRecordError


def test_people_without_a_group_are_refused():
    with pytest.raises(InvalidRecordError):
        served_rates(["es"], [True, False])


def test_nobody_gives_no_rates():
    assert served_rates([], []) == ()


def test_loads_of_nobody_have_no_concentration():
    assert np.isnan(gini([]))
    assert np.isnan(gini([0.0, 0.0]))
    assert np.isnan(top_share([], 0.01))


def test_concentration_by_hand():
    assert gini([1.0, 1.0, 1.0]) == pytest.approx(0.0)
    assert gini([0.0, 0.0, 0.0, 1.0]) == 0.75
    assert top_share([1.0, 1.0, 8.0], 0.01) == 0.8
    assert top_share([4.0] * 10, 0.1) == pytest.approx(0.1)


def test_a_group_under_four_fifths_of_the_best_raises_the_alert():
    groups = ["es"] * 50 + ["en"] * 50 + ["quc"] * 50
    served = [True] * 40 + [False] * 10 + [True] * 33 + [False] * 17 + [True] * 31 + [False] * 19
    rates = {rate.group: rate for rate in served_rates(groups, served)}
    assert [group for group, rate in rates.items() if rate.alert] == ["quc"]
    assert rates["quc"].of_best == pytest.approx(0.775)
    assert rates["en"].of_best == pytest.approx(0.825)


def test_a_few_people_neither_raise_the_alert_nor_set_the_mark():
    groups = ["es"] * 50 + ["few"] * 3 + ["fewer"] * 2
    served = [True] * 25 + [False] * 25 + [True] * 3 + [False] * 2
    assert not any(rate.alert for rate in served_rates(groups, served))


def test_where_nobody_was_served_nothing_is_compared():
    (rate,) = served_rates(["es"] * 30, [False] * 30)
    assert np.isnan(rate.of_best)
    assert not rate.alert


def test_a_group_at_exactly_four_fifths_of_the_best_raises_no_alert():
    groups = ["es"] * 20 + ["quc"] * 20
    rates = served_rates(groups, [True] * 15 + [False] * 5 + [True] * 12 + [False] * 8)
    assert [(rate.of_best, rate.alert) for rate in rates] == [(0.8, False), (1.0, False)]
