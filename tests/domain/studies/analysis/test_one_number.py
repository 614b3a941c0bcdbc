"""What is asked in one way is one number, wherever in the report it stands."""

import csv
import io

import pytest

from community_simulation.study.presets import Preset
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.bases import LOG_OF
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.report import files
from tequio.jobs.rehearsal import planning, pure

LARGE = Preset(name="large", people=4000, sampled=2400, mentored_share=0.3, response=0.5)
SAME = ("value", "low", "high", "n")


@pytest.fixture(scope="module")
def whole() -> tuple[dict, Results]:
    plan = planning.content(LARGE, replicates=20)
    return plan, analyse(pure.study_data_of(LARGE, plan, seed=3))


def test_no_indicator_is_another_number_than_the_step_of_the_funnel_it_is(whole) -> None:
    plan, results = whole
    tiers = {f"tier_{tier[1]} == 1": step for step, tier in LOG_OF.items()}
    tiers |= {"mentored == 1": "mentored"}
    formulas = {
        "e_goal_met >= 3": "goal_met", "f_applied == 1": "applied_for_finance",
        "g_rev_dir >= 4": "sales_up", **tiers,
    }  # fmt: skip
    compared = []
    for one in plan["indicators"]:
        step = formulas.get(one["formula"])
        if step is None or one["denominator"] != "responded":
            continue
        found, other = results[f"I.{one['id']}"], results[f"F7.survey.{step}"]
        assert [found[end] for end in SAME] == [other[end] for end in SAME], one["id"]
        compared.append(step)
    assert {"contacted", "mentored", "mentored_more", "goal_met"} <= set(compared)


def test_a_definition_is_the_same_share_in_funnel_projection_and_headline(whole) -> None:
    _plan, results = whole
    for step, tier in LOG_OF.items():
        names = (f"F7.survey.{step}", f"T13.{tier}.weighted", f"H.{tier}.mentored")
        shares = {tuple(results[name][end] for end in SAME[:3]) for name in names}
        assert len(shares) == 1, (tier, shares)


def test_the_indicators_table_and_the_funnel_say_of_how_many(whole) -> None:
    _plan, results = whole
    funnel = results["F7.table"]
    at = funnel["columns"].index("of_asked")
    for row in funnel["rows"]:
        assert row[at] == results[f"F7.survey.{row[0]}"]["n"] >= row[1]
    of = {row[0]: row[at] for row in funnel["rows"]}
    assert of["looked"] == results["F3.detailed"]["value"] < of["contacted"]
    at = results["T17"]["columns"].index("n")
    for row in results["T17"]["rows"]:
        assert row[at] == results[f"I.{row[0].partition('=')[2]}"]["n"]


def test_money_is_of_those_with_accounts_in_its_currency(whole) -> None:
    _plan, results = whole
    rows = {row[0]: row for row in results["T17"]["rows"]}
    assert rows["indicator=sales_year"][1] == "responded_in=MXN"
    assert results["T17"]["own_currency"]
    item_response = results["T17"]["columns"].index("item_response")
    assert rows["indicator=finance_amount"][item_response] > 0.9  # not those in quetzales


def test_nobody_stands_in_the_table_of_contributions_who_was_not_asked(whole) -> None:
    _plan, results = whole
    arms = {(row[0], row[1]): row[2] for row in results["T18"]["rows"]}
    assert ("goal", "others") in arms
    assert ("finance", "others") not in arms
    assert 0 not in arms.values()


def test_no_amount_of_money_received_reaches_below_nothing(whole) -> None:
    _plan, results = whole
    names = [name for name in results if name.startswith(("T19.finance", "I.finance_amount"))]
    ends = [results[name]["low"] for name in names if results[name]["low"] is not None]
    assert ends
    assert min(ends) >= 0


def test_a_level_that_a_rare_one_was_joined_to_says_so(whole) -> None:
    _plan, results = whole
    frame = {row[1]: row[2] for row in results["T8"]["rows"]}
    for _variable, level, share, *_rest in results["T10.margins"]["rows"]:
        if "&" not in level:
            assert share == pytest.approx(frame[level]), level


def test_a_cost_is_bounded_as_the_people_are(whole) -> None:
    plan, results = whole
    cost, bounds = results["T30.mentored"], results["T13.M2.worst"]
    people = {end: bounds[end] * results["ledger.frame"]["value"] for end in ("lower", "upper")}
    total = plan["costs"]["total"]
    assert cost["upper"] == pytest.approx(total / people["lower"], rel=1e-6)
    assert cost["lower"] == pytest.approx(total / people["upper"], rel=1e-6)
    assert cost["lower"] < cost["low"] < cost["value"] < cost["high"] < cost["upper"]


def test_every_file_of_numbers_says_what_they_assume(whole) -> None:
    _plan, results = whole
    for name, made in files.tables(results).items():
        lines = list(csv.reader(io.StringIO(made.decode())))
        if name.endswith("estimates.csv"):
            assert all(line[-1] for line in lines)
        else:
            assert len(lines[-1]) == 1, name
            assert " / " in lines[-1][0], name  # in both languages


def test_the_naive_row_is_where_the_curve_has_k_one(whole) -> None:
    _plan, results = whole
    for step, tier in LOG_OF.items():
        at_one = results[f"F10.{tier}.k100"]["value"]
        assert results[f"T13.{tier}.naive"]["value"] == pytest.approx(at_one, rel=1e-9), tier
        assert results[f"F7.naive.{step}"]["value"] == pytest.approx(at_one, rel=1e-9), tier


def test_every_row_of_a_projection_rests_on_the_answers_it_names(whole) -> None:
    _plan, results = whole
    for tier in LOG_OF.values():
        n = {results[f"T13.{tier}.{row}"]["n"] for row in ("floor", "worst")}
        assert n == {results[f"F10.{tier}.k100"]["n"]}, tier
        assert results[f"T13.{tier}.chart"]["names"]["n"] == "answers_behind"


def test_a_step_names_the_step_that_it_is_a_share_of(whole) -> None:
    _plan, results = whole
    table = results["F7.table"]
    part, of = (table["columns"].index(name) for name in ("of_previous", "of_step"))
    share = {row[0]: row[table["columns"].index("share")] for row in table["rows"]}
    steps = {row[0]: row[of] for row in table["rows"]}
    assert steps["mentored_long"] == "mentored_more"
    assert steps["applied_advice"] == "mentored"
    for row in table["rows"]:
        if row[of] is not None:
            assert row[part] == pytest.approx(share[row[0]] / share[row[of]]), row[0]


def test_stages_stand_in_the_order_of_a_business(whole) -> None:
    _plan, results = whole
    order = ["idea", "operational", "earning", "profitable", "missing"]
    seen = 0
    for name, one in results.items():
        if one["kind"] == "estimate" or one.get("form") == "curve":
            continue
        column = "label" if one["kind"] == "chart" else 0
        words = [str(row[column]) for row in one["rows"]]
        stages = [w.removeprefix("stage=") for w in words if w.startswith("stage=")]
        if len(stages) < 2 or {"F6", "T20"} & set(name.split(".")):  # by size
            continue
        places = [order.index(stage) for stage in stages]
        assert places == sorted(places), (name, stages)
        seen += 1
    assert seen > 3


def test_a_total_says_how_many_of_the_mentored_it_covers(whole) -> None:
    _plan, results = whole
    totals = [name for name in results if name.startswith("T19.") and name.endswith(".total")]
    assert totals
    for name in totals:
        total, covers = results[name], results[name]["covers"]
        assert 0 < covers["share"] <= 1
        mean = results.get(name.replace(".total", ".mean"))
        if mean is not None:
            assert total["value"] / mean["value"] == pytest.approx(covers["people"], rel=1e-6), name
