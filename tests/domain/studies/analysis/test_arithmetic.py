"""The arithmetic of the evaluation of 2020, to the printed digit."""

import pytest

from survey_statistics.bounds import wilson_limits
from tequio.domain.studies import any_survey
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.recommendations import tipping_k
from tequio.domain.studies.report.dial import moved_line, moved_row
from tequio.domain.studies.report.grids import grid
from tequio.domain.studies.report.turning import turned
from tequio.domain.studies.report.writing import Reader
from tests.domain.studies.analysis.made_study import of_2020


@pytest.fixture(scope="module")
def results() -> Results:
    return analyse(of_2020(), replicates=20)


@pytest.mark.parametrize(
    ("name", "value", "low", "high"),
    [
        ("T7.RR2", 0.225, 0.212327, 0.238201),
        ("T13.M2.naive", 0.264444, 0.236676, 0.294216),
        ("T13.M2.floor", 0.0595, 0.052583, 0.067262),
        ("T13.M2.follow_up", 0.176, 0.136, 0.217),
        ("T13.outcome.sales_up.among", 0.202, 0.156, 0.257),
        ("T13.outcome.sales_up.floor", 0.0120, 0.0091, 0.0159),
    ],
)
def test_shares_and_their_intervals(results, name, value, low, high) -> None:
    digits = max(len(str(limit)) - 2 for limit in (value, low, high))
    found = [round(results[name][key], digits) for key in ("value", "low", "high")]
    assert found == pytest.approx([value, low, high], abs=0.6 * 10**-digits)


def test_without_an_assumption_almost_nothing_is_known(results) -> None:
    worst = results["T13.M2.worst"]
    assert [round(100 * worst[key], 2) for key in ("lower", "upper", "low", "high")] == [
        5.95, 83.45, 5.33, 84.42,
    ]  # fmt: skip
    left = results["T13.M2.follow_up_worst"]
    assert [round(100 * left[key], 1) for key in ("lower", "upper")] == [13.0, 44.0]


@pytest.mark.parametrize(
    ("k", "share", "with_it", "without"),
    [
        (0, 5.95, 1.000, 0.176), (10, 8.0, 0.744, 0.180), (25, 11.1, 0.537, 0.186),
        (50, 16.2, 0.367, 0.197), (75, 21.3, 0.279, 0.210), (100, 26.4, 0.225, 0.225),
        (125, 31.6, 0.188, 0.242),
    ],
)  # fmt: skip
def test_the_same_data_have_different_truths(results, k, share, with_it, without) -> None:
    assert round(100 * results[f"F10.M2.k{k:03d}"]["value"], 2 if k == 0 else 1) == share
    (point,) = [row for row in results["F10.M2"]["rows"] if round(100 * row["k"]) == k]
    assert round(point["response_with"], 3) == with_it
    assert round(point["response_without"], 3) == without


def test_projected_to_ten_thousand(results) -> None:
    rounded = {
        name: [round(results[f"T13.M2.{name}.per_10000"][key]) for key in keys]
        for name, keys in {
            "naive": ("value", "low", "high"),
            "floor": ("value", "low", "high"),
            "worst": ("lower", "upper", "low", "high"),
        }.items()
    }
    assert rounded == {
        "naive": [2644, 2367, 2942],
        "floor": [595, 526, 673],
        "worst": [595, 8345, 533, 8442],
    }


def test_how_many_of_the_silent_it_takes(results) -> None:
    needed = [round(100 * results[f"F10.needed.{goal}"]["value"], 1) for goal in (10, 15, 20)]
    assert needed == [5.2, 11.7, 18.1]


def test_logs_cut_the_range_of_an_outcome(results) -> None:
    logged = results["T13.outcome.sales_up.logged"]
    assert [logged["lower"], logged["upper"]] == [0.12, 0.525]
    of_sample = results["T13.outcome.sales_up.of_sample"]
    assert [round(1e4 * of_sample[key]) for key in ("lower", "upper")] == [120, 525]
    assert round(1e4 * results["T13.outcome.sales_up.carried"]["value"]) == 202
    assert round(1e4 * results["T13.outcome.sales_up.chain"]["value"]) == 533
    without = results["T13.outcome.sales_up.without_log"]
    assert [round(1e4 * without[key]) for key in ("lower", "upper")] == [120, 7870]


@pytest.mark.parametrize(("base", "points"), [(10, 6.4), (20, 8.5), (30, 9.7), (50, 10.6)])
def test_the_smallest_difference_that_could_have_been_seen(results, base, points) -> None:
    assert round(100 * results[f"T21.mde.{base}"]["value"], 1) == points


def test_a_true_change_in_sales_below_a_quarter_is_invisible(results) -> None:
    assert round(100 * results["T21.mde.sales"]["value"]) == 28
    assert results["T21.mde.treated"]["value"] == 238


def test_the_ledger_adds_up_to_the_released(results) -> None:
    *lines, (last, released, _share) = results["T6"]["rows"]
    assert last == "released"
    assert sum(line[1] for line in lines) == released == 4000
    assert results["F3.responded"]["value"] == 900
    assert results["F3.detailed"]["value"] == 400


@pytest.mark.parametrize(
    "name", ["T13.M2.weighted", "F7.survey.mentored", "T13.M2.weighted.people"]
)
def test_the_dial_starts_from_those_who_answered(results, name) -> None:
    times = 10_000 if name.endswith("people") else 1
    for k, share in ((0.0, 238 / 4000), (0.5, 0.1619722222), (1.0, 238 / 900)):
        assert turned(results[name], k)["value"] == pytest.approx(times * share, rel=1e-6)


def test_rows_of_tables_and_charts_follow_the_same_dial(results) -> None:
    for name, at in (("T13.M2", 1), ("F7.table", 3)):
        rows = [moved_row(row, results[name], Reader(k=0.0)) for row in results[name]["rows"]]
        (row,) = [row for row in rows if row[0] in ("dialled", "mentored")]
        assert row[at] == pytest.approx(0.0595)
    (line,) = [row for row in results["F7"]["rows"] if row["label"] == "mentored"]
    assert moved_line(line, results["F7"], Reader(k=0.0))["value"] == pytest.approx(0.0595)


def test_a_recommendation_tips_where_the_curve_does(results) -> None:
    k = tipping_k(results["T13.M2.weighted"], 0.10)
    assert k == pytest.approx(0.1976, abs=1e-4)


def test_no_step_is_more_than_the_step_it_is_a_part_of(results) -> None:
    shares = {row[0]: row[6] for row in results["F7.table"]["rows"]}
    assert shares["mentored_more"] is not None
    assert all(share is None or share <= 1 for share in shares.values()), shares


def test_the_table_writes_bounds_in_per_cent(results) -> None:
    table = grid("T13.M2", results["T13.M2"], "", Reader("en"), {})
    (worst,) = [row for row in table.rows if row[0] == "Without any assumption"]
    assert any("83.45%" in cell or "83.5%" in cell for cell in worst), worst


def test_of_interviews_the_gap_of_six_changes_little() -> None:
    for x, n, low, high in (
        (894, 4000, 0.210859, 0.236672), (238, 894, 0.238292, 0.296147),
        (400, 4000, 0.091083, 0.109684), (494, 4000, 0.113664, 0.134059),
        (400, 894, 0.415127, 0.480177), (6, 900, 0.003059, 0.014468),
        (119, 238, 0.436984, 0.563016), (0, 15, 0.0, 0.203883),
    ):  # fmt: skip
        assert [round(limit, 6) for limit in wilson_limits(x, n)] == [low, high]
    read = any_survey.read(sampled=4000, answered=894, yes=238)
    assert read.respondents is not None
    assert round(read.respondents.value, 6) == 0.266219
    assert round(read.response.value, 4) == 0.2235


def test_the_naive_reading_is_more_than_four_times_the_floor(results) -> None:
    naive, floor = (results[f"T13.M2.{n}.per_10000"]["value"] for n in ("naive", "floor"))
    assert round(naive / floor, 1) == 4.4
    per = {k: results[f"F10.M2.k{k:03d}"]["value"] * 10_000 for k in (25, 50)}
    assert (round(per[50]), round(per[25])) == (1620, 1107)
    assert (round(4 * naive), round(4 * floor)) == (10578, 2380)
    floor_of_few = results["T13.outcome.sales_up.floor"]
    ends = [round(1e4 * floor_of_few[key]) for key in ("value", "low", "high")]
    assert ends == [120, 91, 159]
