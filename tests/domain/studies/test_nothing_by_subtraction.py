"""An attack on everything that a published study shows: no few people by taking numbers apart.

Between definitions, between two positions of the dial, parts from wholes, steps from steps, and
what the files keep of a number that the page withholds.
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tequio.domain.studies.analysis import between, guard
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.analysis.material import TIERS
from tequio.domain.studies.report.turning import turned
from tests.domain.studies.analysis.made_study import PLAN, made

FEW = 10
PLAIN = {
    **PLAN,
    "weights": {"nonresponse": {"method": "none"}, "calibration": {"method": "none"}},
    "indicators": [
        *PLAN["indicators"],
        {"id": "replied", "name_es": "R", "name_en": "R", "formula": "tier_1 == 1",
         "denominator": "responded", "form": "both", "kind": "proportion", "variable": "",
         "winsorise": None, "iris": "", "domains": ["country"], "is_outcome": False},
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=[(1, 500), (5, 900), (7, 2500)])
def results(request) -> Results:
    """Studies of few to many answers, weighed alike so that every share is a count."""
    seed, sampled = request.param
    made_up = made(people=3 * sampled, sampled=sampled, seed=seed, response=0.35, plan=PLAIN)
    return analyse(made_up, replicates=3)


def shows_few(count: float | None) -> bool:
    return count is not None and 0 < abs(round(count)) < FEW


def counts(one: dict[str, Any]) -> Iterator[tuple[Any, float | None, float | None]]:
    """What an attacker gets of a result: its people, and the yes among them from any source."""
    starts = (one.get("dial") or {}).get("answered") or {}
    rows = [one] if one["kind"] == "estimate" else one["rows"] if one["kind"] == "chart" else []
    for row in rows:
        key = row.get("label", "")
        said = row.get("answered") if one["kind"] == "estimate" else starts.get(key)
        n, yes = row.get("n"), row.get("count")
        is_share = one.get("unit") == "share" and said and "promoters" not in said
        if yes is None and n is not None and is_share:
            yes = said["value"] * n  # of the dial at k = 1
            yes = round(yes) if abs(yes - round(yes)) < 1e-3 else None  # or of a second phase
        yield key, n, yes


def attackable(results: Results) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in results.items()
            if one["kind"] != "estimate" or one["source"] in ("survey", "follow_up")}  # fmt: skip


def test_no_two_definitions_differ_by_a_few(results) -> None:
    families: dict[str, dict[str, Any]] = {}
    for name, one in attackable(results).items():
        base, definition = between._family(name, "M2")
        families.setdefault(base, {})[definition] = one
    compared = 0
    for base, versions in families.items():
        held = [{k: (n, y) for k, n, y in counts(one)} for one in versions.values()]
        for place, one in enumerate(held):
            for other in held[place + 1 :]:
                for key in one.keys() & other.keys():
                    (n, yes), (m, no) = one[key], other[key]
                    compared += 1
                    if None not in (n, m):
                        assert not shows_few(n - m), (base, key, n, m)
                    if None not in (yes, no) and None not in (n, m):
                        assert not shows_few(yes - no), (base, key, yes, no)
                        assert not shows_few((n - yes) - (m - no)), (base, key)
    assert compared > 50


def test_steps_of_the_funnel_that_hold_one_another_differ_by_enough(results) -> None:
    held = {row[0]: row[1] for row in results["F7.table"]["rows"]}
    steps = ("contacted", "replied", "mentored")
    for first, second in pairwise(steps):
        if held.get(first) is not None and held.get(second) is not None:
            assert not shows_few(held[first] - held[second])


def test_parts_do_not_give_away_the_part_that_is_withheld(results) -> None:
    seen = 0
    for name, one in results.items():
        table, _, rest = name.partition(".")
        if table not in ("T22", "T23", "T24", "T25") or one["kind"] != "chart":
            continue
        whole = results.get(f"I.{rest.partition('.')[2]}.naive")
        if one["unit"] != "share" or not whole or whole["value"] is None or not one["rows"]:
            continue
        shown = [(n, yes) for _key, n, yes in counts(one) if n is not None]
        left_n = whole["n"] - sum(n for n, _yes in shown)
        left_yes = whole["count"] - sum(round(yes or 0) for _n, yes in shown)
        seen += 1
        for count in (left_n, left_yes, left_n - left_yes):
            assert not shows_few(count), (name, left_n, left_yes)
        hidden = len(one["rows"]) - len(shown)
        assert hidden != 1 or left_n == 0 or left_n >= FEW, name
    assert seen > 3


def test_both_arms_taken_off_the_whole_leave_nobody_or_enough(results) -> None:
    for tier in TIERS:
        for indicator in ("goal_met", "finance_received"):
            arms = [results.get(f"T17.{tier}.{indicator}.{arm}") for arm in ("mentored", "others")]
            whole = results[f"I.{indicator}.naive"]
            if any(a is None or a["value"] is None for a in arms) or whole["value"] is None:
                continue
            left_n = whole["n"] - sum(arm["n"] for arm in arms if arm)
            left_yes = whole["count"] - sum(arm["count"] for arm in arms if arm)
            for count in (left_n, left_yes, left_n - left_yes):
                assert not shows_few(count), (tier, indicator, left_n, left_yes)


def test_steps_of_effort_differ_by_enough_people(results) -> None:
    for name in [n for n in results if n.endswith("T7.effort")]:
        rows = results[name]["rows"]
        for before, after in pairwise(rows):
            n = after[1] - before[1]
            yes = after[1] * after[3] - before[1] * before[3]
            assert not shows_few(n), name
            assert not shows_few(yes), name
            assert not shows_few(n - round(yes)), name


def test_the_late_and_those_followed_up_are_enough_on_both_sides(results) -> None:
    for name, one in results.items():
        if name.endswith(".follow_up") and one["value"] is not None:
            yes = one["followed_up_share"] * one["reached"]
            assert not shows_few(yes), name
            assert not shows_few(one["reached"] - yes), name
        is_effort = name.endswith(".effort") and one["kind"] == "estimate"
        if is_effort and one["value"] is not None:
            naive = results[name.replace("effort", "naive")]
            rate, share = naive["n"] / results["ledger.released"]["value"], naive["value"]
            late = (one["value"] - rate * share) / (1 - rate) * one["late"]
            assert not shows_few(late), name
            assert not shows_few(one["late"] - late), name


def test_two_positions_of_the_dial_give_no_count_of_few(results) -> None:
    for name, one in attackable(results).items():
        if one["kind"] != "estimate" or one["unit"] != "share" or one["value"] is None:
            continue
        at_one = turned(one, 1.0)
        if not one.get("answered") or not one.get("n") or name.startswith("T30"):
            continue
        yes = at_one["value"] * one["n"]
        assert not shows_few(yes), (name, yes)


def test_a_reason_withheld_is_withheld_by_stage_too(results) -> None:
    hidden = {row["label"] for row in results["F14"]["rows"] if row["value"] is None}
    for row in results["T26"]["rows"]:
        assert row[0] not in hidden or not any(cell is not None for cell in row[1:]), row


def test_what_is_withheld_leaves_nothing_in_the_files(results) -> None:
    for name, one in results.items():
        if one.get("suppressed"):
            kept = [one.get(k) for k in ("value", "low", "high", "n", "count", "answered", "lower")]
            assert not any(kept), name
        starts = (one.get("dial") or {}).get("answered") or {}
        for row in one.get("rows", ()) if one["kind"] == "chart" else ():
            if row.get("value") is None and row.get("lower") is None:
                assert row.get("count") is None, (name, row)
                assert row.get("label") not in starts, (name, row)
    assert json.loads(json.dumps(results)) == results


def test_a_balance_of_few_in_an_arm_is_not_shown(results) -> None:
    n = results["T21.mde.treated"]["value"]
    table = results.get("T20", {"rows": [], "columns": []})
    shares = [at for at, name in enumerate(table["columns"]) if name.startswith("mentored_")]
    for row in table["rows"]:
        assert not any(shows_few(row[at] * n) for at in shares), row


def test_a_later_release_of_charts_and_tables_shows_no_few_by_subtraction() -> None:
    chart = {"kind": "chart", "rows": [{"label": "a", "value": 0.5, "n": 100, "count": 50}]}
    later = {"kind": "chart", "rows": [{"label": "a", "value": 0.5, "n": 104, "count": 52}]}
    table = {"kind": "table", "columns": ["a", "n"], "formats": ["word", "count"]}
    first, second = {**table, "rows": [["x", 40]]}, {**table, "rows": [["x", 45]]}
    found = guard.across({"F": later, "T": second}, {"F": chart, "T": first}, FEW)
    assert found["F"]["rows"] == found["T"]["rows"] == []
    same = guard.across({"F": chart, "T": first}, {"F": chart, "T": first}, FEW)
    assert same["F"]["rows"]
    assert same["T"]["rows"]
