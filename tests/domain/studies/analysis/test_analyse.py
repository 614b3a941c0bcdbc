"""The whole analysis: refusals, the same digits again, and what the weights mend."""

import json

import numpy as np
import pytest

from tequio.domain.studies.analysis import gender, guard, material
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results, estimate
from tequio.domain.studies.report import dial
from tequio.domain.studies.report.turning import turned
from tequio.domain.studies.report.writing import Reader
from tequio.domain.studies.study_data import StudyData, Table
from tests.domain.studies.analysis.made_study import made


@pytest.fixture(scope="module")
def data() -> StudyData:
    return made()


@pytest.fixture(scope="module")
def results(data) -> Results:
    return analyse(data, replicates=40)


@pytest.mark.parametrize("answers", [0, 5, 9])
def test_of_fewer_than_ten_answers_no_number_is_made(data, answers) -> None:
    few = Table(data.answers.columns, data.answers.rows[:answers])
    found = analyse(StudyData(**{**vars(data), "answers": few}))
    of_answers = [
        name for name, one in found.items() if one.get("source") in ("survey", "follow_up")
    ]
    assert not [name for name in of_answers if not name.startswith(("T27", "F16"))]
    assert (found["few.bounds"]["lower"], found["few.bounds"]["upper"]) == (0, 1)
    assert found["F7.log.mentored"]["value"] > 0
    assert {"T6", "T7.RR2", "F3", "T1", "ledger.released", "plan.threshold"} <= set(found)
    shown = json.dumps([found[name] for name in found if not name.startswith(("T27", "F16"))])
    assert "d_topic" not in shown and "c_why_main" not in shown


def test_the_same_data_give_the_same_digits(data, results) -> None:
    again = analyse(made(), replicates=40)
    assert json.dumps(again) == json.dumps(results)


def test_other_data_give_other_draws_of_the_replicates(data, results) -> None:
    changed = analyse(made(seed=2), replicates=40)
    assert changed["T13.M2.weighted"]["value"] != results["T13.M2.weighted"]["value"]


def test_a_frame_in_which_nobody_differs_is_analysed_without_covariates(data) -> None:
    """One country, one stage, one of everything, and no logs: arms are compared as they are."""
    kept = ("key", "permanent_number")
    alike = [
        {name: value if name in kept else "" for name, value in row.items()}
        for row in data.frame.records()
    ]
    frame = Table.of(data.frame.columns, alike)
    found = analyse(StudyData(**{**vars(data), "frame": frame}), replicates=10)
    assert found["T13.M2.weighted"]["value"] == pytest.approx(found["T13.M2.naive"]["value"], 0.01)
    assert "T20" not in found


def test_everything_is_plain_values(results) -> None:
    assert json.loads(json.dumps(results, allow_nan=False)) == results
    assert {one["kind"] for one in results.values()} == {"estimate", "table", "chart"}


def test_weights_with_the_log_find_the_truth_that_the_answers_miss(data, results) -> None:
    truth = np.mean([value == "1" for value in data.frame.column("log_m2")])
    naive, weighted = results["T13.M2.naive"], results["T13.M2.weighted"]
    assert naive["low"] > truth
    assert weighted["low"] < truth < weighted["high"]
    assert results["T13.M2.worst"]["lower"] < truth < results["T13.M2.worst"]["upper"]
    assert results["F10.M2.measured_k"]["value"] < 0.7


def test_margins_of_the_frame_are_met(results) -> None:
    for _variable, _level, frame, _before, reached in results["T10.margins"]["rows"]:
        assert reached == pytest.approx(frame, abs=0.01)


def test_no_share_of_few_people_is_shown(results) -> None:
    for name, one in results.items():
        if one["kind"] != "estimate" or one["source"] != "survey" or one["value"] is None:
            continue
        if one["denominator"] in ("frame", "sampled") or one["unit"] == "people":
            continue
        assert one["n"] >= 10, name
        assert one.get("count") is None or not 0 < one["count"] < 10, name


def test_first_phase_and_follow_up_are_told_apart(data) -> None:
    read = material.read(data)
    assert not (read.answered & read.reached).any()
    assert not (read.reached & ~read.followed).any()
    assert read.reached.sum() > 0


def test_a_later_release_does_not_show_few_people_by_subtraction() -> None:
    before = {"x": estimate(0.5, n=100, count=50, denominator="responded", source="survey")}
    after = {"x": estimate(0.51, n=104, count=53, denominator="responded", source="survey")}
    assert guard.across(after, before, 10)["x"]["suppressed"]
    assert not guard.across(before, before, 10)["x"]["suppressed"]


def test_a_small_group_takes_another_with_it() -> None:
    parts = [
        estimate(x / n, n=n, count=x, denominator="responded", source="survey")
        for x, n in ((3, 40), (60, 200), (80, 300))
    ]
    shown = guard.group_of_shares(parts, 10)
    assert shown[0]["suppressed"]
    assert sum(part["suppressed"] for part in shown) >= 2


def test_replied_is_compared_among_those_who_wrote(results) -> None:
    found = results["T21.replied.goal_met.aipw"]
    assert found["treated"] + found["control"] < results["T21.M2.goal_met.aipw"]["n"]


def test_a_simple_random_sample_has_no_strata_and_is_estimated_all_the_same(data) -> None:
    cases = [{**row, "stratum": ""} for row in data.cases.records()]
    simple = StudyData(**{**vars(data), "cases": Table.of(data.cases.columns, cases)})
    found = analyse(simple, replicates=5)
    assert found["T13.M2.weighted"]["standard_error"] > 0


def test_men_are_not_withheld_for_the_sake_of_a_few() -> None:
    levels = np.array(["f"] * 60 + ["m"] * 50 + ["x"] * 3 + [""] * 30)
    yes, answered = np.arange(143) % 2.0, np.ones(143, dtype=np.bool_)
    joined = gender.collapsed(levels, yes, answered, 10)
    assert set(joined.tolist()) == {"f", "m", "x_or_missing"}
    few = gender.collapsed(levels[:113], yes[:113], answered[:113], 10)
    assert set(few.tolist()) == {"f", "m_or_other"}
    enough = np.array(["f"] * 60 + ["m"] * 50 + ["x"] * 33)
    assert gender.collapsed(enough, yes, answered, 10).tolist() == enough.tolist()


def test_by_gender_nothing_is_withheld_when_a_handful_are_of_another(data) -> None:
    frame = data.frame
    at = frame.columns.index("gender")
    rows = tuple(
        (*row[:at], "x" if number % 200 == 0 else row[at], *row[at + 1 :])
        for number, row in enumerate(frame.rows)
    )
    changed = StudyData(**{**vars(data), "frame": Table(frame.columns, rows)})
    found = analyse(changed, replicates=20)
    for name in ("F8.gender", "T24.gender.goal_met"):
        assert all(row["value"] is not None for row in found[name]["rows"]), name
        assert len(found[name]["rows"]) == 2


def test_the_dial_at_any_k_is_the_point_of_the_curve(results) -> None:
    for k in (0.0, 0.5, 1.0):
        point = results[f"F10.M2.k{round(100 * k):03d}"]["value"]
        moved = turned(results["T13.M2.weighted"], k)["value"]
        assert moved == pytest.approx(point)
    people = turned(results["T13.M2.weighted.people"], 0.5)
    assert people["value"] == pytest.approx(8000 * results["F10.M2.k050"]["value"], rel=0.02)


def test_groups_and_totals_follow_the_dial(results) -> None:
    chart = results["T22.country.goal_met"]
    moved = dial.moved_lines(chart, Reader("en", k=0.0))
    shown = [row for row in chart["rows"] if row["value"] is not None]
    assert shown
    for row in chart["rows"]:
        own = next(one for one in moved if one["label"] == row["label"])
        assert row["value"] is None or own["value"] < row["value"]
    total = results["T19.jobs_now.total"]
    assert turned(total, 0.0)["value"] < total["value"]
    assert turned(total, 1.0)["value"] > total["value"]  # those who answered are oftener mentored


def test_what_is_withheld_keeps_nothing_for_the_dial(results) -> None:
    hidden = [one for one in results.values() if one.get("suppressed")]
    assert hidden
    assert not any(one.get("answered") for one in hidden)


def test_the_first_page_has_every_definition(results) -> None:
    assert results["H.M2.mentored"] == results["H.mentored"]
    assert results["H.M1.mentored"]["value"] > results["H.M2.mentored"]["value"]


def test_reach_counts_everybody_of_the_frame(data, results) -> None:
    table = results["T1"]
    assert table["columns"] == ["country", "2024", "2025", "total"]
    assert sum(row[-1] for row in table["rows"]) == len(data.frame.rows)


def test_what_could_be_seen_of_sales_is_of_those_who_told_them(data, results) -> None:
    told, all_of_them = results["T21.mde.sales_told"], results["T21.mde.sales"]
    sellers = sum(float(row["g_rev_y1"]) > 0 for row in data.answers.records()
                  if row["g_rev_y1"].isdecimal())  # fmt: skip
    assert 40 <= told["n"] <= sellers < all_of_them["n"]
    assert told["value"] > all_of_them["value"]
