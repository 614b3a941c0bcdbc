"""Agreement of coders: refusals, then the worked examples of the papers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.survey_statistics.stored_references import FOLDER, miscellaneous

from survey_statistics.agreement.alpha import krippendorff_alpha
from survey_statistics.agreement.intervals import alpha_interval, coefficient_interval
from survey_statistics.agreement.kappa import (
    cohen_kappa,
    fleiss_kappa,
    fleiss_kappa_of_ratings,
    percent_agreement,
)
from survey_statistics.agreement.ratings import UnusableRatings

FOUR_CODERS = np.genfromtxt(FOLDER / "data" / "krippendorff2011.csv", delimiter=",", skip_header=1)
# The three coders and fifteen units of the second stored case.
GAP = np.nan
THREE_CODERS = [
    [GAP, GAP, GAP, GAP, GAP, 3, 4, 1, 2, 1, 1, 3, 3, GAP, 3],
    [1, GAP, 2, 1, 3, 3, 4, 3, GAP, GAP, GAP, GAP, GAP, GAP, GAP],
    [GAP, GAP, 2, 1, 3, 4, 4, GAP, 2, 1, 1, 3, 3, GAP, 4],
]
# Fourteen raters, ten subjects, five categories.
FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


@pytest.mark.parametrize(
    "ratings", [[1, 2, 3], [[1, 2, 3]], [[1, GAP], [GAP, 2]], [["a", ""], ["", "b"]]]
)
def test_ratings_without_any_pair_are_refused(ratings):
    with pytest.raises(UnusableRatings):
        krippendorff_alpha(ratings)


@pytest.mark.parametrize("level", ["interval", "ratio"])
def test_text_on_a_scale_of_numbers_is_refused(level):
    with pytest.raises(UnusableRatings, match="numbers"):
        krippendorff_alpha([["a", "b"], ["a", "b"]], level)


def test_a_scale_that_does_not_exist_is_named():
    with pytest.raises(UnusableRatings, match=r"'cubic'\. Choose nominal, ordinal"):
        krippendorff_alpha([[1, 2], [1, 2]], "cubic")


def test_negative_ratios_are_refused():
    with pytest.raises(UnusableRatings, match="negative"):
        krippendorff_alpha([[-1, 2], [1, 2]], "ratio")


def test_cohens_kappa_is_for_two():
    with pytest.raises(UnusableRatings, match="two coders"):
        cohen_kappa([[1, 2], [1, 2], [1, 2]])


@pytest.mark.parametrize("counts", [[[1, 0]], [[2, 0], [1, 2]], [], [[-1, 3]]])
def test_fleiss_needs_equal_numbers_of_ratings(counts):
    with pytest.raises(UnusableRatings):
        fleiss_kappa(counts)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_of_krippendorff_2011(level):
    printed = miscellaneous()["krippendorff"][0][level]
    assert round(krippendorff_alpha(FOUR_CODERS, level), 3) == printed


@pytest.mark.parametrize("level", ["nominal", "interval"])
def test_alpha_of_three_coders(level):
    printed = miscellaneous()["krippendorff"][1][level]
    assert round(krippendorff_alpha(THREE_CODERS, level), 3) == printed


def test_kappa_of_fleiss():
    assert round(fleiss_kappa(FLEISS), 4) == 0.2099
    assert round(fleiss_kappa(FLEISS), 2) == miscellaneous()["fleiss"]["kappa"]


def test_cohens_kappa_of_two_proposal_readers():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 35/50 observed, 0.5 expected.
    first = ["y"] * 25 + ["n"] * 25
    second = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert cohen_kappa([first, second]) == pytest.approx(0.4, rel=1e-12)
    assert percent_agreement([first, second]) == 0.7


def test_weighted_kappa_forgives_near_misses():
    ratings = [[1, 2, 3, 1, 2, 3], [1, 3, 3, 2, 2, 3]]
    assert cohen_kappa(ratings) < cohen_kappa(ratings, "linear") < cohen_kappa(ratings, "quadratic")


def test_agreement_without_variation_has_no_value():
    same = [["a", "a"], ["a", "a"]]
    assert krippendorff_alpha(same) is None
    assert cohen_kappa(same) is None
    assert fleiss_kappa_of_ratings(same) is None
    assert percent_agreement(same) == 1.0


def test_intervals_follow_from_the_generator_and_hold_the_value():
    one, two = (
        alpha_interval(FOUR_CODERS, "ordinal", np.random.default_rng(3), count=300)
        for _ in range(2)
    )
    assert one == two
    assert one.value == krippendorff_alpha(FOUR_CODERS, "ordinal")
    assert one.low < one.value < one.high
    assert one.units == 11
    kappa = coefficient_interval(FOUR_CODERS[:2], cohen_kappa, np.random.default_rng(3), count=99)
    assert kappa.value == cohen_kappa(FOUR_CODERS[:2])
    assert kappa.low <= kappa.value <= kappa.high


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_the_order_of_coders_and_units_changes_nothing(seed):
    generator = np.random.default_rng(seed)
    table = generator.integers(1, 4, (3, 12)).astype(float)
    table[generator.random((3, 12)) < 0.2] = np.nan
    shuffled = table[generator.permutation(3)][:, generator.permutation(12)]
    for level in ("nominal", "ordinal", "interval", "ratio"):
        assert krippendorff_alpha(shuffled, level) == pytest.approx(
            krippendorff_alpha(table, level), nan_ok=True
        )
