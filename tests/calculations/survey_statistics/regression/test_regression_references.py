"""Linear and logistic regressions against R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import NAMES, R, School, same, school
from tests.calculations.survey_statistics.weighting_references import stored

from survey_statistics.regression.regress import Regression, regress

PREDICTORS = ("ell", "meals", "mobility")


def predictors(s: School, names: tuple[str, ...] = PREDICTORS) -> dict[str, object]:
    return {name: s.numbers(name) for name in names}


def assert_same(ours: Regression, theirs: dict[str, dict[str, float]]) -> None:
    for name, expected in theirs.items():
        same(ours[name].value, expected["est"])
        same(ours[name].standard_error, expected["se"])
        assert ours[name].p_value == pytest.approx(expected["p"], rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_linear(name: str) -> None:
    s = school(name)
    ours = regress(s.design, s.numbers("api00"), predictors(s))
    assert_same(ours, s.case("glm_gauss"))


@pytest.mark.parametrize("name", NAMES)
def test_logistic(name: str) -> None:
    s = school(name)
    ours = regress(s.design, s.text("sch.wide"), predictors(s), kind="logistic", event="Yes")
    assert_same(ours, s.case("glm_logit"))


# The vignette's logistic standard errors come from a fit that took one step more than R's default.
ONE_STEP_MORE = 1e-6


@pytest.mark.parametrize(
    ("case", "kind", "outcome"),
    [("P07_api_glm", "linear", "api00"), ("P08_api_logit", "logistic", "sch.wide")],
)
def test_published(case: str, kind: str, outcome: str) -> None:
    s, theirs = school("clus1"), stored("published")[case]["values"]
    y = s.numbers(outcome) if kind == "linear" else s.text(outcome)
    event = None if kind == "linear" else "Yes"
    ours = regress(s.design, y, predictors(s, ("ell", "meals")), kind=kind, event=event)
    for coefficient, value, error in zip(
        ours.coefficients, theirs["est"], theirs["se"], strict=True
    ):
        same(coefficient.value, value)
        same(coefficient.standard_error, error, ONE_STEP_MORE if event else R)
