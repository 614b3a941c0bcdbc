"""Calibrated estimates against R survey, for six designs and six methods."""

import pytest
from tests.calculations.survey_statistics.weighting_references import (
    DATA,
    R,
    design,
    numbers,
    steps,
    stored,
)

from survey_statistics.estimation.means import mean, total

DESIGNS = ("srs", "strat", "clus1", "srs_nofpc", "strat_nofpc", "clus1_nofpc")
METHODS = ("poststrat", "rake", "greg", "calrak", "callogit", "callinb")
# R stopped this logit calibration at its epsilon of 1e-8; we go on to 1e-10.
STOPPED_EARLY = {"clus1_callogit": 1e-8, "clus1_nofpc_callogit": 1e-8}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", DESIGNS)
def test_means_totals_and_weights_equal_those_of_r(name: str, method: str) -> None:
    case = stored("survey_package")[f"{name}_{method}"]["values"]
    close = STOPPED_EARLY.get(f"{name}_{method}", R)
    data = DATA[name.partition("_")[0]]
    base = design(name)

    result = steps(data)[method].calibrate(base.weights)
    calibrated = base.calibrated(result.weights, result.residuals)

    score = mean(calibrated, numbers(data, "api00")).only
    assert score.value == pytest.approx(case["api00"]["est"], rel=R)
    assert score.standard_error == pytest.approx(case["api00"]["se"], rel=R)
    if "enroll" in case:
        pupils = total(calibrated, numbers(data, "enroll")).only
        assert pupils.value == pytest.approx(case["enroll"]["est"], rel=R)
        assert pupils.standard_error == pytest.approx(case["enroll"]["se"], rel=R)
    if "w" in case:
        assert result.weights.min() == pytest.approx(case["w"]["min"], rel=close)
        assert result.weights.max() == pytest.approx(case["w"]["max"], rel=close)
