"""What each case ends as, from all attempts of all modes; people are known by name."""

from collections.abc import Iterable
from functools import lru_cache
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
INTERVIEWED: Final = ("I", "P")
STOPS_CONTACT: Final = ("I", "P", "R", "NE")


def final_codes(tries: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Key -> final AAPOR code, from (key, code, mode) in the order of the attempts of each key."""
    codes = {}
    for key, group in groupby(tries, key=lambda row: row[0]):
        codes[key] = _final(tuple((code, mode) for _key, code, mode in group))
    return codes


@lru_cache(maxsize=10_000)
def _final(attempts: tuple[tuple[str, str], ...]) -> str:
    """The code of one way in which tries ended; many cases share one."""
    return final_disposition([Attempt(*each) for each in attempts], named_persons=True).code


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
