"""Collapsing of cells: refusals first, then the rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_statistics.errors import EmptyCell, MissingValue
from survey_statistics.weighting import collapse


def test_a_group_where_nobody_answered_is_refused_by_name() -> None:
    with pytest.raises(EmptyCell, match=r"'1 \+ 2' of 'age'"):
        collapse({"age": [1, 2]}, np.ones(2), respondents=np.zeros(2, dtype=bool))


def test_a_gap_in_the_cells_is_refused() -> None:
    with pytest.raises(MissingValue, match="age"):
        collapse({"age": [1, None]}, np.ones(2), respondents=np.ones(2, dtype=bool))


def ages(*cells: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows of cells 1, 2, ... with (answered, silent) units each."""
    labels = np.concatenate([np.full(a + s, k + 1) for k, (a, s) in enumerate(cells)])
    answered = np.concatenate([np.arange(a + s) < a for a, s in cells])
    return labels, answered


def test_cells_that_are_large_enough_stay() -> None:
    labels, answered = ages((30, 10), (30, 20))
    result = collapse({"age": labels}, np.ones(90), respondents=answered)
    assert result.merges == () and set(result.labels) == {"1", "2"}


def test_a_small_cell_joins_the_neighbour_with_the_nearer_response_rate() -> None:
    labels, answered = ages((40, 40), (10, 5), (40, 15))
    result = collapse({"age": labels}, np.ones(len(labels)), respondents=answered)
    assert result.merges == (("2", "3"),)


def test_a_cell_with_too_large_a_factor_is_merged_too() -> None:
    labels, answered = ages((30, 90), (60, 10))
    result = collapse({"age": labels}, np.ones(len(labels)), respondents=answered)
    assert [cell.label for cell in result.cells] == ["1 + 2"]


def test_cells_never_leave_their_group() -> None:
    labels, answered = ages((5, 5), (40, 10), (40, 10))
    country = np.where(labels == 1, "GT", "MX")
    result = collapse({"age": labels}, np.ones(len(labels)), respondents=answered, within=country)
    assert result.merges == () and "GT: 1" in result.labels


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_row_order_changes_nothing_and_no_cell_is_left_too_small(seed: int) -> None:
    generator = np.random.default_rng(seed)
    labels, answered = generator.integers(0, 6, 120), generator.random(120) < 0.5
    answered[:2] = True
    weights = generator.uniform(1, 5, 120)
    order = generator.permutation(120)

    result = collapse({"age": labels}, weights, respondents=answered, minimum=15)
    turned = collapse(
        {"age": labels[order]}, weights[order], respondents=answered[order], minimum=15
    )

    assert [result.labels[i] for i in order] == list(turned.labels)
    assert len(result.cells) == 1 or all(cell.respondents >= 15 for cell in result.cells)
