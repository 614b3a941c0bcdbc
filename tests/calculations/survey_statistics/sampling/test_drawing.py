"""Draws refuse the impossible, follow from ids and seed alone, and keep their probabilities."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.sampling.errors import (
    RepeatedIdentifier,
    SampleTooLarge,
    UnknownStratum,
    UnusableSize,
    UnusableStart,
)
from survey_statistics.sampling.inclusion_probabilities import inclusion_probabilities
from survey_statistics.sampling.proportional_to_size import (
    draw_brewer,
    draw_sampford,
    draw_systematic,
)
from survey_statistics.sampling.random_numbers import permanent_random_numbers
from survey_statistics.sampling.simple import draw_simple
from survey_statistics.sampling.stratified import draw_stratified
from survey_statistics.sampling.waves import released, waves

PPS_DRAWS = [draw_systematic, draw_brewer, draw_sampford]


def test_a_repeated_identifier_is_refused_by_name():
    with pytest.raises(RepeatedIdentifier, match="'ana' stands 2 times"):
        draw_simple(["ana", "luis", "ana"], 1, seed=1)


@pytest.mark.parametrize("start", [-0.1, 1.0, float("nan")])
def test_a_start_off_the_circle_is_refused(start):
    with pytest.raises(UnusableStart):
        draw_simple(["a", "b"], 1, seed=1, start=start)


def test_a_number_and_its_text_are_the_same_unit():
    with pytest.raises(RepeatedIdentifier, match="'7'"):
        draw_simple([7, "7"], 1, seed=1)


@pytest.mark.parametrize("size", [-1, 4])
def test_more_units_than_the_frame_holds_are_refused(size):
    with pytest.raises(SampleTooLarge, match="frame of 3"):
        draw_simple(["a", "b", "c"], size, seed=1)


def test_a_stratum_that_is_not_allocated_is_named():
    with pytest.raises(UnknownStratum, match="'GT' is not in the allocation"):
        draw_stratified(["a", "b"], ["MX", "GT"], {"MX": 1}, seed=1)


def test_an_allocation_to_a_stratum_that_does_not_exist_is_named():
    with pytest.raises(UnknownStratum, match="'SV' is not in the frame"):
        draw_stratified(["a", "b"], ["MX", "GT"], {"MX": 1, "GT": 1, "SV": 1}, seed=1)


def test_an_overfull_stratum_is_named():
    with pytest.raises(SampleTooLarge, match="'GT' holds 1 units; 2 were asked for"):
        draw_stratified(["a", "b"], ["MX", "GT"], {"MX": 1, "GT": 2}, seed=1)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_an_unusable_size_is_named_by_row(bad):
    with pytest.raises(UnusableSize, match="row 2"):
        inclusion_probabilities([1.0, bad, 2.0], 1)


def test_waves_that_do_not_add_up_are_refused():
    with pytest.raises(SampleTooLarge, match="add up"):
        waves(draw_simple(range(10), 5, seed=1), [2, 2])


def test_the_permanent_number_is_the_hash_anybody_can_redo():
    # printf '2026\0ana' | sha256sum
    first_bits = 0xF63E6165067E0B63 >> 11
    assert permanent_random_numbers(["ana"], seed=2026)[0] == (first_bits + 0.5) / 2**53


frames = st.lists(st.text(min_size=1, max_size=6), min_size=4, max_size=30, unique=True)


@given(ids=frames, seed=st.integers(0, 99), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_no_draw(ids, seed, data):
    places = data.draw(st.permutations(range(len(ids))))
    shuffled = [ids[place] for place in places]
    sizes = np.array([1.0 + len(identifier) for identifier in ids])
    strata = ["a" if identifier < "m" else "b" for identifier in ids]
    allocation = {label: (count + 1) // 2 for label, count in Counter(strata).items()}
    assert draw_simple(ids, 3, seed).ids == draw_simple(shuffled, 3, seed).ids
    first = draw_stratified(ids, strata, allocation, seed)
    second = draw_stratified(shuffled, [strata[p] for p in places], allocation, seed)
    assert first.ids == second.ids
    for draw in PPS_DRAWS:
        first, second = draw(ids, sizes, 3, seed), draw(shuffled, sizes[list(places)], 3, seed)
        assert first.ids == second.ids, draw.__name__
        assert first.inclusion_probabilities.tolist() == second.inclusion_probabilities.tolist()


def test_another_seed_draws_another_sample():
    assert draw_simple(range(500), 50, seed=1).ids != draw_simple(range(500), 50, seed=2).ids


def test_the_same_seed_keeps_most_units_in_a_grown_frame():
    before, after = draw_simple(range(1000), 100, seed=1), draw_simple(range(1050), 100, seed=1)
    assert len(set(before.ids) & set(after.ids)) > 85


def test_another_start_avoids_the_units_of_the_last_survey():
    last, following = (
        draw_simple(range(1000), 100, seed=1),
        draw_simple(range(1000), 100, seed=1, start=0.5),
    )
    assert not set(last.ids) & set(following.ids)


@pytest.mark.parametrize("draw", PPS_DRAWS)
def test_units_come_as_often_as_their_probability_says(draw):
    ids, sizes = list("abcdef"), [1, 2, 3, 4, 5, 15]
    expected = inclusion_probabilities(sizes, 3)
    rounds = 4000
    seen = Counter(unit for seed in range(rounds) for unit in draw(ids, sizes, 3, seed).ids)
    observed = np.array([seen[unit] / rounds for unit in ids])
    # Four standard errors of a share over 4,000 draws.
    assert np.all(np.abs(observed - expected) <= 4 * np.sqrt(expected * (1 - expected) / rounds))
    assert expected[-1] == 1.0


def test_sampford_pairs_come_as_often_as_sampfords_formula_says():
    ids, sizes, rounds = list("abcd"), np.array([1, 2, 3, 4.0]), 6000
    pi = inclusion_probabilities(sizes, 2)
    # For n = 2 Sampford's probability of a pair is proportional to this.
    odds = pi / (1 - pi)
    pairs = {
        (i, j): odds[i] * odds[j] * (2 - pi[i] - pi[j]) for i in range(4) for j in range(i + 1, 4)
    }
    total = sum(pairs.values())
    seen = Counter(
        tuple(sorted(ids.index(unit) for unit in draw_sampford(ids, sizes, 2, seed).ids))
        for seed in range(rounds)
    )
    for pair, share in pairs.items():
        p = share / total
        assert seen[pair] / rounds == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / rounds))


@given(
    sizes=st.lists(st.floats(0.01, 1e6), min_size=3, max_size=40),
    n=st.integers(0, 3),
)
@settings(deadline=None)
def test_inclusion_probabilities_add_up_to_the_sample_size(sizes, n):
    pi = inclusion_probabilities(sizes, n)
    assert pi.sum() == pytest.approx(n, abs=1e-9)
    assert np.all((pi >= 0) & (pi <= 1))


def test_weights_of_a_stratified_draw_add_up_to_the_frame():
    strata = ["MX"] * 700 + ["GT"] * 300
    sample = draw_stratified(range(1000), strata, {"MX": 50, "GT": 40}, seed=5)
    assert sample.weights.sum() == pytest.approx(1000)
    assert len(sample.ids) == 90


def test_a_part_of_the_waves_is_a_proportional_sample_with_its_own_weights():
    strata = ["MX"] * 600 + ["GT"] * 400
    sample = draw_stratified(range(1000), strata, {"MX": 60, "GT": 40}, seed=5)
    first, second, third = waves(sample, [50, 30, 20])
    assert Counter(first.strata) == {"MX": 30, "GT": 20}
    assert {*first.ids, *second.ids, *third.ids} == set(sample.ids)
    out = released(sample, 80)
    assert out.ids == first.ids + second.ids
    assert out.weights.sum() == pytest.approx(1000)


def test_systematic_draws_spread_over_the_key():
    sample = draw_systematic(range(1000), [1] * 1000, 100, seed=9, sort_by=range(1000))
    gaps = np.diff(sorted(int(unit) for unit in sample.ids))
    assert set(gaps.tolist()) == {10}
