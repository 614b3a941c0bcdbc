"""A stratum of which far more were drawn counts for no more than it is."""

from functools import cache

import numpy as np
import pytest

from tequio.domain.studies.analysis import material
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.released import Released, floor
from tequio.domain.studies.report.turning import turned
from tequio.domain.studies.study_data import StudyData, Table
from tests.domain.studies.analysis.made_study import PLAN, made

PLAIN = {**PLAN, "weights": {"nonresponse": {"method": "none"}, "calibration": {"method": "none"}}}


@cache
def everybody() -> StudyData:
    """A frame of which every single person was asked: what a sample of it would find."""
    return made(people=12_000, sampled=12_000, seed=3, response=0.4, leaning=0.0, plan=PLAIN)


def disproportionate(*, seed: int = 3, rare: int = 500) -> StudyData:
    """Half of the sample from a country with a twentieth of the people, all of them mentored."""
    whole = everybody()
    rng = np.random.default_rng(seed)
    country = dict(zip(whole.frame.column("key"), whole.frame.column("country"), strict=True))
    keys = {c: [k for k, v in country.items() if v == c] for c in ("CO", "GT", "MX")}
    sizes = {"CO": rare, "GT": (1000 - rare) // 2, "MX": (1000 - rare) // 2}
    chosen = {
        k for c, size in sizes.items() for k in rng.permutation(np.array(keys[c]))[:size].tolist()
    }
    chance = {c: repr(sizes[c] / len(keys[c])) for c in sizes}
    cases = [
        {**row, "stratum": (held := country[row["key"]]), "inclusion_probability": chance[held]}
        for row in whole.cases.records() if row["key"] in chosen
    ]  # fmt: skip
    answers = [
        {**row, **({"c_contact_n": "3", "c_reply_n": "2", "c_exch_n": "3"}
                   if country[row["key"]] == "CO" else {})}
        for row in whole.answers.records() if row["key"] in chosen
    ]  # fmt: skip
    attempts = [row for row in whole.attempts.records() if row["key"] in chosen]
    return StudyData(**{
        **vars(whole), "cases": Table.of(whole.cases.columns, cases),
        "answers": Table.of(whole.answers.columns, answers),
        "attempts": Table.of(whole.attempts.columns, attempts),
    })  # fmt: skip


def truth(data: StudyData) -> float:
    """Mentored in the frame: everybody in CO, and whom the logs show elsewhere."""
    return float(np.mean([row["country"] == "CO" or row["log_m2"] == "1"
                          for row in data.frame.records()]))  # fmt: skip


def told(data: StudyData) -> Released:
    read = material.read(data)
    found = Released.told(read, read.tier("M2"), "both")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def data() -> StudyData:
    return disproportionate()


@pytest.fixture(scope="module")
def results(data) -> Results:
    return analyse(data, replicates=20)


def test_the_naive_share_is_of_those_who_answered_whatever_the_design(data, results) -> None:
    naive = results["T13.M2.naive"]
    assert naive["value"] == pytest.approx(naive["count"] / naive["n"])
    assert naive["value"] > 2 * truth(data)


def test_the_dial_and_the_curve_start_from_the_share_that_the_design_gives(data, results) -> None:
    # Answering does not depend on anything here, so that k is truly 1.
    one = results["F10.M2.k100"]["value"]
    assert one == pytest.approx(truth(data), abs=0.05)
    assert turned(results["T13.M2.weighted"], 1.0)["value"] == pytest.approx(one)
    assert turned(results["T13.M2.weighted"], 0.0)["value"] == pytest.approx(
        results["T13.M2.floor"]["value"]
    )


def test_floor_and_bounds_hold_the_design_weights(data, results) -> None:
    floor, worst = results["T13.M2.floor"], results["T13.M2.worst"]
    rate = results["T7.RR2"]["weighted_value"]
    assert floor["value"] == pytest.approx(truth(data) * rate, abs=0.03)
    assert worst["lower"] == pytest.approx(floor["value"])
    assert worst["upper"] - worst["lower"] == pytest.approx(1 - rate, abs=0.01)
    assert worst["low"] < worst["lower"] < truth(data) < worst["upper"] < worst["high"]
    assert floor["count"] / results["ledger.released"]["value"] > 1.5 * floor["value"]


def test_the_floor_is_less_certain_than_as_many_cases_drawn_alike(results) -> None:
    floor, n = results["T13.M2.floor"], results["ledger.released"]["value"]
    alike = 2 * 1.96 * np.sqrt(floor["value"] * (1 - floor["value"]) / n)
    assert floor["high"] - floor["low"] != pytest.approx(alike, rel=0.05)
    assert floor["interval"].startswith("wilson")


def test_the_follow_up_counts_by_the_design_too(data, results) -> None:
    found, worst = results["T13.M2.follow_up"], results["T13.M2.follow_up_worst"]
    assert found["low"] < truth(data) < found["high"]
    assert worst["lower"] < truth(data) < worst["upper"]


def test_the_interval_of_the_floor_covers_as_often_as_it_says() -> None:
    census = material.read(everybody())
    tier = np.where(census.fact("country") == "CO", 1.0, census.tier("M2"))
    true = float((census.answered & (tier == 1)).mean())
    held = 0
    for seed in range(60):
        one = floor(told(disproportionate(seed=seed)))
        held += one["low"] <= true <= one["high"]
    assert held >= 53


def test_equal_weights_leave_the_counts_as_they_are() -> None:
    found = analyse(made(), replicates=3)["T13.M2.floor"]
    assert found["value"] == pytest.approx(found["count"] / 2000)
