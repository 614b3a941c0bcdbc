"""Mentored and not: refusals, then LaLonde's data as R MatchIt, Matching and survey see them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.survey_statistics.stored_references import causal, miscellaneous, rows

from survey_statistics.comparison.balance import balance_table, standardised_difference
from survey_statistics.comparison.effects import treatment_effect
from survey_statistics.comparison.errors import (
    NoComparison,
    UnknownMethod,
    UnusableEffect,
)
from survey_statistics.comparison.linear_adjustment import adjusted_difference
from survey_statistics.comparison.matching import match_nearest, match_with_replacement
from survey_statistics.comparison.negative_control import negative_control
from survey_statistics.comparison.propensity_weights import effective_size, propensity_weights
from survey_statistics.comparison.unmeasured import (
    e_value,
    robustness_value,
    rosenbaum_bound,
    rosenbaum_gamma,
)
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import ReplicateDesign
from survey_statistics.propensity import covariate_matrix, fitted_propensities
from survey_statistics.representativity.r_indicator import resampled_weights

REFERENCE = causal()
# R's glm stops at a relative change of deviance of 1e-8, which leaves 4e-9 in the effects.
GLM_STOPS = 1e-8
NINE_DIGITS = 1e-9


def column(name, file="lalonde_matchit"):
    return np.array([float(row[name]) for row in rows(file)])


RACE = np.array([row["race"] for row in rows("lalonde_matchit")])
TREATED, Y = column("treat"), column("re78")
COVARIATES = {
    "age": column("age"),
    "educ": column("educ"),
    "race": RACE,
    "married": column("married"),
    "nodegree": column("nodegree"),
    "re74": column("re74"),
    "re75": column("re75"),
}
X = covariate_matrix(COVARIATES)
ONES = np.ones(len(Y))
DESIGN = survey_design(weights=ONES)


@pytest.fixture(scope="module")
def propensity():
    return fitted_propensities(X, TREATED, ONES)


@pytest.mark.parametrize("treated", [[1, 1, 1], [0, 0, 0], [2, 0, 1], [1, 0]])
def test_groups_that_cannot_be_compared_are_refused(treated):
    with pytest.raises(NoComparison):
        adjusted_difference([1.0, 2.0, 3.0], treated)


def test_a_group_without_outcomes_is_refused():
    with pytest.raises(NoComparison, match="no case with an outcome"):
        treatment_effect(
            survey_design(weights=np.ones(4)), [1, 2, np.nan, np.nan], [1, 1, 0, 0], np.ones((4, 1))
        )


@pytest.mark.parametrize(
    ("method", "estimand"), [("magic", "ATT"), ("ipw", "LATE"), ("aipw", "ATO")]
)
def test_a_method_or_estimand_that_does_not_exist_is_named(method, estimand):
    with pytest.raises(UnknownMethod):
        treatment_effect(DESIGN, Y, TREATED, X, method=method, estimand=estimand)


def test_a_case_without_counterpart_is_refused():
    with pytest.raises(NoComparison, match="row 2"):
        propensity_weights([0.5, 1.0, 0.5], [1, 1, 0])


@pytest.mark.parametrize(
    "call",
    [
        lambda: e_value(0.0),
        lambda: e_value(2.0, low=2.5),
        lambda: robustness_value(2.0, 1.0),
        lambda: robustness_value(2.0, 100, significance=0),
        lambda: rosenbaum_bound([1.0], 0.5),
        lambda: rosenbaum_bound([0.0], 1.5),
        lambda: rosenbaum_bound([1.0, float("nan")], 1.5),
        lambda: rosenbaum_bound([1.0], 1.5, zeros="hidden"),
    ],
)
def test_sensitivity_parameters_out_of_range_are_refused(call):
    with pytest.raises(UnusableEffect):
        call()


def test_clustered_errors_need_clusters():
    with pytest.raises(NoComparison, match="cluster of every case"):
        adjusted_difference(Y, TREATED, errors="clusters")


@pytest.mark.parametrize(("errors", "name"), [("classical", "ols_se"), ("hc1", "hc1")])
def test_the_experiment_as_analysed_by_dehejia_and_wahba(errors, name):
    data = "lalonde_nsw_dw_matching"
    found = adjusted_difference(column("re78", data), column("treat", data), errors=errors)
    expected = REFERENCE["nsw_dw_diff"]
    assert found.value == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found.standard_error == pytest.approx(expected[name], rel=NINE_DIGITS)


def test_the_plain_regression_of_the_reference():
    found = adjusted_difference(Y, TREATED, X)
    expected = REFERENCE["lalonde_ols"]
    assert found.value == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found.standard_error == pytest.approx(expected["se"], rel=NINE_DIGITS)
    by_design = treatment_effect(DESIGN, Y, TREATED, X, method="regression")
    assert by_design.value == pytest.approx(expected["est"], rel=NINE_DIGITS)


@pytest.mark.parametrize("estimand", ["ATT", "ATE"])
def test_inverse_probability_weighting_of_the_reference(estimand):
    found = treatment_effect(DESIGN, Y, TREATED, X, estimand=estimand)
    expected = REFERENCE[f"lalonde_{estimand.lower()}_ipw"]
    assert found.value == pytest.approx(expected["est"], rel=GLM_STOPS)
    assert found.standard_error == pytest.approx(expected["se_fixedps"], rel=GLM_STOPS)


def test_balance_before_matching_is_matchits(propensity):
    expected = REFERENCE["matchit_nearest"]["smd_before"]
    lines = balance_table({"distance": propensity, **COVARIATES}, TREATED)
    found = {line.covariate.replace("=", ""): line.before for line in lines}
    assert found == pytest.approx(expected, rel=GLM_STOPS)


def test_nearest_neighbours_are_those_of_matchits_manual(propensity):
    # summary() of MatchIt's vignette model, printed to four digits; order and ties of the
    # greedy search do not change the matched set of these data.
    pairs = match_nearest(propensity, TREATED)
    assert len(pairs.treated) == 185
    lines = balance_table({"distance": propensity, **COVARIATES}, TREATED, pairs.kept.astype(float))
    means = {line.covariate: line.control for line in lines}
    printed = {
        "distance": 0.3629,
        "age": 25.3027,
        "educ": 10.6054,
        "race=black": 0.4703,
        "race=hispan": 0.2162,
        "married": 0.2108,
        "nodegree": 0.6378,
        "re74": 2342.1076,
        "re75": 1614.7451,
    }
    for name, mean in printed.items():
        assert round(means[name], 4) == mean, name


def test_matching_with_replacement_is_that_of_sekhon():
    data = "lalonde_nsw_dw_matching"
    names = ("age", "educ", "black", "hisp", "married", "nodegr", "re74", "re75", "u74", "u75")
    columns = {name: column(name, data) for name in names}
    for name in ("age", "educ", "re74", "re75"):
        columns[f"{name} squared"] = columns[name] ** 2
    arm = column("treat", data)
    score = fitted_propensities(covariate_matrix(columns), arm, np.ones(len(arm)))
    found = match_with_replacement(column("re78", data), arm, score)
    printed = miscellaneous()["lalonde"]["matching_psm"]
    assert [round(found.effect, 1), round(found.standard_error, 1)] == printed


def test_a_caliper_leaves_far_cases_unmatched():
    pairs = match_nearest([0.9, 0.3, 0.8, 0.31], [1, 1, 0, 0], caliper=0.05)
    assert (pairs.treated.tolist(), pairs.unmatched.tolist()) == ([1], [0])


def _far(apart, row):
    """Nearest first; below before above; the last row of those below, the first above."""
    return abs(apart), apart > 0, row if apart > 0 else -row


@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(2, 12))
@settings(max_examples=60, deadline=None)
def test_the_fast_search_finds_what_a_full_search_finds(seed, treated, control):
    score = np.random.default_rng(seed).integers(0, 8, treated + control) / 8
    arm = np.repeat([1, 0], [treated, control])
    pairs = match_nearest(score, arm)
    free = list(range(treated, treated + control))
    for case in sorted(range(treated), key=lambda row: (-score[row], row)):
        if not free:
            break
        best = min(free, key=lambda row: _far(score[row] - score[case], row))
        assert best == dict(zip(pairs.treated, pairs.control, strict=True))[case]
        free.remove(best)
    assert len(pairs.treated) == min(treated, control)


def test_the_stored_run_of_matchit_looked_below_first(propensity):
    pairs = match_nearest(propensity, TREATED, below_first=True)
    expected = REFERENCE["matchit_nearest"]
    lines = balance_table({"distance": propensity, **COVARIATES}, TREATED, pairs.kept.astype(float))
    found = {line.covariate.replace("=", ""): line.after for line in lines}
    assert found == pytest.approx(expected["smd_after"], rel=GLM_STOPS)
    assert len(pairs.treated) == expected["n"]["Treated"]


def test_pairs_carry_clustered_errors(propensity):
    pairs = match_nearest(propensity, TREATED, below_first=True)
    found = adjusted_difference(
        Y, TREATED, X, pairs.kept.astype(float), errors="clusters", clusters=pairs.pairs
    )
    assert found.n == 370
    assert found.degrees_of_freedom == 184
    expected = REFERENCE["matchit_nn_adj"]
    assert found.value == pytest.approx(expected["est"], rel=NINE_DIGITS)
    assert found.standard_error == pytest.approx(expected["se_cluster"], rel=NINE_DIGITS)


def test_overlap_weights_balance_every_mean_exactly(propensity):
    weights = propensity_weights(propensity, TREATED, estimand="ATO")
    for line in balance_table(COVARIATES, TREATED, weights):
        assert line.after == pytest.approx(0, abs=1e-9), line.covariate


def test_stabilising_changes_weights_but_no_mean(propensity):
    plain = propensity_weights(propensity, TREATED, estimand="ATE")
    stable = propensity_weights(propensity, TREATED, estimand="ATE", stabilised=True)
    assert stable.sum() < plain.sum()
    assert standardised_difference(Y, TREATED, stable) == pytest.approx(
        standardised_difference(Y, TREATED, plain)
    )
    assert effective_size(stable) > effective_size(plain)


@pytest.mark.parametrize("method", ["difference", "ipw", "regression", "aipw", "matching"])
def test_replicates_redo_everything(method):
    copies = resampled_weights(ONES, 12, np.random.default_rng(1))
    design = ReplicateDesign(ONES, copies, 1 / 11, np.ones(12), 11.0)
    found = treatment_effect(design, Y, TREATED, X, method=method)
    alone = [
        treatment_effect(survey_design(weights=w), Y, TREATED, X, method=method).value
        for w in copies.T
    ]
    assert found.standard_error == pytest.approx(np.std(alone, ddof=1), rel=1e-6)
    assert found.variance.startswith("replicates")


def test_splitting_rows_with_half_weights_changes_no_effect():
    doubled = survey_design(weights=np.full(2 * len(Y), 0.5))
    for method in ("ipw", "aipw", "regression"):
        once = treatment_effect(DESIGN, Y, TREATED, X, method=method).value
        twice = treatment_effect(
            doubled, np.repeat(Y, 2), np.repeat(TREATED, 2), np.repeat(X, 2, axis=0), method=method
        ).value
        assert twice == pytest.approx(once, rel=1e-7), method


@pytest.mark.parametrize("method", ["ipw", "aipw", "regression", "matching"])
def test_a_known_effect_is_found_where_the_plain_difference_fails(method):
    generator = np.random.default_rng(12)
    n = 3000
    x = generator.normal(size=n)
    arm = (generator.random(n) < 1 / (1 + np.exp(1.0 - 0.8 * x))).astype(float)
    weights = generator.uniform(1, 3, n)
    y = 2.0 * arm + 3.0 * x + generator.normal(size=n)
    y[generator.random(n) < 0.1] = np.nan
    design = survey_design(weights=weights)
    covariates = covariate_matrix({"x": x})
    found = treatment_effect(design, y, arm, covariates, method=method)
    assert found.value == pytest.approx(2.0, abs=0.35)
    plain = treatment_effect(design, y, arm, covariates, method="difference")
    assert abs(plain.value - 2.0) > 1.5


def test_augmentation_survives_a_wrong_propensity_model():
    generator = np.random.default_rng(4)
    x = generator.normal(size=4000)
    arm = (generator.random(4000) < 1 / (1 + np.exp(-x))).astype(float)
    y = 1.0 * arm + 2 * x + generator.normal(size=4000)
    covariates = covariate_matrix({"x": x})
    for estimand in ("ATT", "ATE"):
        found = treatment_effect(
            survey_design(weights=np.ones(4000)),
            y,
            arm,
            covariates,
            method="aipw",
            estimand=estimand,
        )
        assert found.low < 1.0 < found.high


def test_a_negative_control_shows_selection_and_its_repair():
    generator = np.random.default_rng(9)
    x = generator.normal(size=2000)
    arm = (generator.random(2000) < 1 / (1 + np.exp(-x))).astype(float)
    before = x + generator.normal(size=2000)
    design = survey_design(weights=np.ones(2000))
    blind = covariate_matrix({"noise": generator.normal(size=2000)})
    assert negative_control(design, before, arm, blind).bias_detected
    assert not negative_control(design, before, arm, covariate_matrix({"x": x})).bias_detected


@pytest.mark.parametrize("case", miscellaneous()["evalue"]["cases"])
def test_e_values_of_vanderweele_and_ding(case):
    found = e_value(case["rr"], case.get("lo"), case.get("hi"))
    assert round(found.value, 2) == case["E"]  # printed to two digits
    assert round(found.limit, 2) == case["E_ci"]


def test_an_interval_that_holds_one_needs_no_confounder():
    assert e_value(1.2, 0.9, 1.6).limit == 1.0
    assert e_value(0.8, 0.6, 1.1).limit == 1.0
    assert e_value(1.0).value == 1.0


def test_robustness_of_cinelli_and_hazletts_darfur_example():
    # Printed in the paper: t = 4.18, df = 783; RV = 13.9%, RV at 5% = 7.6%, partial R2 = 2.2%.
    assert round(100 * robustness_value(4.184, 783).value, 1) == 13.9
    assert round(100 * robustness_value(4.184, 783, significance=0.05).value, 1) == 7.6
    assert round(100 * robustness_value(4.184, 783).partial_r2, 1) == 2.2
    assert robustness_value(1.0, 783, significance=0.05).value == 0.0


def test_rosenbaum_bounds_open_with_gamma():
    differences = np.random.default_rng(2).normal(0.5, 1, 60)
    none, some, more = (rosenbaum_bound(differences, gamma) for gamma in (1.0, 1.5, 3.0))
    assert none.lowest_p == pytest.approx(none.highest_p)
    assert more.lowest_p < some.lowest_p < none.highest_p < some.highest_p < more.highest_p
    gamma = rosenbaum_gamma(differences)
    assert rosenbaum_bound(differences, gamma).highest_p == pytest.approx(0.05, abs=1e-6)
