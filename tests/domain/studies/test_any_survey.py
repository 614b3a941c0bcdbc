"""Three counts: what is refused, what follows, and the seed's own numbers."""

import pytest

from tequio.domain.studies import any_survey


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ((0, 0, 0), "sampled"),
        ((-5, 0, 0), "sampled"),
        ((400, 900, 1), "answered"),
        ((400, -1, 0), "answered"),
        ((4000, 900, 901), "yes"),
        ((4000, 900, -1), "yes"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int], field: str) -> None:
    sampled, answered, yes = counts
    with pytest.raises(any_survey.CannotBe) as refused:
        any_survey.read(sampled=sampled, answered=answered, yes=yes)
    assert refused.value.field == field


def test_the_evaluation_of_2020_to_the_digit() -> None:
    read = any_survey.read(sampled=4000, answered=900, yes=238, threshold=0.10)
    assert round(read.response.low, 6) == 0.212327
    assert round(read.response.high, 6) == 0.238201
    assert read.respondents is not None
    assert round(read.respondents.high, 6) == 0.294216
    assert (round(read.floor.low, 6), round(read.floor.high, 6)) == (0.052583, 0.067262)
    assert (read.worst.lower, read.worst.upper) == (0.0595, 0.8345)
    assert [round(100 * (limit or 0), 2) for limit in (read.worst.low, read.worst.high)] == [
        5.33,
        84.42,
    ]
    assert {point.k: round(100 * point.share, 1) for point in read.curve} == {
        0: 5.9, 0.1: 8.0, 0.25: 11.1, 0.5: 16.2, 0.75: 21.3, 1: 26.4, 1.25: 31.6,
    }  # fmt: skip
    assert round(read.tipping or 0, 3) == 0.198


@pytest.mark.parametrize("counts", [(4000, 0, 0), (400, 400, 238), (4000, 900, 0), (1, 1, 1)])
def test_where_k_decides_nothing_there_is_no_curve(counts: tuple[int, int, int]) -> None:
    sampled, answered, yes = counts
    read = any_survey.read(sampled=sampled, answered=answered, yes=yes, threshold=0.5)
    assert not read.k_decides
    assert read.tipping is None


def test_the_curve_ends_where_all_of_the_silent_would_say_yes() -> None:
    read = any_survey.read(sampled=100, answered=50, yes=45)
    assert read.curve[-1].silent_share == pytest.approx(1)
    assert read.curve[-1].k == pytest.approx(1 / 0.9)
    assert read.curve[-1].share == pytest.approx(0.95)


@pytest.mark.parametrize("counts", [(1, 1, 1), (5, 5, 0), (40, 40, 10)])
def test_where_everybody_answered_the_two_intervals_are_one(counts: tuple[int, int, int]) -> None:
    sampled, answered, yes = counts
    read = any_survey.read(sampled=sampled, answered=answered, yes=yes)
    assert read.respondents is not None
    assert (read.worst.low, read.worst.high) == (read.respondents.low, read.respondents.high)
