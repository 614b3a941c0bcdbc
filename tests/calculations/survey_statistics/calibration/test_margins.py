"""Margins: what is refused, and how labels are matched."""

import numpy as np
import pytest

from survey_statistics.calibration import (
    LinearCalibration,
    Raking,
    categorical_margin,
    numeric_margin,
    population_margin,
)
from survey_statistics.errors import (
    EmptyCell,
    MarginsDisagree,
    MissingValue,
    NotConverged,
    OutOfRange,
    UnequalLengths,
    UnknownLevel,
)


def test_a_label_without_a_population_total_is_refused_by_name() -> None:
    with pytest.raises(UnknownLevel, match=r"'x' of column 'sex'.*f, m"):
        categorical_margin({"sex": ["f", "x"]}, {"f": 60, "m": 40})


@pytest.mark.parametrize("gap", [None, np.nan, ""])
def test_a_gap_among_the_labels_is_called_a_gap(gap: object) -> None:
    with pytest.raises(MissingValue, match=r"'sex'.*row 2"):
        categorical_margin({"sex": np.array(["f", gap, "m"], dtype=object)}, {"f": 60, "m": 40})


def test_a_population_level_nobody_has_is_refused_by_name() -> None:
    with pytest.raises(EmptyCell, match=r"'m' of 'sex' holds a population of 40"):
        categorical_margin({"sex": ["f", "f"]}, {"f": 60, "m": 40})


@pytest.mark.parametrize("total", [-1.0, 0.0, np.inf, np.nan])
def test_an_impossible_total_is_refused(total: float) -> None:
    with pytest.raises(OutOfRange, match="sex = m"):
        categorical_margin({"sex": ["f", "m"]}, {"f": 60, "m": total})


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(UnequalLengths, match="sex"):
        categorical_margin({"sex": ["f"]}, {"f": 60}, rows=np.array([True, False]))


def test_a_gap_in_a_quantity_is_refused() -> None:
    with pytest.raises(MissingValue, match=r"'age'.*row 2"):
        numeric_margin({"age": [20, None]}, 400)


@pytest.mark.parametrize("method", [Raking, LinearCalibration])
def test_margins_that_add_up_differently_are_refused(method: type) -> None:
    sex = categorical_margin({"sex": ["f", "m"]}, {"f": 60, "m": 40})
    age = categorical_margin({"age": ["old", "young"]}, {"old": 70, "young": 31})
    with pytest.raises(MarginsDisagree, match=r"'sex' adds up to 100, 'age' adds up to 101"):
        method((sex, age)).calibrate(np.ones(2))


def test_a_size_that_contradicts_a_classification_is_refused_with_what_was_reached() -> None:
    sex = categorical_margin({"sex": ["f", "m"]}, {"f": 60, "m": 40})
    with pytest.raises(NotConverged, match=r"of 120"):
        LinearCalibration((sex, population_margin(2, 120))).calibrate(np.ones(2))


def test_rows_without_weight_may_have_any_label() -> None:
    answered = np.array([True, False, True])
    margin = categorical_margin({"sex": ["f", None, "m"]}, {"f": 60, "m": 40}, rows=answered)
    assert margin.groups.codes[answered].tolist() == [0, 1]


def test_numbers_match_the_text_they_would_be_written_as() -> None:
    margin = categorical_margin({"wave": np.array([2.0, 1.0])}, {"1": 60, "2": 40})
    assert margin.groups.codes.tolist() == [1, 0]
