"""Power and sample size: refusals, then the planning tables of the seed and R's power functions.

The tables print two or three digits, so they are compared after rounding to what is printed.
"""

import math

import pytest

from survey_statistics.power.comparisons import (
    TwoGroups,
    detectable_change,
    detectable_difference,
    multiplier,
    power_of_difference,
    size_per_group,
)
from survey_statistics.power.design_effects import (
    cluster_design_effect,
    follow_up_variance_factor,
    invited_for,
)
from survey_statistics.power.errors import UnreachablePrecision, UnusableAssumption
from survey_statistics.power.precision import (
    half_width_of_mean,
    half_width_of_proportion,
    size_for_mean,
    size_for_proportion,
)
from survey_statistics.power.small_samples import power_of_t_test, t_test_size_per_group
from survey_statistics.power.two_proportions import (
    detectable_difference_of_proportions,
    power_of_proportions,
    size_per_group_for_proportions,
)

SEED = TwoGroups(238, 662)
SELLERS = TwoGroups(119, 331)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: size_for_proportion(0), "half-width"),
        (lambda: size_for_proportion(0.05, 1.0), "proportion"),
        (lambda: size_for_proportion(0.05, confidence=1.0), "confidence"),
        (lambda: size_for_proportion(0.05, response_rate=0), "response rate"),
        (lambda: size_for_proportion(0.05, population=0), "population"),
        (lambda: multiplier(significance=0), "significance"),
        (lambda: multiplier(sides=3), "sides"),
        (lambda: detectable_difference(TwoGroups(0, 5)), "first group"),
        (lambda: detectable_difference(TwoGroups(5, 5, design_effect=0)), "design effect"),
        (lambda: size_per_group(0.0), "difference"),
        (lambda: size_per_group_for_proportions(0.5, 0.0), "difference is 0"),
        (lambda: power_of_proportions(SEED, 0.9, 0.2), "raised proportion"),
        (lambda: power_of_proportions(SEED, 0.5, 0.1, variance="other"), "variance 'other'"),
        (lambda: follow_up_variance_factor(0, 0.5), "0 follow-up"),
        (lambda: follow_up_variance_factor(1, 1.0), "autocorrelation"),
        (lambda: follow_up_variance_factor(1, 0.5, method="x"), "analysis 'x'"),
        (lambda: cluster_design_effect(0, 0.1), "cluster size"),
        (lambda: invited_for(10, 1.5), "response rate"),
        (lambda: power_of_t_test(TwoGroups(1, 1), 1.0), "degrees of freedom"),
    ],
)
def test_an_impossible_assumption_is_named(call, named):
    with pytest.raises(UnusableAssumption, match=named):
        call()


def test_more_answers_than_people_are_refused():
    with pytest.raises(UnreachablePrecision, match="population of 50"):
        half_width_of_mean(60, 1.0, population=50)


def test_a_half_width_that_no_population_reaches_is_refused():
    with pytest.raises(UnreachablePrecision, match="more answers than exist"):
        size_for_proportion(1e-200)


@pytest.mark.parametrize("variance", ["base", "unpooled", "pooled"])
def test_groups_too_small_for_any_rise_are_refused(variance):
    with pytest.raises(UnreachablePrecision, match="2 and 2"):
        detectable_difference_of_proportions(TwoGroups(2, 2), 0.5, variance=variance)


@pytest.mark.parametrize(("half_width", "answers"), [(0.05, 385), (0.03, 1068), (0.02, 2401)])
def test_the_seed_table_of_completes(half_width, answers):
    assert size_for_proportion(half_width).completes == answers


def test_the_multiplier_of_the_seed():
    assert multiplier() == pytest.approx(2.8016, abs=5e-5)


@pytest.mark.parametrize(
    ("base", "plain", "clustered"),
    [(0.1, 6.4, 7.8), (0.2, 8.5, 10.4), (0.3, 9.7, 11.9), (0.5, 10.6, 13.0)],
)
def test_the_seed_table_of_detectable_differences(base, plain, clustered):
    heavier = TwoGroups(238, 662, design_effect=1.5)
    assert round(100 * detectable_difference_of_proportions(SEED, base), 1) == plain
    assert round(100 * detectable_difference_of_proportions(heavier, base), 1) == clustered


@pytest.mark.parametrize(("groups", "printed"), [(SEED, 0.212), (SELLERS, 0.299)])
def test_the_seed_table_of_detectable_standard_deviations(groups, printed):
    assert round(detectable_difference(groups), 3) == printed


@pytest.mark.parametrize(
    ("first", "second", "factor", "printed"),
    [(238, 662, 1.0, 28), (238, 662, 0.75, 24), (119, 331, 1.0, 42), (119, 331, 0.75, 35)],
)
def test_the_seed_table_of_detectable_revenue(first, second, factor, printed):
    groups = TwoGroups(first, second, variance_factor=factor)
    assert round(100 * detectable_change(groups, 1.17)) == printed


@pytest.mark.parametrize(
    ("rise", "factor", "compliance", "printed"),
    [
        (0.05, 0.75, 1.0, 6770),
        (0.10, 0.75, 1.0, 1774),
        (0.20, 0.75, 1.0, 485),
        (0.25, 0.75, 1.0, 324),
        (0.30, 0.75, 1.0, 234),
        (0.10, 1.00, 1.0, 2366),
        # The seed prints "26%" and computes with the unrounded 0.264.
        (0.25, 0.75, 0.264, 4644),
        (0.25, 0.75, 0.10, 32367),
    ],
)
def test_the_seed_table_of_arms(rise, factor, compliance, printed):
    size = size_per_group(math.log1p(rise), 1.17, variance_factor=factor, compliance=compliance)
    assert round(size) == printed


@pytest.mark.parametrize(
    ("rho", "rounds", "printed"),
    [
        (0.5, 1, 0.75),
        (0.5, 2, 0.5),
        (0.5, 4, 0.375),
        (0.25, 1, 0.94),
        (0.25, 2, 0.56),
        (0.25, 4, 0.375),
    ],
)
def test_the_seed_table_of_rounds(rho, rounds, printed):
    assert round(follow_up_variance_factor(rounds, rho), 3) == pytest.approx(printed, abs=5e-3)


def test_differences_in_differences_with_one_round_each():
    assert follow_up_variance_factor(1, 0.25, method="differences") == pytest.approx(1.5)


@pytest.mark.parametrize(("icc", "printed"), [(0.01, 1.59), (0.02, 2.18), (0.05, 3.95)])
def test_the_seed_table_of_interviewers(icc, printed):
    assert cluster_design_effect(60, icc) == pytest.approx(printed, abs=1e-12)


def test_unequal_clusters_weigh_more():
    assert cluster_design_effect(60, 0.02, size_variation=0.5) == pytest.approx(2.48)


def test_power_of_rs_power_prop_test():
    # power.prop.test(n = 50, p1 = .50, p2 = .75): power = 0.7401659 (printed to 7 digits).
    reached = power_of_proportions(TwoGroups(50, 50), 0.5, 0.25, variance="pooled")
    assert reached == pytest.approx(0.7401659, abs=5e-7)
    # power.prop.test(p1 = .50, p2 = .75, power = .90): n = 76.7 in R's manual.
    assert size_per_group_for_proportions(0.5, 0.25, power=0.9, variance="pooled") == pytest.approx(
        76.7, abs=0.05
    )


def test_power_of_rs_power_t_test():
    # power.t.test(n = 20, delta = 1): power = 0.8689528; (power = .90, delta = 1): n = 22.02110.
    assert power_of_t_test(TwoGroups(20, 20), 1.0) == pytest.approx(0.8689528, abs=5e-7)
    assert t_test_size_per_group(1.0, power=0.9) == pytest.approx(22.02110, abs=5e-5)


@pytest.mark.parametrize("variance", ["base", "unpooled", "pooled"])
def test_what_is_detectable_is_found_with_the_power_asked_for(variance):
    rise = detectable_difference_of_proportions(SEED, 0.3, variance=variance)
    assert power_of_proportions(SEED, 0.3, rise, variance=variance) == pytest.approx(0.8)
    size = size_per_group_for_proportions(0.3, rise, ratio=662 / 238, variance=variance)
    assert size == pytest.approx(238)
    mean = detectable_difference(SEED)
    assert power_of_difference(SEED, mean) == pytest.approx(0.8, abs=1e-6)
    assert size_per_group(mean, ratio=662 / 238) == pytest.approx(238)


def test_a_finite_population_saves_answers_both_ways():
    size = size_for_proportion(0.05, 0.3, population=900, design_effect=1.4)
    assert size.completes < size_for_proportion(0.05, 0.3, design_effect=1.4).completes
    back = half_width_of_proportion(size.exact, 0.3, population=900, design_effect=1.4)
    assert back == pytest.approx(0.05)
    assert half_width_of_mean(900, 1.0, population=900) == 0.0
    assert size_for_mean(1.0, 10.0, population=200).exact == pytest.approx(
        1 / (1 / size_for_mean(1.0, 10.0).exact + 1 / 200)
    )


def test_expected_response_sets_how_many_are_invited():
    assert size_for_proportion(0.05, response_rate=0.225).invited == math.ceil(385 / 0.225)
