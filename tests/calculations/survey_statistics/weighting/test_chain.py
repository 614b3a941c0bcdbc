"""The chain of weighting steps: refusals first, then what it keeps."""

from dataclasses import dataclass

import numpy as np
import pytest

from survey_statistics.calibration import LinearCalibration, Raking, numeric_margin
from survey_statistics.calibration.margins import categorical_margin, population_margin
from survey_statistics.designs.build import survey_design
from survey_statistics.errors import (
    LostWeight,
    MissingWeight,
    NegativeWeight,
    OutOfRange,
    PopulationTooSmall,
    UnknownLevel,
    WeightTooSmall,
)
from survey_statistics.estimation.means import mean
from survey_statistics.weighting import (
    Restriction,
    Trim,
    base_weights,
    base_weights_by_stratum,
    effective_size,
    kish_design_effect,
    nonresponse_cells,
    unknown_eligibility,
    weigh,
)


def test_a_missing_base_weight_is_refused() -> None:
    with pytest.raises(MissingWeight, match="row 2"):
        weigh(np.array([1.0, np.nan]), [])


def test_a_negative_base_weight_is_refused() -> None:
    with pytest.raises(NegativeWeight, match="row 1"):
        weigh(np.array([-1.0, 2.0]), [])


@pytest.mark.parametrize("probability", [0.0, -0.1, 1.1, np.nan])
def test_an_impossible_probability_is_refused(probability: float) -> None:
    with pytest.raises(OutOfRange, match="pi"):
        base_weights({"pi": [0.5, probability]})


def test_a_stratum_without_a_size_or_too_small_is_refused() -> None:
    with pytest.raises(UnknownLevel, match="GT"):
        base_weights_by_stratum({"country": ["GT"]}, {"MX": 10})
    with pytest.raises(PopulationTooSmall, match="GT"):
        base_weights_by_stratum({"country": ["GT", "GT"]}, {"GT": 1})


@dataclass(frozen=True)
class Forgetful:
    """A step that claims to move weight and drops some."""

    name: str = "forgetful"
    keeps_sum: bool = True

    def adjust(self, weights: np.ndarray) -> np.ndarray:
        return weights * 0.9


def test_a_step_that_loses_weight_is_refused_by_name() -> None:
    with pytest.raises(LostWeight, match=r"30 before the step 'forgetful' and to 27 after"):
        weigh(np.full(3, 10.0), [Forgetful()])


def test_a_calibration_that_turns_a_weight_negative_is_refused() -> None:
    far = (population_margin(4, 400), numeric_margin({"age": [20.0, 30, 40, 90]}, 33000))
    with pytest.raises(WeightTooSmall, match="linear calibration"):
        weigh(np.full(4, 100.0), [LinearCalibration(far)])


def test_a_weight_below_the_smallest_allowed_is_refused() -> None:
    with pytest.raises(WeightTooSmall, match="below the smallest one allowed, 1"):
        weigh(
            np.array([2.0, 2.0]),
            [
                Forgetful("halving", False),
                Trim(upper=1.9, lower=0.2),
                Raking((categorical_margin({"a": [1, 1]}, {"1": 1}),)),
            ],
            minimum=1.0,
        )


def chain() -> tuple[np.ndarray, list, np.ndarray]:
    """Sixty units: ten unknown, ten not eligible, half of the others silent."""
    rows = np.arange(60)
    unknown, eligible = rows < 10, rows >= 20
    answered = eligible & (rows % 2 == 0)
    sex = np.where(rows % 3 == 0, "f", "m")
    margin = categorical_margin({"sex": sex}, {"f": 250, "m": 250}, rows=answered)
    steps = [
        unknown_eligibility({"all": np.zeros(60, int)}, unknown=unknown),
        Restriction(eligible, "eligible only"),
        nonresponse_cells({"sex": sex}, respondents=answered, eligible=eligible),
        Raking((margin,)),
        Trim(upper=30.0),
    ]
    return np.full(60, 10.0), steps, answered


def test_the_history_tells_every_step() -> None:
    base, steps, answered = chain()
    result = weigh(base, steps)
    lines = result.history.steps
    assert [line.name for line in lines] == [
        "base",
        "unknown eligibility by all",
        "eligible only",
        "non-response by sex",
        "raking on sex",
        "trimming to -inf - 30",
    ]
    assert [line.n for line in lines] == [60, 50, 40, 20, 20, 20]
    assert [round(line.sum_after, 6) for line in lines] == [600, 600, 480, 480, 500, 500]
    assert lines[-1].design_effect == kish_design_effect(result.weights)
    assert lines[-1].effective_n == effective_size(result.weights)
    assert "raking on sex" in str(result.history).splitlines()[5]
    assert (result.weights[answered] > 0).all() and (result.weights[~answered] == 0).all()


def test_calibrations_of_the_chain_reach_the_taylor_variance() -> None:
    base, steps, _ = chain()
    result = weigh(base, steps[:4])
    sex_is_f = np.arange(60) % 3 == 0
    calibrated = result.design(survey_design(weights=base))
    known = mean(calibrated, sex_is_f.astype(float)).only
    assert known.value == pytest.approx(0.5)
    assert known.standard_error == pytest.approx(0, abs=1e-12)


def test_equal_weights_have_no_design_effect() -> None:
    assert kish_design_effect(np.array([3.0, 3.0, 0.0])) == 1
    assert effective_size(np.array([3.0, 3.0, 0.0])) == 2
