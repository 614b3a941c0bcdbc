"""Given numbers decide, rows do not; arcs used lately are passed over; chances come out right."""

import numpy as np
import pytest

from survey_statistics.sampling import (
    Rotation,
    draw_simple,
    draw_stratified,
    rotation_order,
    rotation_start,
)
from survey_statistics.sampling.errors import RepeatedIdentifier, UnusableNumber, UnusableStart
from survey_statistics.sampling.rotation import free_arcs, within

IDS = [f"k{n:03d}" for n in range(200)]
NUMBERS = np.random.Generator(np.random.PCG64(7)).random(200)
DRAWS = 2000


@pytest.mark.parametrize("number", [-0.1, 1.0, np.nan])
def test_a_number_off_the_circle_is_refused(number: float) -> None:
    with pytest.raises(UnusableNumber, match="'b'"):
        rotation_order(["a", "b"], Rotation([0.5, number]), seed=1)


def test_too_few_numbers_are_refused() -> None:
    with pytest.raises(UnusableNumber, match="2 identifiers and 1"):
        rotation_order(["a", "b"], Rotation([0.5]), seed=1)


def test_a_start_off_the_circle_is_refused() -> None:
    with pytest.raises(UnusableStart):
        rotation_order(["a"], Rotation([0.5], start=1.0), seed=1)


def test_a_unit_that_stands_twice_is_refused() -> None:
    with pytest.raises(RepeatedIdentifier):
        rotation_order(["a", "a"], Rotation([0.5, 0.6]), seed=1)


def test_the_order_of_rows_changes_nothing() -> None:
    coarse = np.floor(NUMBERS * 10) / 10  # many ties
    mixed = np.random.Generator(np.random.PCG64(8)).permutation(200)
    straight = [IDS[row] for row in rotation_order(IDS, Rotation(coarse, 0.35), seed="s")]
    shuffled = [IDS[row] for row in mixed]
    again = rotation_order(shuffled, Rotation(coarse[mixed], 0.35), seed="s")
    assert [shuffled[row] for row in again] == straight


def test_the_round_begins_at_the_start() -> None:
    order = rotation_order(IDS, Rotation(NUMBERS, 0.35), seed="s")
    distance = np.mod(NUMBERS[order] - 0.35, 1)
    assert (np.diff(distance) >= 0).all()


def test_two_draws_share_nobody_while_the_circle_has_room() -> None:
    first = draw_simple(IDS, 60, "a", rotation=Rotation(NUMBERS, 0.8))
    used = sorted(np.mod(NUMBERS[[IDS.index(i) for i in first.ids]] - 0.8, 1))
    arcs = [(0.8, float(np.mod(0.8 + used[-1] + 1e-9, 1)))]
    for seed in range(20):
        start = rotation_start(seed, arcs)
        second = draw_simple(IDS, 60, seed, rotation=Rotation(NUMBERS, start, arcs))
        assert not set(first.ids) & set(second.ids)


def test_starts_are_uniform_on_what_is_free() -> None:
    starts = np.array([rotation_start(seed, [(0.75, 0.25)]) for seed in range(DRAWS)])
    assert starts.min() >= 0.25
    assert starts.max() < 0.75
    assert abs(starts.mean() - 0.5) < 4 * 0.5 / np.sqrt(12 * DRAWS)


def test_where_nothing_is_free_the_whole_circle_is() -> None:
    starts = [rotation_start(seed, [(0.0, 1.0)]) for seed in range(200)]
    assert min(starts) < 0.1
    assert max(starts) > 0.9


def test_arcs_through_zero_are_understood() -> None:
    assert free_arcs([]) == [(0.0, 1.0)]
    assert within(np.array([0.0, 0.1, 0.5]), [(0.5, 0.1)]).tolist() == [True, False, True]


def test_inclusion_probabilities_hold_over_2000_draws() -> None:
    """Numbers are the chance here: each unit is in the share of draws that its weight says."""
    strata = ["a"] * 30 + ["b"] * 10
    ids = [f"u{n}" for n in range(40)]
    generator = np.random.Generator(np.random.PCG64(11))
    seen = dict.fromkeys(ids, 0)
    for seed in range(DRAWS):
        numbers = np.floor(generator.random(40) * 8) / 8
        rotation = Rotation(numbers, rotation_start(seed, [(0.2, 0.5)]), [(0.2, 0.5)])
        sample = draw_stratified(ids, strata, {"a": 6, "b": 5}, seed, rotation=rotation)
        for unit in sample.ids:
            seen[unit] += 1
    for unit, stratum in zip(ids, strata, strict=True):
        p = {"a": 0.2, "b": 0.5}[stratum]
        assert abs(seen[unit] / DRAWS - p) < 4.5 * np.sqrt(p * (1 - p) / DRAWS), unit
