"""The rehearsal of 2020 says what the arithmetic of those counts says, to the printed digit.

The expected numbers are Wilson intervals, Manski bounds, the interval of Imbens and Manski, and the
estimate of Hansen and Hurwitz, computed with scipy from the counts 4,000, 900, 894, 400, 494, 238,
119 and 48, and 310 followed up, 186 reached, 28 of them mentored.
"""

from functools import cache

import pytest
from threadpoolctl import threadpool_limits

from community_simulation.study.presets import preset_named
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Content, Results
from tequio.jobs.rehearsal import planning, pure

pytestmark = pytest.mark.slow
PRESET = preset_named("seed-2020")


@cache
def results(threads: int = 1) -> Results:
    with threadpool_limits(threads):
        content = planning.content(PRESET, replicates=20)
        return analyse(pure.study_data_of(PRESET, content, seed=2020), replicates=20)


def test_the_numbers_are_the_same_however_many_threads_there_are() -> None:
    assert results(2) == results()


def limits(found: Content) -> tuple[float, float]:
    return round(found["low"], 6), round(found["high"], 6)


SHARES = {
    "T7.RR2": (0.225, 0.212327, 0.238201),
    "T7.RR1": (0.2235, 0.210859, 0.236672),
    "T13.M2.naive": (0.264444, 0.236676, 0.294216),
    "T13.M2.floor": (0.0595, 0.052583, 0.067262),
    "F7.naive.mentored": (0.264444, 0.236676, 0.294216),
    "F7.floor.mentored": (0.0595, 0.052583, 0.067262),
}


@pytest.mark.parametrize("name", SHARES)
def test_rates_and_shares(name: str) -> None:
    value, low, high = SHARES[name]
    found = results()[name]
    assert round(found["value"], 6) == value
    assert limits(found) == (low, high)


def test_bounds_without_assumptions() -> None:
    worst = results()["T13.M2.worst"]
    assert (worst["lower"], worst["upper"]) == (0.0595, 0.8345)
    assert [round(100 * limit, 2) for limit in (worst["low"], worst["high"])] == [5.33, 84.42]


def test_the_projection_of_ten_thousand() -> None:
    people = {name: results()[f"T13.M2.{name}.per_10000"] for name in ("naive", "floor", "worst")}
    assert [round(people["naive"][part]) for part in ("value", "low", "high")] == [2644, 2367, 2942]
    assert [round(people["floor"][part]) for part in ("value", "low", "high")] == [595, 526, 673]
    assert [round(people["worst"][part]) for part in ("lower", "upper")] == [595, 8345]
    assert [round(people["worst"][part]) for part in ("low", "high")] == [533, 8442]


@pytest.mark.parametrize(
    ("k", "share"),
    [("000", 5.95), ("010", 8.0), ("025", 11.1), ("050", 16.2), ("075", 21.3), ("100", 26.4)],
)
def test_the_same_counts_under_other_truths(k: str, share: float) -> None:
    found = 100 * results()[f"F10.M2.k{k}"]["value"]
    assert round(found, 2 if k == "000" else 1) == share


@pytest.mark.parametrize(("goal", "needed"), [(10, 5.2), (15, 11.7), (20, 18.1)])
def test_how_many_of_the_silent_a_goal_needs(goal: int, needed: float) -> None:
    assert round(100 * results()[f"F10.needed.{goal}"]["value"], 1) == needed


def test_what_a_tenth_of_the_silent_followed_up_buys() -> None:
    found, worst = results()["T13.M2.follow_up"], results()["T13.M2.follow_up_worst"]
    assert round(100 * found["value"], 1) == 17.6
    assert [round(100 * limit, 1) for limit in (found["low"], found["high"])] == [13.6, 21.7]
    assert [round(100 * worst[end] + 1e-9, 1) for end in ("lower", "upper")] == [13.0, 44.0]
    assert (found["drawn"], found["reached"]) == (310, 186)
