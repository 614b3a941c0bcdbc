"""Predictive margins of a numeric predictor and in a domain."""

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import school

from survey_statistics.estimation import difference
from survey_statistics.regression import predictive_margins, regress


def test_one_unit_of_a_number_is_its_coefficient() -> None:
    s = school("strat")
    fit = regress(
        s.design, s.numbers("api00"), {"meals": s.numbers("meals"), "ell": s.numbers("ell")}
    )
    step = difference(predictive_margins(fit, "meals", [10, 11]), 1, 0)
    assert step.value == pytest.approx(fit["meals"].value)
    assert step.standard_error == pytest.approx(fit["meals"].standard_error)


def test_margins_are_about_the_rows_of_the_model() -> None:
    s = school("strat")
    chosen = np.array(s.text("awards")) == "Yes"
    fit = regress(s.design, s.numbers("api00"), {"stype": s.text("stype")}, where=chosen)
    margins = predictive_margins(fit, "stype")
    assert margins[0].value == pytest.approx(fit["(Intercept)"].value)
    assert margins[0].n == fit.n == int(chosen.sum())
