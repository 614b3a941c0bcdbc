"""What a rehearsal concluded beside the truth: a floor promises only that it is not below."""

from pathlib import Path

import pytest

from tequio.commands.rehearse import limits, table
from tequio.jobs.rehearsal.comparison import Line
from tequio.jobs.rehearsal.rehearsing import Rehearsed


def line(truth: float, *, at_least: bool = False) -> Line:
    return Line("T13.M2.floor", 0.06, 0.05, 0.07, truth, at_least=at_least)


@pytest.mark.parametrize("truth", [0.04, 0.16])
def test_an_interval_misses_a_truth_on_either_side(truth: float) -> None:
    assert line(truth).covers is False


def test_a_floor_above_the_truth_is_wrong() -> None:
    assert line(0.04, at_least=True).covers is False


def test_a_floor_holds_however_far_above_it_the_truth_lies() -> None:
    assert line(0.16, at_least=True).covers is True


def test_a_conclusion_without_limits_claims_nothing() -> None:
    assert Line("T13.M2.effort", 0.06, None, None, 0.1).covers is None


def test_a_floor_is_printed_without_an_upper_limit() -> None:
    floor = line(0.16, at_least=True)
    assert limits(floor) == "5.00% or more"
    folder = Path("folder")
    printed = list(table(Rehearsed(folder, folder, "ab", (floor,), ()), folder))
    assert printed[1].split()[-1] == "yes"
