"""Replicates: refusals first, then what each method promises of a total."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.calibration import Raking, categorical_margin
from survey_statistics.designs.build import survey_design
from survey_statistics.designs.design import Design
from survey_statistics.errors import NotAvailable, NotPaired, OutOfRange, SingleUnitStratum
from survey_statistics.estimation.means import mean, total
from survey_statistics.replicates import (
    balanced_repeated,
    canty_davison_bootstrap,
    hadamard,
    jackknife_1,
    jackknife_2,
    jackknife_n,
    preston_bootstrap,
    rao_wu_bootstrap,
    reweighted,
    successive_differences,
)
from survey_statistics.weighting import follow_up, nonresponse_cells, weigh


def generator() -> np.random.Generator:
    return np.random.default_rng(11)


def pairs(strata: int, single_unit: str = "error") -> Design:
    """Strata of two units with two rows each."""
    rows = np.arange(4 * strata)
    return survey_design(weights=np.ones(4 * strata), strata=[rows // 4], clusters=[rows // 2])


def lonely(rule: str) -> Design:
    return survey_design(
        weights=np.ones(5), strata=[{"h": ["a", "a", "b", "b", "c"]}], single_unit=rule
    )


def test_jackknife_1_refuses_strata() -> None:
    with pytest.raises(NotAvailable, match="jackknife n"):
        jackknife_1(pairs(2))


@pytest.mark.parametrize("rule", ["scaled", "centred"])
def test_bootstraps_refuse_a_stratum_with_one_unit_by_name(rule: str) -> None:
    for bootstrap in (rao_wu_bootstrap, canty_davison_bootstrap, preston_bootstrap):
        with pytest.raises(SingleUnitStratum, match="'c'"):
            bootstrap(lonely(rule), generator())


def test_an_odd_stratum_cannot_be_paired_and_is_named() -> None:
    design = survey_design(weights=np.ones(5), strata=[["a", "a", "b", "b", "b"]])
    for method in (balanced_repeated, jackknife_2):
        with pytest.raises(NotPaired, match="'b' has 3 units"):
            method(design)


@pytest.mark.parametrize("fay", [-0.1, 1.0])
def test_an_impossible_fay_factor_is_refused(fay: float) -> None:
    with pytest.raises(OutOfRange, match="fay"):
        balanced_repeated(pairs(2), fay=fay)


def test_a_single_replicate_is_refused() -> None:
    with pytest.raises(OutOfRange, match="count"):
        rao_wu_bootstrap(pairs(2), generator(), count=1)


def test_a_hadamard_matrix_of_no_size_is_refused() -> None:
    with pytest.raises(OutOfRange, match="size"):
        hadamard(0)


@pytest.mark.parametrize("size", range(1, 101))
def test_hadamard_rows_are_orthogonal_and_begin_with_ones(size: int) -> None:
    H = hadamard(size)
    assert len(H) >= size and len(H) < size + 16
    np.testing.assert_array_equal(H @ H.T, len(H) * np.eye(len(H)))
    assert (H[0] == 1).all() and (H[:, 0] == 1).all()


@st.composite
def samples(draw: st.DrawFn) -> tuple[Design, np.ndarray]:
    """Strata of paired clusters, weights and a variable."""
    source = np.random.default_rng(draw(st.integers(0, 2**32)))
    strata = draw(st.integers(1, 9))
    rows = np.arange(6 * strata)
    design = survey_design(
        weights=source.uniform(1, 5, len(rows)), strata=[rows // 6], clusters=[rows // 3]
    )
    return design, source.normal(10, 3, len(rows))


EXACT = {
    "jackknife n": jackknife_n,
    "jackknife 2": jackknife_2,
    "balanced": balanced_repeated,
    "fay": lambda design: balanced_repeated(design, fay=0.5),
    "successive differences": successive_differences,
}


@pytest.mark.parametrize("method", EXACT)
@given(samples())
@settings(max_examples=15, deadline=None)
def test_the_variance_of_a_total_over_pairs_is_that_of_taylor(method, sample) -> None:
    design, y = sample
    replicates = EXACT[method](design).weights(design.weights)
    expected = total(design, y).only.standard_error
    assert total(replicates, y).only.standard_error == pytest.approx(expected, rel=1e-9)


def test_successive_differences_close_the_loop_around_the_list() -> None:
    y = generator().normal(size=9)
    design = survey_design(weights=np.ones(9))
    order = generator().permutation(9)
    replicates = successive_differences(design, count=12, order=order).weights(design.weights)
    listed = y[np.argsort(order)]
    expected = np.sqrt(((listed - np.roll(listed, -1)) ** 2).sum() / 2)
    assert total(replicates, y).only.standard_error == pytest.approx(expected, rel=1e-12)


def test_successive_differences_of_long_lists_stay_near_the_truth() -> None:
    source = generator()
    design = survey_design(weights=np.ones(2000))
    replicates = successive_differences(design, count=160).weights(design.weights)
    ratios = [
        total(replicates, y).only.standard_error / np.sqrt(2000)
        for y in source.normal(size=(20, 2000))
    ]
    assert np.mean(ratios) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("bootstrap", [rao_wu_bootstrap, canty_davison_bootstrap])
def test_the_bootstrap_variance_of_a_total_comes_near_that_of_taylor(bootstrap) -> None:
    source = generator()
    design = survey_design(weights=np.full(60, 2.0), strata=[np.arange(60) // 20])
    y = source.normal(10, 3, 60)
    replicates = bootstrap(design, source, count=4000).weights(design.weights)
    expected = total(design, y).only.standard_error
    assert total(replicates, y).only.standard_error == pytest.approx(expected, rel=0.04)


@pytest.mark.parametrize("bootstrap", [rao_wu_bootstrap, canty_davison_bootstrap])
def test_every_bootstrap_replicate_keeps_the_size_of_every_stratum(bootstrap) -> None:
    sizes = np.array([2, 3, 7])
    design = survey_design(weights=np.ones(12), strata=[np.repeat([0, 1, 2], sizes)])
    factors = bootstrap(design, generator(), count=30).factors
    kept = np.add.reduceat(factors, [0, 2, 5])
    np.testing.assert_allclose(kept, np.repeat(sizes[:, None], 30, axis=1))


def test_prestons_bootstrap_counts_finite_populations_at_both_stages() -> None:
    source = generator()
    clusters = np.repeat(np.arange(12), 4)
    design = survey_design(
        clusters=[clusters, np.arange(48)],
        population=[np.full(48, 20), np.full(48, 6)],
    )
    y = source.normal(10, 3, 48) + source.normal(0, 2, 12)[clusters]
    replicates = preston_bootstrap(design, source, count=6000).weights(design.weights)
    expected = total(design, y).only.standard_error
    assert total(replicates, y).only.standard_error == pytest.approx(expected, rel=0.04)


def test_a_generator_gives_the_same_replicates_again() -> None:
    first, second = (rao_wu_bootstrap(pairs(5), generator()).factors for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_certain_stratum_with_one_unit_stays_in_every_replicate() -> None:
    assert (rao_wu_bootstrap(lonely("certainty"), generator(), count=20).factors[4] == 1).all()


@pytest.mark.parametrize(("rule", "count", "scale"), [("certainty", 4, 1), ("scaled", 4, 1.25)])
def test_jackknife_n_follows_the_rule_for_single_units(rule, count, scale) -> None:
    replicates = jackknife_n(lonely(rule))
    assert replicates.count == count and replicates.scale == scale


def test_jackknife_n_centred_leaves_out_the_whole_stratum() -> None:
    replicates = jackknife_n(lonely("centred"))
    assert replicates.factors[:, 4].tolist() == [1.5, 1.5, 1.5, 1.5, 0.0]
    assert replicates.rscales[4] == pytest.approx(2 / 3)


def weighting_chain(n: int) -> tuple[np.ndarray, list]:
    source = generator()
    answered = source.random(n) < 0.6
    cell, sex = source.integers(0, 3, n), source.integers(0, 2, n)
    margin = categorical_margin({"sex": sex}, {"0": 400, "1": 600}, rows=answered)
    steps = [nonresponse_cells({"cell": cell}, respondents=answered), Raking((margin,))]
    return np.full(n, 5.0), steps


def test_the_chain_in_a_replicate_is_the_chain_on_its_weights() -> None:
    base, steps = weighting_chain(120)
    design = survey_design(weights=base, clusters=[np.arange(120) // 4])
    units = rao_wu_bootstrap(design, generator(), count=7)

    replicates = units.weights(base, steps)

    np.testing.assert_allclose(replicates.weights, weigh(base, steps).weights)
    for column in range(7):
        alone = weigh(base * units.factors[units.units, column], steps).weights
        np.testing.assert_allclose(replicates.replicate_weights[:, column], alone, rtol=1e-9)


def test_the_bootstrap_of_a_followed_up_sample_has_hansen_and_hurwitzs_variance() -> None:
    # 1000 drawn, 400 answer, 150 of the 600 others are followed up: each stands for k = 4.
    source = generator()
    n, first, k = 1000, np.arange(1000) < 400, 4
    followed = (np.arange(n) >= 400) & (np.arange(n) < 550)
    y = np.where(first, source.normal(12, 2, n), source.normal(9, 3, n))
    step = follow_up({"all": np.zeros(n, int)}, first=first, followed=followed)
    design = survey_design(weights=np.ones(n))

    replicates = rao_wu_bootstrap(design, source, count=4000).weights(np.ones(n), [step])
    found = mean(replicates, y).only

    share, hard = 0.6, y[followed]
    spread = 0.4 * y[first].var() + share * hard.var()
    spread += 0.4 * share * (y[first].mean() - hard.mean()) ** 2
    expected = np.sqrt(spread / n + share * (k - 1) * hard.var() / n)
    assert found.value == pytest.approx(0.4 * y[first].mean() + share * hard.mean())
    assert found.standard_error == pytest.approx(expected, rel=0.04)


def test_given_replicates_are_reweighted_like_those_made_here() -> None:
    base, steps = weighting_chain(120)
    design = survey_design(weights=base, clusters=[np.arange(120) // 4])
    units = jackknife_1(design)
    at_once = units.weights(base, steps).replicate_weights
    later = reweighted(units.weights(base), steps).replicate_weights
    np.testing.assert_allclose(later, at_once, rtol=1e-12)


def test_batches_of_replicates_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    base, steps = weighting_chain(120)
    design = survey_design(weights=base, clusters=[np.arange(120) // 4])
    whole = jackknife_1(design).weights(base, steps).replicate_weights
    monkeypatch.setattr("survey_statistics.replicates.units._BATCH", 500)
    batched = jackknife_1(design).weights(base, steps).replicate_weights
    np.testing.assert_allclose(batched, whole, rtol=1e-9)


@pytest.mark.parametrize("fraction", [-0.1, 1.1, np.nan])
def test_a_fraction_that_is_none_is_refused(fraction: float) -> None:
    with pytest.raises(OutOfRange, match="fractions"):
        rao_wu_bootstrap(pairs(2), generator(), fractions=[0.5, fraction])


def test_fractions_of_neither_strata_nor_units_are_refused() -> None:
    with pytest.raises(OutOfRange, match="fractions"):
        rao_wu_bootstrap(pairs(2), generator(), fractions=[0.5] * 3)


def test_units_may_have_been_seen_to_different_parts() -> None:
    design = pairs(30)
    by_stratum, by_unit = (
        rao_wu_bootstrap(design, generator(), count=20, fractions=[0.36] * number).factors
        for number in (30, 60)
    )
    np.testing.assert_array_equal(by_stratum, by_unit)
    of_one = np.where(np.arange(60) == 7, 1.0, 0.0)
    factors = rao_wu_bootstrap(design, generator(), count=20, fractions=of_one).factors
    assert (factors[7] == 1).all()
    assert not (np.delete(factors, 7, axis=0) == 1).all(axis=1).any()


def test_what_was_seen_of_a_finite_population_is_taken_off_the_variance() -> None:
    design, y = pairs(30), generator().normal(size=120)
    errors = {}
    for fraction in (0.0, 0.36, 1.0):
        units = rao_wu_bootstrap(design, generator(), count=50, fractions=[fraction] * 30)
        errors[fraction] = total(units.weights(design.weights), y).only.standard_error
    assert errors[0.36] == pytest.approx(0.8 * errors[0.0])
    assert errors[1.0] == pytest.approx(0, abs=1e-9)
