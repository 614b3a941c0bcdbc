"""Pesos and quetzales do not add up."""

import numpy as np
import pytest

from community_simulation.study.presets import Preset
from tequio.domain.studies import plan
from tequio.domain.studies.analysis import material, money, weights
from tequio.domain.studies.analysis.context import Context
from tequio.jobs.rehearsal import planning, pure

SMALL = Preset(name="small", people=600, sampled=300, mentored_share=0.2, response=0.5)


def context(content: dict[str, object]) -> Context:
    read = material.read(pure.study_data_of(SMALL, content, seed=3))
    made = weights.make(read, replicates=10, generator=np.random.default_rng(1))
    return Context(read, made)


def test_money_without_a_currency_is_no_number_of_the_report() -> None:
    content = planning.content(SMALL, replicates=10)
    content["indicators"] = plan.standard()["indicators"]
    held = {one["id"] for one in context(content).indicators()}
    assert "sales_year" not in held and "finance_amount" not in held
    assert "jobs" in held


def test_money_in_a_currency_leaves_the_others_out() -> None:
    asked = context(planning.content(SMALL, replicates=10))
    sales = next(one for one in asked.indicators() if one["id"] == "sales_year")
    known = ~np.isnan(asked.values_of(sales))
    assert known.any()
    assert set(asked.material.values["currency"][known]) == {"MXN"}


def test_a_distribution_of_which_nothing_may_be_shown_is_no_chart() -> None:
    asked = context(planning.content(SMALL, replicates=10))
    drawn = [one for name, one in money.money(asked).items() if one["kind"] == "chart"]
    assert drawn
    assert all(any(bar["value"] for bar in chart["rows"]) for chart in drawn)


def test_amounts_in_no_known_currency_are_not_added_and_cost_stands_in_the_line() -> None:
    """What a large programme would publish: twelve hundred answers, so that little is withheld."""
    large = Preset(name="large", people=3000, sampled=2400, mentored_share=0.4, response=0.6)
    content = planning.content(large, replicates=10)
    read = material.read(pure.study_data_of(large, content, seed=3))
    made = weights.make(read, replicates=10, generator=np.random.default_rng(1))
    found = money.money(Context(read, made))
    assert "XXX" in set(read.values["currency"])
    assert not [name for name in found if "XXX" in name]
    revenue, cost = found["T19.revenue.MXN.total"], found["T30.cost"]
    assert found["T19.return.MXN"]["value"] == pytest.approx(revenue["value"] / cost["value"])
    assert found["T19.cost_per_mentored"]["value"] == found["T30.mentored"]["value"]
