"""The ledger adds up or says where it does not: the case of 400 + 494 = 894 against 900."""

import pytest

from tequio.domain.studies.ledger import Ledger, balance, why_not_publishable


def seed_2020(*, reported: int | None, explanation: tuple[str, str] = ("", "")) -> Ledger:
    """4,000 released, 400 detailed and 494 short interviews, the rest silent."""
    released = {}
    answers = []
    for number in range(4000):
        form = "detailed" if number < 400 else "short"
        released[str(number)] = ("1.1" if number < 894 else "3.19", form)
        if number < 894:
            answers.append((str(number), form, False))
    return balance(released, answers, reported=reported, explanation=explanation)


def test_nothing_released_is_not_published() -> None:
    empty = balance({}, [], reported=None, explanation=("", ""))
    assert why_not_publishable(empty) == ["nothing_released"]


def test_894_against_900_is_not_published_without_an_explanation_in_both_languages() -> None:
    assert seed_2020(reported=900).gap == 6
    assert why_not_publishable(seed_2020(reported=900)) == ["gap_unexplained"]
    half = seed_2020(reported=900, explanation=("redondeo", " "))
    assert why_not_publishable(half) == ["gap_unexplained"]


def test_an_explained_gap_is_published_and_stays_visible() -> None:
    told = seed_2020(reported=900, explanation=("redondeo", "rounding"))
    assert why_not_publishable(told) == []
    assert (told.gap, told.respondents, told.on_file, told.released) == (6, 894, 894, 4000)


def test_the_identity_adds_up_to_the_released() -> None:
    terms = dict(seed_2020(reported=None).identity)
    assert (terms["I_detailed"], terms["I_short"], terms["U"]) == (400, 494, 3106)
    assert sum(terms.values()) == 4000


def test_an_interview_without_an_answer_on_file_is_no_balance() -> None:
    one = balance({"a": ("1.1", "short")}, [], reported=None, explanation=("", ""))
    assert why_not_publishable(one) == ["unbalanced"]


def test_an_answer_of_somebody_who_was_not_eligible_is_no_balance() -> None:
    released = {"a": ("4.1", "short"), "b": ("1.1", "short")}
    answers = [("a", "short", False)]
    one = balance(released, answers, reported=None, explanation=("", ""))
    assert [line.identity for line in one.imbalances] == [
        "interviews without an answer on file",
        "answers of cases that are no interviews",
    ]


@pytest.mark.parametrize(("code", "letter"), [("3.30", "U"), ("4.7", "NE"), ("2.33", "O")])
def test_every_code_has_its_term(code: str, letter: str) -> None:
    one = balance({"a": (code, "short")}, [], reported=None, explanation=("", ""))
    assert dict(one.identity)[letter] == 1


def test_whom_the_follow_up_reached_stands_in_the_ledger_as_silent() -> None:
    ledger = balance(
        {"a": ("1.1", "short"), "b": ("3.19", "short")},
        [("a", "short", False), ("b", "short", False)],
        followed=frozenset({"b"}),
        reported=1,
        explanation=("", ""),
    )
    assert (ledger.respondents, ledger.on_file, ledger.counts.unknown) == (1, 1, 1)
    assert (ledger.followed_up, ledger.reached_again, ledger.balances) == (1, 1, True)
