"""Representativity: refusals, then the stored R values on the api sample with made non-response.

The model is weighted logistic regression on meals, ell and stype (stored script).
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.survey_statistics.stored_references import miscellaneous, rows

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import MissingValue
from survey_statistics.propensity import (
    OutcomeNotBinary,
    SeparatedOutcome,
    binary_outcome,
    covariate_matrix,
    fitted_propensities,
)
from survey_statistics.representativity.frame_comparison import respondents_against_frame
from survey_statistics.representativity.level_of_effort import (
    UnusableAttempt,
    level_of_effort,
)
from survey_statistics.representativity.partial_indicators import (
    conditional_partial,
    unconditional_partial,
)
from survey_statistics.representativity.propensity_spread import UnusablePropensity
from survey_statistics.representativity.r_indicator import (
    RIndicator,
    estimated_r_indicator,
    r_indicator,
    resampled_weights,
)
from survey_statistics.representativity.response_bias import response_bias
from survey_statistics.weighting.logistic import fit_logistic

REFERENCE = miscellaneous()
# R's svyglm stops at a relative change of deviance of 1e-14; the coefficients agree to 1e-9.
NINE_DIGITS = 1e-9
SAMPLE = rows("apistrat_nr")


def numbers(column):
    return np.array([float(row[column]) for row in SAMPLE])


def labels(column):
    return np.array([row[column] for row in SAMPLE])


D, RESPONDED = numbers("pw"), numbers("resp")
X = covariate_matrix({"meals": numbers("meals"), "ell": numbers("ell"), "stype": labels("stype")})


@pytest.fixture(scope="module")
def rho():
    return fitted_propensities(X, RESPONDED, D)


@pytest.mark.parametrize("outcome", [[0, 1, 2], [0.5, 1, 0], [1, 1, 1], [np.nan, 0, 1]])
def test_an_outcome_that_is_not_both_0_and_1_is_refused(outcome):
    with pytest.raises(OutcomeNotBinary):
        binary_outcome(outcome)


def test_a_model_without_a_finite_fit_is_refused():
    X = covariate_matrix({"x": [0.0, 0, 0, 1, 1, 1]})
    with pytest.raises(SeparatedOutcome):
        fitted_propensities(X, np.array([0, 0, 0, 1, 1, 1.0]), np.ones(6))


def test_covariates_that_repeat_each_other_change_no_propensity():
    once = covariate_matrix({"x": [0.0, 1, 0, 1, 0, 1]})
    twice = covariate_matrix({"x": [0.0, 1, 0, 1, 0, 1], "again": [0.0, 2, 0, 2, 0, 2]})
    y = np.array([0, 0, 1, 1, 0, 1.0])
    expected = fitted_propensities(once, y, np.ones(6))
    assert fitted_propensities(twice, y, np.ones(6)) == pytest.approx(expected)


def test_a_gap_in_a_covariate_is_named():
    with pytest.raises(MissingValue, match="country"):
        covariate_matrix({"country": ["MX", "", "GT"]})


@pytest.mark.parametrize(
    ("propensities", "weights"),
    [([0.5, 1.5], None), ([0.5, np.nan], None), ([0.5, 0.5], [1, -1]), ([0.5, 0.5], [1])],
)
def test_unusable_propensities_and_weights_are_refused(propensities, weights):
    with pytest.raises(UnusablePropensity):
        r_indicator(propensities, weights)


def test_a_gap_in_a_frame_variable_is_refused():
    with pytest.raises(UnusablePropensity, match="row 2"):
        response_bias([1.0, np.nan, 2.0], [1, 0, 1])


@pytest.mark.parametrize(
    ("values", "attempts"), [([1, 1], [0, 1]), ([1, 1], [1.5, 1]), ([np.nan, 1], [1, 1])]
)
def test_unusable_attempts_are_refused(values, attempts):
    with pytest.raises(UnusableAttempt):
        level_of_effort(values, attempts)


def test_the_response_model_is_that_of_r():
    expected = [-0.135997249092783, 0.0203501189649207, 0.0273551451272848]
    expected += [0.0279430399355525, 0.534092856099008]
    assert fit_logistic(X, RESPONDED == 1, D) == pytest.approx(expected, rel=NINE_DIGITS)


def test_the_r_indicator_is_that_of_the_reference(rho):
    found = r_indicator(rho, D)
    for name in ("mean", "S", "R", "lower_bound"):
        assert getattr(found, name) == pytest.approx(REFERENCE["rind"][name], rel=NINE_DIGITS)
    cv = found.coefficient_of_variation
    assert cv == pytest.approx(REFERENCE["rind"]["CV"], rel=NINE_DIGITS)


@pytest.mark.parametrize(
    ("case", "column"),
    [("partial_unconditional_stype", "stype"), ("partial_unconditional_schwide", "sch.wide")],
)
def test_unconditional_partials_are_those_of_the_reference(rho, case, column):
    found = unconditional_partial(rho, labels(column), D)
    assert found.variable == pytest.approx(REFERENCE[case]["variable"], rel=NINE_DIGITS)
    assert found.categories == pytest.approx(REFERENCE[case]["category"], rel=NINE_DIGITS)


def test_the_conditional_partial_is_that_of_the_reference():
    # Model stype + meals in four equal classes; everybody in the highest class answered, so its
    # propensity is 1, the limit that R's glm stops short of by about 1e-10.
    classes = np.digitize(numbers("meals"), [25, 50, 75], right=True).astype(str)
    open_classes = classes != "3"
    propensities = np.ones(len(D))
    X_open = covariate_matrix(
        {"stype": labels("stype")[open_classes], "meals": classes[open_classes]}
    )
    propensities[open_classes] = fitted_propensities(
        X_open, RESPONDED[open_classes], D[open_classes]
    )
    assert RESPONDED[~open_classes].all()
    expected = REFERENCE["partial_conditional_stype_given_mealcat"]
    found = conditional_partial(propensities, labels("stype"), classes, D)
    assert found.variable == pytest.approx(expected["variable"], rel=NINE_DIGITS)
    assert found.categories == pytest.approx(expected["category"], rel=NINE_DIGITS)
    between = unconditional_partial(propensities, labels("stype"), D)
    unconditional = expected["unconditional_from_same_model"]
    assert between.variable == pytest.approx(unconditional, rel=NINE_DIGITS)


def test_between_and_within_parts_make_up_the_whole_spread(rho):
    within = conditional_partial(rho, labels("stype"), labels("sch.wide"), D)
    between = unconditional_partial(rho, labels("sch.wide"), D)
    assert math.hypot(within.variable, between.variable) == pytest.approx(r_indicator(rho, D).S)
    assert math.hypot(*within.categories.values()) == pytest.approx(within.variable)


def test_a_conditional_partial_by_hand():
    # Cells x: 0.2, 0.4 (mean 0.3); y: 0.6, 1.0 (mean 0.8); weights 1.
    found = conditional_partial([0.2, 0.4, 0.6, 1.0], ["a", "b", "a", "b"], ["x", "x", "y", "y"])
    assert found.variable == pytest.approx(math.sqrt((0.01 + 0.01 + 0.04 + 0.04) / 4))
    assert found.categories == pytest.approx(dict.fromkeys("ab", math.sqrt(0.05 / 4)))


def test_response_bias_is_that_of_the_reference():
    expected = REFERENCE["omb_bias"]
    found = response_bias(numbers("api99"), RESPONDED, D)
    assert found.respondents == pytest.approx(expected["resp_mean"], rel=NINE_DIGITS)
    assert found.nonrespondents == pytest.approx(expected["nonresp_mean"], rel=NINE_DIGITS)
    assert found.everyone == pytest.approx(expected["full"], rel=NINE_DIGITS)
    assert found.bias == pytest.approx(expected["bias"], rel=NINE_DIGITS)
    assert found.relative == pytest.approx(expected["rel"], rel=NINE_DIGITS)
    silent_rate = 1 - found.response_rate
    identity = silent_rate * (found.respondents - found.nonrespondents)
    assert identity == pytest.approx(expected["check"], rel=NINE_DIGITS)


@pytest.mark.parametrize(("R", "printed"), [(0.90, 10.2), (0.85, 15.3), (0.80, 20.4)])
def test_maximal_bias_of_the_seed(R, printed):
    found = RIndicator(R=R, mean=0.225, S=(1 - R) / 2, lower_bound=0.0)
    assert round(100 * found.maximal_bias(math.sqrt(0.3 * 0.7)), 1) == printed


def test_the_least_r_of_the_seed_response_rate():
    answered = np.repeat([1.0, 0.0], [900, 3100])
    assert round(r_indicator(answered).lower_bound, 3) == 0.165
    assert pytest.approx(r_indicator(answered).lower_bound) == r_indicator(answered).R


def test_the_published_correction_with_equal_weights_by_hand():
    # Two halves with rates 1/4 and 3/4, n = 8, N unknown: S^2 = 1/16 and each z'[.]^-1 z is
    # (3/16)^2 / (4 * 3/16) = 3/64, so S^2 <- (1 + 1/8)/16 - 3/64.
    halves = np.column_stack([np.ones(8), [0, 0, 0, 0, 1, 1, 1, 1]])
    found = estimated_r_indicator(halves, [0, 0, 0, 1, 0, 1, 1, 1])
    assert pytest.approx(math.sqrt(9 / 128 - 3 / 64)) == found.S


def test_the_correction_takes_away_the_noise_of_useless_covariates():
    generator = np.random.default_rng(3)
    raw, corrected = [], []
    for _ in range(60):
        noise = covariate_matrix({f"x{k}": generator.normal(size=200) for k in range(8)})
        answered = (generator.random(200) < 0.5).astype(float)
        raw.append(r_indicator(fitted_propensities(noise, answered, np.ones(200))).R)
        corrected.append(estimated_r_indicator(noise, answered).R)
    assert np.mean(raw) < 0.83  # everybody answers alike: the truth is 1
    assert np.mean(corrected) > 0.9


def test_a_bootstrap_interval_follows_from_the_generator_given():
    copies = [resampled_weights(D, 40, np.random.default_rng(8), labels("stype")) for _ in range(2)]
    assert np.array_equal(*copies)
    found = estimated_r_indicator(X, RESPONDED, D, replicate_weights=copies[0])
    assert found.lower_bound <= found.low < found.R < found.high <= 1
    assert 0.01 < found.standard_error < 0.15


def test_replicates_fitted_together_equal_replicates_fitted_alone():
    copies = resampled_weights(D, 5, np.random.default_rng(2))
    together = fitted_propensities(X, RESPONDED, copies)
    alone = np.column_stack([fitted_propensities(X, RESPONDED, column) for column in copies.T])
    assert together == pytest.approx(alone, rel=1e-8)


def test_the_overlap_of_respondents_and_sample_is_in_the_standard_error():
    design = survey_design(weights=D, strata=[labels("stype")])
    (line,) = respondents_against_frame(design, RESPONDED, {"api99": numbers("api99")})
    assert line.difference == pytest.approx(REFERENCE["omb_bias"]["bias"], rel=NINE_DIGITS)
    (fixed,) = respondents_against_frame(
        design, RESPONDED, {"api99": numbers("api99")}, {"api99": line.everyone}
    )
    assert line.standard_error < 0.75 * fixed.standard_error
    assert line.degrees_of_freedom == 197


def test_the_standard_error_of_a_difference_is_that_of_a_simulation():
    generator = np.random.default_rng(5)
    differences, errors = [], []
    for _ in range(400):
        y = generator.normal(size=150)
        answered = (generator.random(150) < 0.4).astype(float)
        design = survey_design(weights=np.ones(150))
        (line,) = respondents_against_frame(design, answered, {"y": y})
        differences.append(line.difference)
        errors.append(line.standard_error)
    # A standard deviation over 400 rounds has a relative error of 3.5%; four of them.
    assert np.mean(errors) == pytest.approx(np.std(differences), rel=0.14)


def test_a_classification_is_compared_category_by_category():
    design = survey_design(weights=D, strata=[labels("stype")])
    lines = respondents_against_frame(design, RESPONDED, {"sch.wide": labels("sch.wide")})
    assert [line.category for line in lines] == ["No", "Yes"]
    assert sum(line.difference for line in lines) == pytest.approx(0, abs=1e-12)


def test_the_effort_curve_ends_at_the_respondent_mean():
    attempts = np.where(RESPONDED == 1, 1 + np.arange(len(D)) % 4, np.nan)
    steps = level_of_effort(numbers("api99"), attempts, D)
    assert [step.attempts for step in steps] == [1, 2, 3, 4]
    expected = REFERENCE["omb_bias"]["resp_mean"]
    assert steps[-1].estimate == pytest.approx(expected, rel=NINE_DIGITS)
    assert steps[-1].response_rate == pytest.approx(REFERENCE["rind"]["mean"])
    assert sum(step.change or 0 for step in steps) == pytest.approx(
        steps[-1].estimate - steps[0].estimate
    )


def test_nobody_answering_gives_an_empty_curve():
    assert level_of_effort([np.nan, np.nan], [np.nan, np.nan]) == []


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), min_size=2, max_size=30),
)
@settings(deadline=None)
def test_r_lies_between_its_bounds(cases):
    found = r_indicator([p for p, _ in cases], [d for _, d in cases])
    assert found.lower_bound - 1e-9 <= found.R <= 1
