"""Which log tiers may carry weights together, and how much of the population was seen."""

from dataclasses import replace

import numpy as np
import pytest

from tequio.domain.studies.analysis import material, weighting_variables, weights
from tequio.domain.studies.analysis.material import Material
from tests.domain.studies.analysis.made_study import made

TIERS = ["country", "log_m0", "log_m1", "log_m2"]


@pytest.fixture(scope="module")
def read() -> Material:
    return material.read(made())


def with_tier(read: Material, name: str, differing: int) -> Material:
    """The study in which so many of those who answered reached `name` and not M2."""
    column = read.frame["log_m2"].copy()
    rows = read.rows[read.answered & (read.fact("log_m2") == "0")]
    column[rows[:differing]] = "1"
    return replace(read, frame={**read.frame, "log_m0": read.frame["log_m2"], name: column})


def test_a_tier_that_few_tell_apart_is_left_out(read) -> None:
    assert weighting_variables.telling(with_tier(read, "log_m1", 14), TIERS) == [
        "country",
        "log_m2",
    ]


def test_a_tier_that_enough_tell_apart_is_kept_in_the_order_of_the_plan(read) -> None:
    kept = weighting_variables.telling(with_tier(read, "log_m1", 15), TIERS)
    assert kept == ["country", "log_m1", "log_m2"]


def test_where_nearly_everybody_answered_cells_are_in_the_place_of_a_model() -> None:
    read = material.read(made(people=400, sampled=200, response=0.95))
    found = weights.make(read, replicates=20, generator=np.random.default_rng(1))
    assert found.left_out == (("response_classes", "left_out_plainer"),)
    assert found.final.sum() == pytest.approx(400)


def test_a_margin_that_contradicts_those_before_it_is_left_out(read) -> None:
    """Among those who answered the country says the cohort, and in the frame it does not."""
    plan = {"calibration": {"method": "rake", "margins": ["country", "cohort", "stage"]}}
    cohort = read.frame["cohort"].copy()
    rows = read.rows[read.answered | (read.letters == "NE")]
    cohort[rows] = np.where(read.frame["country"][rows] == "MX", "2024-H2", "2025-H1")
    data = replace(read.data, plan={**read.data.plan, "weights": plan})
    told = replace(read, data=data, frame={**read.frame, "cohort": cohort})
    found = weights.make(told, replicates=2, generator=np.random.default_rng(1))
    assert found.left_out == (("cohort", "left_out_contradicts"),)
    assert {name for name, *_rest in found.margins} == {"country", "stage"}


def test_what_was_seen_is_who_answered_not_who_was_drawn(read) -> None:
    sample = weights.design_of(read)
    seen = weights.observed(sample, read.answered)
    people = np.bincount(sample.strata, weights=sample.weights)
    assert (seen * people).sum() == pytest.approx(read.respondents)


def test_whoever_answered_was_one_of_as_many_as_the_weight_says(read) -> None:
    sample = weights.design_of(read)
    weight = np.where(read.answered, np.linspace(0.5, 40, read.n), 0.0)
    seen = weights.seen(sample, read.answered, weight)[sample.clusters]
    of_stratum = weights.observed(sample, read.answered)[sample.strata]
    np.testing.assert_array_equal(seen[~read.answered], of_stratum[~read.answered])
    heavy = read.answered & (weight > 1)
    np.testing.assert_allclose(seen[heavy] * weight[heavy], 1)
    assert (seen[read.answered & ~heavy] == 1).all()
