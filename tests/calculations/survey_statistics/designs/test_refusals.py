"""What a design refuses, and that it names the place."""

from typing import Any

import numpy as np
import pytest

from survey_statistics.designs.build import survey_design
from survey_statistics.errors import (
    ClustersCrossStrata,
    MissingValue,
    MissingWeight,
    MixedPopulation,
    NegativeWeight,
    NotNumeric,
    NoWeight,
    PopulationTooSmall,
    PopulationVaries,
    SingleUnitStratum,
    SurveyError,
    UnequalLengths,
)

FOUR = ["a", "a", "b", "b"]
REFUSALS: list[tuple[type[SurveyError], dict[str, Any], str]] = [
    (MissingWeight, {"weights": {"pw": [1, None, 2]}}, "'pw' is missing in 1 row(s)"),
    (MissingWeight, {"weights": {"pw": [1, float("nan"), 2]}}, "row 2"),
    (NegativeWeight, {"weights": {"pw": [1, -1, 2]}}, "'pw' is negative"),
    (NegativeWeight, {"weights": {"pw": [1, float("inf"), 2]}}, "infinite"),
    (NoWeight, {"weights": {"pw": [0, 0]}}, "All weights in 'pw' are zero"),
    (NotNumeric, {"weights": {"pw": ["1", "two"]}}, "holds 'two'"),
    (MissingValue, {"strata": [{"region": ["n", None]}], "size": 2}, "'region'"),
    (UnequalLengths, {"weights": [1, 1], "strata": [{"region": ["n"]}]}, "'region' has 1 rows"),
    (
        ClustersCrossStrata,
        {"strata": [FOUR], "clusters": [{"school": [1, 2, 1, 3]}]},
        "The cluster '1' of 'school'",
    ),
    (
        PopulationVaries,
        {"strata": [{"region": FOUR}], "population": [{"N": [9, 8, 7, 7]}]},
        "'N' varies within stratum 'a'",
    ),
    (
        PopulationTooSmall,
        {"strata": [{"region": FOUR}], "population": [{"N": [9, 9, 1, 1]}]},
        "In stratum 'b' 2 units",
    ),
    (MixedPopulation, {"population": [{"N": [9, 0.5, 9]}]}, "'N' mixes"),
    (
        SingleUnitStratum,
        {"strata": [{"region": ["a", "a", "b"]}]},
        "The stratum 'b' of 'region' has a single sampled unit at stage 1",
    ),
]


@pytest.mark.parametrize(("error", "arguments", "words"), REFUSALS)
def test_a_refusal_names_the_place(
    error: type[SurveyError], arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(error) as refusal:
        survey_design(**arguments)
    assert words in str(refusal.value)


def test_a_stratum_sampled_completely_may_hold_one_unit() -> None:
    survey_design(strata=[["a", "a", "b"]], population=[[9, 9, 1]])


def test_a_stratum_with_one_unit_passes_under_a_rule() -> None:
    survey_design(strata=[["a", "a", "b"]], size=3, single_unit="certainty")


def test_identifiers_may_start_again_in_each_stratum() -> None:
    design = survey_design(strata=[FOUR], clusters=[[1, 2, 1, 2]], nest=True)
    assert design.stages[0].unit_count == 4


def test_weights_come_from_the_population() -> None:
    design = survey_design(clusters=[FOUR, [1, 2, 3, 4]], population=[[8] * 4, [6] * 4])
    assert design.weights == pytest.approx(np.full(4, 8 / 2 * 6 / 2))


def test_more_strata_columns_than_stages_are_crossed() -> None:
    design = survey_design(strata=[FOUR, [1, 1, 2, 2]], size=4)
    assert design.stages[0].strata_labels.tolist() == ["a, 1", "b, 2"]
