"""Trimming cuts what the adjustments made extreme, and leaves what the design made large."""

import numpy as np
import pytest

from survey_statistics.errors import TrimmingImpossible
from survey_statistics.weighting import Trim
from tequio.domain.studies.analysis import material, weights
from tequio.domain.studies.analysis.trimming import TrimOfTheDesign
from tequio.domain.studies.study_data import StudyData
from tests.domain.studies.analysis.made_study import PLAN, made
from tests.domain.studies.analysis.test_disproportionate import PLAIN, disproportionate

TRIMMED = {**PLAIN, "weights": {**PLAIN["weights"], "trim": PLAN["weights"]["trim"]}}


def with_plan(data: StudyData, plan: dict) -> material.Material:
    return material.read(StudyData(**{**vars(data), "plan": plan}))


def test_more_than_the_bounds_can_hold_stays_as_it_was_and_is_said() -> None:
    step, weight = TrimOfTheDesign(np.ones(3), 1.0), np.array([1.0, 1.0, 9.0])
    np.testing.assert_array_equal(step.adjust(weight), weight)
    assert step.is_left_out(weight)
    both = np.column_stack([weight, [1.0, 1.0, 1.0]])  # one replicate is no matter of another
    np.testing.assert_array_equal(step.adjust(both), both)
    assert not step.is_left_out(both[:, 1])


def test_a_strongly_disproportionate_design_is_weighted_and_not_flattened() -> None:
    """Its smallest stratum makes most of the cases: the median weight is one of theirs."""
    data = disproportionate(rare=580)
    read = with_plan(data, TRIMMED)
    assert read.base.max() > 10 * np.median(read.base)
    with pytest.raises(TrimmingImpossible):
        Trim(upper=5.0, of_median=True, strict=True).adjust(read.base[read.answered])
    weighted = weights.make(read, replicates=10, generator=np.random.default_rng(1))
    plain = weights.make(with_plan(data, PLAIN), replicates=10, generator=np.random.default_rng(1))
    np.testing.assert_allclose(
        weighted.final, plain.final
    )  # nothing here is extreme for its stratum
    assert weighted.history.steps[-1].name.startswith("trimming")


def test_whoever_a_replicate_counts_often_is_no_more_extreme_there() -> None:
    """Nothing is cut in the sample, so nothing is in the replicates: their margins stay."""
    data = made(plan=PLAN, leaning=1.8)
    trimmed, plain = (
        weights.make(
            with_plan(data, {**PLAN, "weights": {**PLAN["weights"], "trim": trim}}),
            replicates=40,
            generator=np.random.default_rng(1),
        )
        for trim in (PLAN["weights"]["trim"], {})
    )
    np.testing.assert_allclose(trimmed.final, plain.final)
    found, uncut = (each.main.replicate_weights for each in (trimmed, plain))
    np.testing.assert_allclose(found, uncut)
    step = TrimOfTheDesign(np.ones(len(uncut)), 5.0)
    assert not np.allclose(step.adjust(uncut), uncut)  # counted once each, some would be


def test_what_one_case_of_a_replicate_weighs_too_much_is_cut_there() -> None:
    step = TrimOfTheDesign(np.array([1.0, 1.0, 1.0, 2.0]), 3.0)
    times = np.array([[1.0, 3.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    once = np.array([2.0, 2.0, 9.0, 4.0])
    cut = step.adjust_replicates(once[:, None] * times, times)
    assert cut[2] == pytest.approx([6.0, 6.0])
    np.testing.assert_allclose(cut.sum(axis=0), (once[:, None] * times).sum(axis=0))
    np.testing.assert_allclose(cut[:, 0], step.adjust(once))


def test_what_is_extreme_for_its_design_is_cut_and_shared_and_the_sum_stays() -> None:
    base = np.repeat([1.0, 40.0], 50)
    made = base * np.random.default_rng(7).lognormal(0.0, 0.9, 100)
    cut = TrimOfTheDesign(base, 3.0).adjust(made)
    assert cut.sum() == pytest.approx(made.sum())
    ratio, before = cut / base, made / base
    assert before.max() > 3 * np.median(before) + 1e-9
    assert ratio.max() <= 3 * np.median(before) * (1 + 1e-9)
    spared = before < 3 * np.median(before)
    np.testing.assert_array_less(before[spared] - 1e-12, ratio[spared])


def test_where_all_count_the_same_by_design_it_is_the_additive_rule() -> None:
    rng = np.random.default_rng(3)
    made = rng.lognormal(0.0, 0.8, (200, 4)) * (rng.random((200, 4)) < 0.9)
    usual = Trim(upper=4.0, of_median=True, strict=True).adjust(made)
    np.testing.assert_allclose(TrimOfTheDesign(np.full(200, 2.5), 4.0).adjust(made), usual)
