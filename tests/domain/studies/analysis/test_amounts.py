"""Means, sums and scores of groups: no share of few people can be worked out of them."""

from dataclasses import replace

import numpy as np

from tequio.domain.studies.analysis import between, content, guard
from tequio.domain.studies.analysis.analyse import analyse
from tequio.domain.studies.study_data import Table
from tests.domain.studies.analysis.made_study import PLAN, made

FEW = 10


def parts(held: list[np.ndarray]) -> list[content.Content]:
    return [
        content.estimate(float(y.mean()), n=len(y), denominator="responded", source="survey")
        for y in held
    ]


def hidden(held: list[np.ndarray], *, of_amounts: bool) -> list[bool]:
    shown = guard.group_of_sizes(parts(held[:-1]), held, FEW, of_amounts=of_amounts)
    return [bool(one["suppressed"]) for one in shown]


def test_people_of_no_known_group_are_protected_by_the_smallest_group() -> None:
    held = [np.ones(246), np.ones(261), np.ones(223), np.ones(165), np.ones(5)]
    assert hidden(held, of_amounts=False) == [False, False, False, True]
    assert hidden([*held[:-1], np.ones(0)], of_amounts=False) == [False] * 4


def test_noughts_hide_nobody_of_those_who_have_an_amount() -> None:
    three = np.array([740_000.0, 80_000.0, 79_500.0] + [0.0] * 200)
    many = np.array([1000.0] * 60 + [0.0] * 100)
    more = np.array([1000.0] * 70 + [0.0] * 200)
    assert hidden([three, many, more, np.ones(0)], of_amounts=True) == [True, True, False]
    assert hidden([three, many, more, np.ones(0)], of_amounts=False) == [False, False, False]


def test_one_who_makes_up_a_sum_is_hidden_and_so_is_the_sum_of_the_hidden() -> None:
    giant = np.array([1e9] + [10.0] * 50)
    small = np.array([10.0] * 60)
    large = np.array([10.0] * 70)
    assert hidden([giant, small, large, np.ones(0)], of_amounts=True) == [True, True, True]


def test_a_later_sum_of_a_few_more_amounts_is_withheld() -> None:
    first = content.estimate(5.0, n=900, denominator="responded", source="survey", contributors=60)
    later = {**first, "value": 6.0, "contributors": 63}
    assert not between.safe(later, first, FEW)
    assert between.safe({**first, "value": 6.0}, first, FEW)


def test_a_study_shows_neither_the_five_of_no_stage_nor_the_sums_of_few() -> None:
    finance = {"id": "finance_amount", "name_es": "F", "name_en": "F", "formula": "",
               "denominator": "responded", "form": "both", "kind": "mean", "variable": "f_amount",
               "winsorise": None, "iris": "", "domains": ["stage"], "is_outcome": False,
               "currency": "MXN"}  # fmt: skip
    jobs = {**PLAN["indicators"][2], "domains": ["stage"]}
    plain = {name: {"method": "none"} for name in ("nonresponse", "calibration")}
    plan = {**PLAN, "indicators": [jobs, finance], "weights": plain}
    data = made(people=900, sampled=600, response=0.6, plan=plan)
    keys = {row["key"] for row in data.answers.records()}
    told = 0
    frame = []
    for row in data.frame.records():
        is_few = row["key"] in keys and told < 5
        told += is_few
        frame.append({**row, "stage": "" if is_few else row["stage"]})
    stages = {row["key"]: row["stage"] for row in frame}
    answers, ideas = [], 0
    for row in data.answers.records():
        one = {**row, "currency": "MXN", "f_applied": "1", "f_result": "all"}
        is_idea = stages[row["key"]] == "idea"
        ideas += is_idea
        amount = "0" if is_idea and ideas > 3 else "1000"
        answers.append({**one, "f_amount_loan": amount})
    columns = dict.fromkeys(name for row in answers for name in row)
    data = replace(data, frame=Table.of(list(data.frame.columns), frame),
                   answers=Table.of(list(columns), answers))  # fmt: skip
    results = analyse(data, replicates=3)
    whole = results["I.jobs"]
    shown = [row for row in results["T23.stage.jobs"]["rows"] if row["n"] is not None]
    left = whole["n"] - sum(row["n"] for row in shown)
    assert left == 0 or left >= FEW
    by_stage = {row["label"]: row for row in results["T23.stage.finance_amount"]["rows"]}
    assert by_stage["stage=idea"]["value"] is None
    assert sum(row["value"] is not None for row in by_stage.values()) < 3
    assert by_stage["stage=idea"]["contributors"] is None
