"""Gaps in the log's tiers: what does not follow stays a gap, and what follows keeps a tier."""

from dataclasses import replace

import numpy as np
import pytest

from tequio.domain.studies.analysis import material, weighting_variables, weights
from tequio.domain.studies.analysis.log_tiers import with_implied_tiers
from tequio.domain.studies.study_data import StudyData, Table
from tests.domain.studies.analysis.made_study import made

NAMES = ("log_m0", "log_m1", "log_m2")


def filled(*rows: str) -> list[str]:
    """Rows such as `1-0`, a dash for a gap, after the gaps are filled."""
    frame = {
        name: np.array([row[place].replace("-", "") for row in rows], dtype=object)
        for place, name in enumerate(NAMES)
    }
    found = with_implied_tiers(frame, NAMES)
    return ["".join(found[name][row] or "-" for name in NAMES) for row in range(len(rows))]


def test_nothing_follows_where_the_log_has_somebody_above_and_not_below() -> None:
    assert filled("1-1", "101", "111") == ["1-1", "101", "111"]


def test_nothing_follows_for_a_tier_that_is_told_of_nobody() -> None:
    assert filled("1-1", "0-0") == ["1-1", "0-0"]


def test_what_is_told_stays_though_it_contradicts() -> None:
    assert filled("011", "-11", "111") == ["011", "-11", "111"]


def test_what_may_be_either_stays_a_gap() -> None:
    assert filled("1-0", "--0", "---", "111") == ["1-0", "--0", "---", "111"]


def test_a_tier_is_reached_by_whoever_reached_a_higher_one() -> None:
    assert filled("--1", "1-1", "110") == ["111", "111", "110"]


def test_a_tier_is_not_reached_by_whoever_missed_a_lower_one() -> None:
    assert filled("0--", "00-", "111") == ["000", "000", "111"]


def test_columns_are_not_changed_in_place() -> None:
    frame = {name: np.array(["", "1"], dtype=object) for name in NAMES[:1]}
    frame |= {name: np.array(["1", "1"], dtype=object) for name in NAMES[1:]}
    with_implied_tiers(frame, NAMES)
    assert frame["log_m0"].tolist() == ["", "1"]


@pytest.fixture(scope="module")
def study() -> StudyData:
    return made()


def without_the_middle_tier(study: StudyData, count: int) -> StudyData:
    """The study whose frame leaves out M1 of so many respondents whom it shows as mentored."""
    told = set(study.answers.column("key"))
    rows = study.frame.records()
    for row in [row for row in rows if row["key"] in told and row["log_m2"] == "1"][:count]:
        row["log_m1"] = ""
    return replace(study, frame=Table.of(study.frame.columns, rows))


def test_a_few_gaps_leave_every_tier_in_the_weights(study) -> None:
    names = ["log_m0", "log_m1", "log_m2"]
    whole = material.read(study)
    assert weighting_variables.telling(whole, names) == names
    assert (
        weighting_variables.telling(material.read(without_the_middle_tier(study, 3)), names)
        == names
    )


def test_gaps_that_follow_change_no_weight(study) -> None:
    def final(data: StudyData) -> np.ndarray:
        margins = {"method": "rake", "margins": ["country", *NAMES]}
        plan = {**data.plan, "weights": {**data.plan["weights"], "calibration": margins}}
        read = material.read(replace(data, plan=plan))
        generator = np.random.default_rng(1)
        return weights.make(read, replicates=2, generator=generator).final

    assert np.array_equal(final(without_the_middle_tier(study, 3)), final(study))
