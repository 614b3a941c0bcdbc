"""What each case ends as, from all attempts of all modes; people are known by name."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from survey_statistics.dispositions.codes import category_of
from survey_statistics.dispositions.errors import UnknownDisposition
from survey_statistics.dispositions.final_code import Attempt, final_disposition

NOT_WORKED: Final = "3.11"
COMPLETE: Final = "1.1"
PARTIAL: Final = "1.2"
REFUSED: Final = "2.112"
BROKEN_OFF: Final = "2.12"
NOTHING_RETURNED: Final = "3.19"
UNDELIVERED: Final = "3.30"
SCREENER_BEGUN: Final = "3.20"
INTERVIEWED: Final = ("I", "P")
STOPS_CONTACT: Final = ("I", "P", "R", "NE")


def final_codes(tries: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Key -> final AAPOR code, from (key, code, mode) in the order of the attempts of each key."""
    codes = {}
    for key, group in groupby(tries, key=lambda row: row[0]):
        attempts = [Attempt(code, mode) for _key, code, mode in group]
        codes[key] = final_disposition(attempts, named_persons=True).code
    return codes


def letters_of(code: str) -> str:
    """The category of a code: I, P, R, NC, O, UR, UO or NE."""
    return category_of(code, named_persons=True).name


def is_code(code: str) -> bool:
    """Whether AAPOR has such a code."""
    try:
        category_of(code)
    except UnknownDisposition:
        return False
    return True
