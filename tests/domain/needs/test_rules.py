"""Which needs read in a story are marked beforehand."""

import pytest

from tequio.domain.needs import rules


@pytest.mark.parametrize(
    ("scores", "marked"),
    [
        ([], 0),
        ([0.02, 0.01, 0.01], 1),
        ([0.9, 0.49, 0.2], 1),
        ([1.0, 0.9, 0.8, 0.77, 0.67], 3),
    ],
)
def test_the_first_need_and_the_likely_ones_are_marked(scores: list[float], marked: int) -> None:
    assert rules.well_supported(scores) == marked
