"""Lee bounds refuse arms that cannot be read, instead of counting them as the control arm."""

import pytest

from survey_statistics.bounds.lee import lee_bounds
from survey_statistics.errors import NotNumeric, OutOfRange, UnequalLengths


@pytest.mark.parametrize(
    ("outcome", "treated", "refusal"),
    [
        ([1.0, 2.0, 3.0], [2, 1, 0], OutOfRange),
        ([1.0, 2.0, 3.0], [float("nan"), 1, 0], OutOfRange),
        ([1.0, 2.0], [1, 1, 0], UnequalLengths),
        (["a", "b"], [1, 0], NotNumeric),
    ],
)
def test_unusable_arms_and_outcomes_are_refused(outcome, treated, refusal):
    with pytest.raises(refusal):
        lee_bounds(outcome, treated)
