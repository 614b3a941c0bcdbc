"""Limits of a proportion whose variance is nothing but rounding."""

import numpy as np
import pytest

from survey_statistics.estimation.proportion_intervals import (
    METHODS,
    Proportion,
    proportion_limits,
)


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("variance", [1e-14, 1e-18, 1e-21, 1e-30])
@pytest.mark.parametrize("p", [0.001, 0.057, 0.5, 0.999])
def test_limits_close_in_on_the_share(method: str, variance: float, p: float) -> None:
    item = Proportion(p=p, variance=variance, n=673, rows=700, degrees=99, level=0.95)
    low, high = proportion_limits(method, [item])
    assert np.isfinite([low[0], high[0]]).all()
    assert low[0] <= p <= high[0]
    if method != "korn-graubard":  # it never counts more rows than there are
        assert high[0] - low[0] < 1e-4
