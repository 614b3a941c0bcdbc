"""Single-unit rules, strata below the first stage, fractions and three stages against R survey."""

from typing import Any

import numpy as np
import pytest
from tests.calculations.survey_statistics.estimate_references import same
from tests.calculations.survey_statistics.weighting_references import numbers, stored, text

from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import SingleUnitRule
from survey_statistics.estimation.means import mean, total

RULES: dict[SingleUnitRule, str] = {
    "certainty": "certainty",
    "scaled": "average",
    "centred": "adjust",
}
CLUSTERS = numbers("apiclus2", "dnum")
REGION = np.where(CLUSTERS[0] == CLUSTERS, "lone", np.where(CLUSTERS % 2 == 0, "even", "odd"))
DISTRICTS = np.select([REGION == "lone", REGION == "even"], [20, 300], 437)


def case(name: str) -> Any:
    return stored("estimates")[name]


@pytest.mark.parametrize("rule", RULES)
def test_single_unit_in_one_stage(rule: SingleUnitRule) -> None:
    design = survey_design(
        weights=numbers("apiclus2", "pw"), strata=[REGION], clusters=[CLUSTERS], single_unit=rule
    )
    theirs = case(f"lone.{RULES[rule]}")
    same(mean(design, numbers("apiclus2", "api00")).only.standard_error, theirs["mean"]["se"])
    same(total(design, numbers("apiclus2", "enroll")).only.standard_error, theirs["total"]["se"])


@pytest.mark.parametrize("rule", RULES)
def test_single_unit_in_two_stages(rule: SingleUnitRule) -> None:
    design = survey_design(
        weights=numbers("apiclus2", "pw"),
        strata=[REGION],
        clusters=[CLUSTERS, numbers("apiclus2", "snum")],
        population=[DISTRICTS, numbers("apiclus2", "fpc2")],
        single_unit=rule,
    )
    theirs = case(f"lone2.{RULES[rule]}")
    same(mean(design, numbers("apiclus2", "api00")).only.standard_error, theirs["mean"]["se"])
    same(total(design, numbers("apiclus2", "api99")).only.standard_error, theirs["total"]["se"])


def test_strata_within_clusters() -> None:
    design = survey_design(
        weights=numbers("apiclus2", "pw"),
        strata=[REGION, text("apiclus2", "stype")],
        clusters=[CLUSTERS, numbers("apiclus2", "snum")],
        population=[DISTRICTS, numbers("apiclus2", "fpc2") + 10],
        nest=True,
        single_unit="certainty",
    )
    theirs = case("substrata")
    same(mean(design, numbers("apiclus2", "api00")).only.standard_error, theirs["mean"]["se"])
    same(total(design, numbers("apiclus2", "api99")).only.standard_error, theirs["total"]["se"])


def repeated(clusters: np.ndarray) -> np.ndarray:
    """Rows whose cluster has more than one."""
    labels, counts = np.unique(clusters, return_counts=True)
    return np.isin(clusters, labels[counts > 1])


def test_sampling_fractions() -> None:
    rows = repeated(CLUSTERS)
    design = survey_design(
        weights=numbers("apiclus2", "pw")[rows],
        clusters=[CLUSTERS[rows], numbers("apiclus2", "snum")[rows]],
        population=[np.full(rows.sum(), 40 / 757), np.full(rows.sum(), 0.2)],
    )
    ours = mean(design, numbers("apiclus2", "api00")[rows]).only
    same(ours.standard_error, case("fractions")["mean"]["se"])


def test_three_stages() -> None:
    districts = numbers("apiclus1", "dnum")
    rows = repeated(districts)
    halves = (np.arange(len(districts)) + 1) % 2
    design = survey_design(
        weights=numbers("apiclus1", "pw")[rows],
        clusters=[districts[rows] % 4, districts[rows], halves[rows]],
        population=[np.full(rows.sum(), size) for size in (9, 60, 7)],
    )
    ours = mean(design, numbers("apiclus1", "api00")[rows]).only
    same(ours.standard_error, case("three")["mean"]["se"])
    assert ours.degrees_of_freedom == case("three")["df"]
    sum_1999 = total(design, numbers("apiclus1", "api99")[rows]).only
    same(sum_1999.standard_error, case("three")["total"]["se"])


def test_probability_proportional_to_size() -> None:
    pupils = numbers("apisrs", "enroll")
    rows = ~np.isnan(pupils)
    share = pupils[rows] / (2 * pupils[rows].max())
    design = survey_design(population=[share], unequal_probabilities=True)
    ours, theirs = mean(design, numbers("apisrs", "api00")[rows]).only, case("brewer")
    same(ours.value, theirs["mean"]["est"])
    same(ours.standard_error, theirs["mean"]["se"])
    sum_1999 = total(design, numbers("apisrs", "api99")[rows]).only
    same(sum_1999.standard_error, theirs["total"]["se"])
