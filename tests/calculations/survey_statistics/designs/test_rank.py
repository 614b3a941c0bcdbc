"""The rank of replicate weights: of rows and columns the fewer at most, and what numpy finds."""

import numpy as np
import pytest

from survey_statistics.designs.rank import rank, rank_up_to


def test_it_is_never_more_than_there_are_rows() -> None:
    random = np.random.default_rng(5)  # where rounding alone makes the 47th of 46
    rows = int(random.integers(20, 60))
    assert rank(random.random((rows, 150))) == rows


@pytest.mark.parametrize("seed", range(20))
def test_columns_that_others_make_up_are_not_counted(seed: int) -> None:
    random = np.random.default_rng(seed)
    own = random.poisson(1, (40, 12)) * random.random((40, 1))
    table = np.hstack([own[:, :5], own[:, :5].sum(axis=1, keepdims=True), 0 * own, own])
    assert rank(table) == np.linalg.matrix_rank(table) == 12


def test_a_few_rows_tell_what_all_would() -> None:
    table = np.random.default_rng(1).poisson(1, (400, 9)).astype(float)
    assert [rank_up_to(table, np.arange(400), most) for most in (3, 9, 20)] == [3, 9, 9]
