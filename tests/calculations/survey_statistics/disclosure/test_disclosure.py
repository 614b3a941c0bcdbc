"""Disclosure control: refusals, rules, and an attacker who never wins."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.disclosure.additive_table import AdditiveTable, Dimension, additive_table
from survey_statistics.disclosure.attacker import attack
from survey_statistics.disclosure.class_disclosure import class_disclosures, disclosing_cells
from survey_statistics.disclosure.errors import UnusableRule, UnusableTable
from survey_statistics.disclosure.primary_rules import (
    Sensitive,
    below_threshold,
    dominated,
    p_ratio,
)
from survey_statistics.disclosure.rounding import random_round, round_to_base
from survey_statistics.disclosure.suppression import suppress

REGIONS = Dimension(
    ("Oaxaca", "Chiapas", "Petén", "Sololá"),
    {"México": ("Oaxaca", "Chiapas"), "Guatemala": ("Petén", "Sololá")},
)


@pytest.mark.parametrize(
    "call",
    [
        lambda: below_threshold([3, 4], 1),
        lambda: dominated([1.0], [0], n=0, k=80),
        lambda: dominated([1.0], [0], n=1, k=100),
        lambda: p_ratio([1.0], [0], p=0),
        lambda: round_to_base([1], 0),
        lambda: random_round([1], -5, np.random.default_rng(1)),
    ],
)
def test_rules_without_force_are_refused(call):
    with pytest.raises(UnusableRule):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: below_threshold([-1, 4], 5),
        lambda: p_ratio([1.0, 2.0], [0], p=10),
        lambda: additive_table([[1, -2]]),
        lambda: additive_table([[1, 2]], [Dimension(("a",)), Dimension(("x",))]),
        lambda: additive_table([1, 2], [Dimension(("a", "Total"))]),
        lambda: additive_table([1, 2], [Dimension(("a", "b"), {"g": ("z",)})]),
        lambda: additive_table([1, 2], [Dimension(("a", "b"), {"g": ("a",), "h": ("a",)})]),
        lambda: additive_table([1, 2], [Dimension(("a", "b"), {"g": ("g",)})]),
        lambda: attack(additive_table([1, 2]), [True]),
        lambda: class_disclosures([1, 2]),
    ],
)
def test_tables_that_cannot_be_are_refused(call):
    with pytest.raises(UnusableTable):
        call()


def test_threshold_spares_zeros_unless_told_otherwise():
    assert below_threshold([0, 4, 5], 5).cells.tolist() == [False, True, False]
    assert below_threshold([0, 4, 5], 5, zeros=True).cells.tolist() == [True, True, False]


def test_dominance_and_p_ratio_by_hand():
    amounts, cell = [70, 20, 10, 40, 35, 25], [0, 0, 0, 1, 1, 1]
    assert dominated(amounts, cell, 2, 85).cells.tolist() == [True, False]
    assert dominated(amounts, cell, 2, 85).width[0] == pytest.approx(90 * 100 / 85 - 100)
    assert p_ratio(amounts, cell, 15).cells.tolist() == [True, False]
    assert p_ratio(amounts, cell, 15).width[0] == pytest.approx(0.15 * 70 - 10)
    assert p_ratio([5.0], [0], 10, cells=2).cells.tolist() == [True, False]


def test_class_disclosure_finds_full_rows_and_zeros():
    found = class_disclosures([[9, 0, 0], [3, 0, 4], [0, 0, 0]])
    assert [(each.row, each.kind, each.category) for each in found] == [
        (0, "everybody", 0),
        (1, "nobody", 1),
    ]
    assert disclosing_cells([[9, 0], [3, 4]]).tolist() == [[True, True], [False, False]]


def test_random_rounding_is_unbiased_and_keeps_multiples():
    rounded = random_round(np.full(20_000, 7.0), 5, np.random.default_rng(1))
    assert set(rounded.tolist()) == {5.0, 10.0}
    assert rounded.mean() == pytest.approx(7.0, abs=0.08)
    assert round_to_base([-7.5, 2.4], 5).tolist() == [-10.0, 0.0]


def test_hierarchies_add_up_at_every_level():
    table = additive_table([[1, 2], [3, 4], [5, 6], [7, 8]], [REGIONS, Dimension(("f", "m"))])
    assert table.values[table.place("México", "f")] == 4
    assert table.values[table.place("Guatemala", "Total")] == 26
    assert table.values[table.place("Total", "Total")] == 36
    assert not (table.relations @ table.values.ravel()).any()


def test_one_suppressed_cell_is_given_back_by_its_row():
    table = additive_table([[2, 20], [30, 40]])
    alone = np.zeros((3, 3), dtype=bool)
    alone[0, 0] = True
    assert attack(table, alone).width[0, 0] == 0


def test_the_attackers_interval_is_that_of_counting_every_table():
    table = additive_table([[1, 4, 3], [2, 5, 6]])
    hidden = np.zeros((3, 4), dtype=bool)
    hidden[:2, :3] = True
    found = attack(table, hidden)
    rows, columns = (8, 13), (3, 9, 9)
    fits = [
        first
        for first in itertools.product(*(range(limit + 1) for limit in columns))
        if sum(first) == rows[0]
    ]
    for place in range(3):
        assert found.low[0, place] == pytest.approx(min(first[place] for first in fits))
        assert found.high[0, place] == pytest.approx(max(first[place] for first in fits))


def test_a_cell_that_nothing_limits_is_infinite():
    table = additive_table([3])
    assert np.isinf(attack(table, [True, True]).high).all()


def random_table(seed: int) -> AdditiveTable:
    generator = np.random.default_rng(seed)
    kind = seed % 4
    if kind == 0:
        return additive_table(generator.poisson(12, (4, 5)))
    if kind == 1:
        counts = generator.poisson(9, (4, 3))
        return additive_table(counts, [REGIONS, Dimension(("a", "b", "c"))])
    if kind == 2:
        return additive_table(generator.poisson(8, (3, 3, 2)))
    return additive_table(generator.geometric(0.08, (6, 4)) - 1)


@pytest.mark.parametrize("batch", range(8))
def test_the_attacker_never_wins_on_two_hundred_random_tables(batch):
    threshold = 5
    for seed in range(25 * batch, 25 * batch + 25):
        table = random_table(seed)
        sensitive = below_threshold(table.values, threshold)
        result = suppress(table, sensitive)
        seen = attack(table, result.cells)
        assert not (seen.width[sensitive.cells] < threshold - 1e-6).any(), seed
        assert np.isnan(result.published[sensitive.cells]).all()
        kept = ~result.cells
        assert np.array_equal(result.published[kept], table.values[kept])


@pytest.mark.parametrize("seed", range(16))
def test_no_cell_is_withheld_without_need(seed):
    table = random_table(seed)
    sensitive = below_threshold(table.values, 5)
    result = suppress(table, sensitive)
    for place in map(tuple, np.argwhere(result.complementary)):
        hidden = result.cells.copy()
        hidden[place] = False
        seen = attack(table, hidden, sensitive.cells)
        assert (seen.width[sensitive.cells] < 5 - 1e-6).any(), place


@pytest.mark.parametrize("seed", range(1, 40, 4))
def test_weighted_counts_are_protected_as_wide_as_their_weights(seed):
    people = random_table(seed)
    weights = np.random.default_rng(seed).uniform(3, 9, (4, 3))
    inner = people.values[:4, :3] * weights
    table = additive_table(inner, list(people.dimensions))
    few = below_threshold(people.values, 5)
    # the threshold in people, at the mean weight of the table
    width = 5 * table.values[-1, -1] / people.values[-1, -1]
    sensitive = Sensitive(few.cells, np.where(few.cells, width, 0.0))
    result = suppress(table, sensitive)
    seen = attack(table, result.cells)
    assert not (seen.width[few.cells] < width - 1e-6).any()


def test_a_table_without_sensitive_cells_is_published_whole():
    table = additive_table([[10, 20], [30, 40]])
    result = suppress(table, below_threshold(table.values, 5))
    assert not result.cells.any()


def test_a_table_of_a_handful_of_people_is_withheld_with_its_total():
    table = additive_table([[1, 1], [0, 1]])
    result = suppress(table, below_threshold(table.values, 5))
    assert result.cells[-1, -1]
    assert (result.feasible.width[result.primary] >= 5).all()


def test_cells_that_cost_more_are_spared():
    table = additive_table([[2, 20, 30], [40, 50, 60], [70, 80, 90]])
    sensitive = below_threshold(table.values, 5)
    price = np.ones(table.values.shape)
    price[:, 1] = 100.0
    assert not suppress(table, sensitive, cost=price).cells[:, 1].any()


@given(st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_amounts_are_protected_as_wide_as_their_rule_asks(seed):
    generator = np.random.default_rng(seed)
    amounts = generator.lognormal(3, 1.2, 80)
    cell = generator.integers(0, 12, 80)
    rule = p_ratio(amounts, cell, 20, cells=12)
    inner = np.bincount(cell, weights=amounts, minlength=12).reshape(3, 4)
    table = additive_table(inner)
    width = np.zeros(table.values.shape)
    width[:3, :4] = rule.width.reshape(3, 4)
    result = suppress(table, Sensitive(width > 0, width))
    seen = attack(table, result.cells)
    assert (seen.width[width > 0] >= width[width > 0] - 1e-5).all()
