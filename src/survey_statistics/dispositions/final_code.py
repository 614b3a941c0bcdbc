"""The final code of a case, from all attempts to reach it, on the web and by telephone.

Source: AAPOR (2023), Standard Definitions, 10th ed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey_statistics.dispositions.codes import Category, category_of
from survey_statistics.dispositions.errors import NoAttempt

_RANK = {
    Category.I: 6.0,
    Category.P: 5.5,
    Category.NE: 5.0,
    Category.R: 4.0,
    Category.O: 3.0,
    Category.NC: 2.0,
    Category.UR: 1.0,
    Category.UO: 1.0,
    Category.UH: 1.0,
}
_NOTHING_TRIED = "3.11"
_SCREENER_NOT_COMPLETED = "3.2"


@dataclass(frozen=True)
class Attempt:
    """One attempt to reach a person.

    Attributes:
        code: AAPOR code of what happened.
        mode: "web", "telephone" or any other word for the way of contact.
    """

    code: str
    mode: str = "web"


@dataclass(frozen=True)
class FinalDisposition:
    """What a case ends as.

    Attributes:
        code: AAPOR code of the attempt that decides.
        category: one of the nine letters.
        mode: mode of the attempt that decides.
        attempts: number of attempts, all modes.
        at: position of the deciding attempt, from 0.
    """

    code: str
    category: Category
    mode: str
    attempts: int
    at: int


def final_disposition(
    attempts: Sequence[Attempt], *, named_persons: bool = True
) -> FinalDisposition:
    """Return the final disposition of one case, attempts being given in the order they were made.

    An interview outranks a refusal, a refusal another sign that the person is eligible, that a
    contact, and a contact everything unknown: a later no-answer erases nothing. Proof that the
    person is not eligible outranks all but an interview; between an interview and such proof
    the later one stands. Among equals the latest stands, "not worked" giving way to any attempt
    and a screener begun outranking silence.

    Source: AAPOR (2023), Standard Definitions, 10th edition, mixed-mode surveys.

    Raises:
        NoAttempt: the list is empty.
        UnknownDisposition: a code is in no table.

    >>> final_disposition(
    ...     [Attempt("3.19", "web"), Attempt("2.112", "telephone"), Attempt("3.13", "telephone")]
    ... )
    FinalDisposition(code='2.112', category=<Category.R: 'refusal or break-off'>, \
mode='telephone', attempts=3, at=1)
    """
    if not attempts:
        raise NoAttempt("A case without attempts has no final code; give it 3.11, not worked.")
    categories = [category_of(each.code, named_persons=named_persons) for each in attempts]
    interviewed = _last(categories, (Category.I, Category.P))
    proven = _last(categories, (Category.NE,))

    def standing(at: int) -> tuple[float, int, int]:
        rank = _RANK[categories[at]]
        if categories[at] is Category.NE and proven > interviewed:
            rank = 7.0
        return rank, _weight_of_evidence(attempts[at].code), at

    at = max(range(len(attempts)), key=standing)
    return FinalDisposition(attempts[at].code, categories[at], attempts[at].mode, len(attempts), at)


def final_dispositions(
    cases: Iterable[Sequence[Attempt]], *, named_persons: bool = True
) -> list[FinalDisposition]:
    """Return the final disposition of each case, in the order given.

    >>> [each.code for each in final_dispositions([[Attempt("1.1")], [Attempt("3.19")]])]
    ['1.1', '3.19']
    """
    return [final_disposition(attempts, named_persons=named_persons) for attempts in cases]


def _last(categories: Sequence[Category], wanted: tuple[Category, ...]) -> int:
    return max((at for at, category in enumerate(categories) if category in wanted), default=-1)


def _weight_of_evidence(code: str) -> int:
    if code.startswith(_NOTHING_TRIED):
        return 0
    return 2 if code.startswith(_SCREENER_NOT_COMPLETED) else 1
