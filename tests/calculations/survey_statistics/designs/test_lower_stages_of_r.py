"""Lone units below the first stage, units that start again there, a stage taken whole: R survey."""

import pytest
from tests.calculations.survey_statistics.estimate_references import same
from tests.references.referee_cases_of_lower_stages import CASES, column, design

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import ClustersCrossStrata, PopulationTooSmall
from survey_statistics.estimation.means import mean, total


@pytest.mark.parametrize("case", CASES)
def test_standard_errors_are_those_of_r(case: str) -> None:
    stored = CASES[case]
    same(mean(design(case), column("api00")).only.standard_error, stored["mean"]["se"])
    same(total(design(case), column("api99")).only.standard_error, stored["total"]["se"])


def test_units_that_repeat_across_strata_of_a_lower_stage_are_refused_unless_nested() -> None:
    columns = {
        "strata": [["s"] * 4, ["a", "a", "b", "b"]],
        "clusters": [[1, 1, 1, 1], [1, 2, 1, 2]],
    }
    with pytest.raises(ClustersCrossStrata, match="say nest = true"):
        survey_design(**columns, single_unit="certainty")
    nested = survey_design(**columns, nest=True, single_unit="certainty")
    assert nested.stages[1].unit_count == 4


def test_ones_alone_are_sizes() -> None:
    with pytest.raises(PopulationTooSmall, match="3 units were sampled"):
        survey_design(population=[[1, 1, 1]])


def test_a_unit_whose_strata_are_all_lone_takes_the_average_of_the_others() -> None:
    y = [1.0, 2.0, 4.0, 8.0, 9.0]
    columns = {
        "clusters": [[1, 1, 2, 2, 3], [1, 2, 1, 2, 1]],
        "population": [[30] * 5, [10] * 5],
    }
    one = {rule: survey_design(**columns, single_unit=rule) for rule in ("certainty", "scaled")}
    variance = {rule: total(d, y).only.standard_error ** 2 for rule, d in one.items()}
    whole = survey_design(clusters=columns["clusters"][:1], population=columns["population"][:1])
    w = one["certainty"].weights
    first = total(whole.with_weights(w), y).only.standard_error ** 2
    assert variance["scaled"] - first == pytest.approx(1.5 * (variance["certainty"] - first))
