"""A term of the linear predictor whose coefficient is 1; R's numbers are the cases `*.offset`."""

import numpy as np
import pytest

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import NotNumeric, OutOfRange, UnequalLengths
from survey_statistics.regression import predictive_margins, regress

N = 40
AGE = np.arange(N) % 7 + 20.0
EXPOSURE = 1.0 + np.arange(N) % 5
COUNTS = np.arange(N) * 3 % 11
DESIGN = survey_design(weights=1.0 + np.arange(N) % 3)


def fitted(offset, kind="poisson"):
    return regress(DESIGN, COUNTS, {"age": AGE}, kind=kind, offset=offset)


@pytest.mark.parametrize(
    ("offset", "refusal"),
    [
        (["much"] * N, NotNumeric),
        (np.full(N, np.inf), OutOfRange),
        (np.zeros(N - 1), UnequalLengths),
    ],
)
def test_an_offset_that_is_no_column_of_numbers_is_refused_by_name(offset, refusal):
    with pytest.raises(refusal, match="exposure"):
        fitted({"exposure": offset})


def test_rows_without_an_offset_are_left_out():
    offset = np.log(EXPOSURE)
    offset[3] = np.nan
    kept = np.arange(N) != 3
    without = regress(DESIGN, COUNTS, {"age": AGE}, kind="poisson", offset=offset)
    chosen = regress(
        DESIGN, COUNTS, {"age": AGE}, kind="poisson", offset=np.log(EXPOSURE), where=kept
    )
    assert without.n == N - 1
    assert without["age"].value == pytest.approx(chosen["age"].value, rel=1e-6)


def test_a_constant_offset_only_moves_the_intercept():
    plain, moved = fitted(None), fitted(np.full(N, 2.0))
    assert moved["age"].value == pytest.approx(plain["age"].value, rel=1e-6)
    assert moved["(Intercept)"].value == pytest.approx(plain["(Intercept)"].value - 2, rel=1e-6)


def test_a_linear_offset_is_taken_from_the_outcome():
    shifted = regress(DESIGN, COUNTS - 5 * EXPOSURE, {"age": AGE})
    offset = fitted(5 * EXPOSURE, "linear")
    assert offset["age"].value == pytest.approx(shifted["age"].value, rel=1e-12)
    assert offset["age"].standard_error == pytest.approx(shifted["age"].standard_error, rel=1e-12)


def test_margins_keep_the_offset_of_each_row():
    fit = fitted(np.log(EXPOSURE))
    (margin,) = predictive_margins(fit, "age", at=[25])
    rate = np.exp(fit["(Intercept)"].value + 25 * fit["age"].value)
    assert margin.value == pytest.approx(rate * np.average(EXPOSURE, weights=DESIGN.weights))
