"""Brier score and expected calibration error."""

import numpy as np
import pytest

from mentor_matching.errors import InvalidRecordError
from mentor_matching.forecast.calibration import calibration


@pytest.mark.parametrize(("p", "y"), [([1.1], [1]), ([np.nan], [1]), ([0.5], [2]), ([0.5], [])])
def test_what_is_no_forecast_is_refused(p, y):
    with pytest.raises(InvalidRecordError):
        calibration(p, y)


def test_without_forecasts_there_is_no_figure():
    judged = calibration([], [])
    assert np.isnan(judged.brier)
    assert judged.bins == ()


def test_by_hand():
    judged = calibration([0.1, 0.1, 0.9, 1.0], [0, 1, 1, 1])
    assert judged.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0.0) / 4)
    assert judged.expected_error == pytest.approx(0.5 * 0.4 + 0.5 * 0.05)
    assert [(b.n, b.outcome) for b in judged.bins] == [(2, 0.5), (2, 1.0)]


def test_true_chances_are_calibrated_and_boasting_is_not():
    rng = np.random.default_rng(31)
    p = rng.random(20_000)
    y = rng.random(20_000) < p
    assert calibration(p, y).expected_error < 0.02
    assert calibration(np.sqrt(p), y).expected_error > 0.1
