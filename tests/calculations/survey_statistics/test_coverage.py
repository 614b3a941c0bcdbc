"""Do 95% intervals hold the truth in 95% of samples when half of the sample is silent?

1200 samples leave a standard error of 0.6 points of coverage; `benchmarks/interval_coverage.py`
runs thousands. The seed is fixed, so the test is not a matter of luck.
"""

import pytest
from tests.calculations.survey_statistics.coverage_simulation import coverage

pytestmark = pytest.mark.slow
STATISTICS = ("mean", "median", "rare proportion", "common proportion")


@pytest.fixture(scope="module")
def shares() -> dict[tuple[str, str], float]:
    """Share of intervals that hold the truth."""
    return coverage(1200, seed=1, replicates=100)


@pytest.mark.parametrize("statistic", STATISTICS)
def test_the_unadjusted_estimate_fails_visibly(shares, statistic: str) -> None:
    assert shares["unadjusted", statistic] < 0.85


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("method", ["taylor", "bootstrap"])
def test_weighted_intervals_hold_the_truth_as_often_as_they_say(
    shares, method: str, statistic: str
) -> None:
    assert 0.935 <= shares[method, statistic] <= 0.965


@pytest.mark.parametrize("method", ["taylor", "bootstrap"])
def test_korn_and_graubards_interval_of_a_rare_proportion_errs_on_the_safe_side(
    shares, method: str
) -> None:
    assert 0.95 <= shares[method, "rare proportion, Korn-Graubard"] <= 0.99
