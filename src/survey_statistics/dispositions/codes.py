"""The disposition codes of AAPOR, Standard Definitions, for web and telephone.

Codes are text, because 2.1 and 2.10 differ. A code that the table does not list belongs to the
longest listed code it starts with: 2.1121 is a refusal because 2.112 is.

Groups and letters are those of the 10th edition, whose UR (3.20) was part of UO before; the finer
numbers are those of the 9th edition's tables 1 and 5 (telephone; web, named persons).

Source: AAPOR (2016, 2023), Standard Definitions, 9th and 10th ed.
"""

from __future__ import annotations

from enum import Enum

from survey_statistics.dispositions.errors import UnknownDisposition


class Category(Enum):
    """The nine letters that outcome rates are made of."""

    I = "complete interview"
    P = "partial interview"
    R = "refusal or break-off"
    NC = "non-contact"
    O = "other, eligible"
    UH = "unknown if household"
    UR = "unknown if eligible respondent"
    UO = "unknown, other"
    NE = "not eligible"


_LABELS: dict[str, tuple[Category, str]] = {
    "1": (Category.I, "interview"),
    "1.1": (Category.I, "complete"),
    "1.2": (Category.P, "partial"),
    "2.1": (Category.R, "refusal or break-off"),
    "2.11": (Category.R, "refusal"),
    "2.111": (Category.R, "refusal by another person"),
    "2.112": (Category.R, "refusal by the person"),
    "2.1121": (Category.R, "logged on and answered nothing"),
    "2.1122": (Category.R, "receipt confirmed, then refusal"),
    "2.12": (Category.R, "break-off"),
    "2.2": (Category.NC, "non-contact"),
    "2.21": (Category.NC, "never available"),
    "2.22": (Category.NC, "machine confirms the person"),
    "2.221": (Category.NC, "machine confirms the person, message left"),
    "2.222": (Category.NC, "machine confirms the person, no message"),
    "2.26": (Category.NC, "unavailable in the field period"),
    "2.27": (Category.NC, "completed but not returned in time"),
    "2.3": (Category.O, "other, eligible"),
    "2.31": (Category.O, "died in the field period"),
    "2.32": (Category.O, "unable"),
    "2.33": (Category.O, "language"),
    "2.331": (Category.O, "language of the household"),
    "2.332": (Category.O, "language of the person"),
    "2.34": (Category.O, "bad audio"),
    "2.35": (Category.O, "place or activity does not permit"),
    "2.36": (Category.O, "miscellaneous"),
    "3.1": (Category.UH, "unknown if household"),
    "3.11": (Category.UH, "not worked, no invitation sent"),
    "3.12": (Category.UH, "busy"),
    "3.13": (Category.UH, "no answer"),
    "3.14": (Category.UH, "machine does not identify the person"),
    "3.15": (Category.UH, "technical barrier"),
    "3.16": (Category.UH, "technical problem"),
    "3.19": (Category.UH, "nothing returned"),
    "3.2": (Category.UR, "unknown if eligible respondent"),
    "3.20": (Category.UR, "no screener completed"),
    "3.21": (Category.UR, "no screener completed"),
    "3.3": (Category.UO, "undelivered"),
    "3.30": (Category.UO, "undelivered"),
    "3.9": (Category.UO, "other unknown"),
    "3.90": (Category.UO, "other unknown"),
    "4": (Category.NE, "not eligible"),
    "4.1": (Category.NE, "screened out"),
    "4.10": (Category.NE, "screened out"),
    "4.2": (Category.NE, "fax or data line"),
    "4.3": (Category.NE, "number not working"),
    "4.4": (Category.NE, "technology of the line"),
    "4.5": (Category.NE, "line is not the person's"),
    "4.7": (Category.NE, "nobody eligible"),
    "4.8": (Category.NE, "quota filled"),
    "4.9": (Category.NE, "duplicate or other"),
}

# Facts about a telephone line. They end the case in a sample of numbers, not of named persons.
_LINE_CODES = ("4.2", "4.3", "4.4", "4.5")


def category_of(code: str, *, named_persons: bool = True) -> Category:
    """Return the category of an AAPOR code.

    Args:
        code: for instance "2.112".
        named_persons: the sample is a list of persons known by name, as registered users are.
            Then no household is in doubt (UH becomes UR), and a dead telephone line says
            nothing about the person (4.2 to 4.5 become UO).

    Raises:
        UnknownDisposition: the code is in no table.

    >>> category_of("2.1121").name, category_of("3.13").name, category_of("4.31").name
    ('R', 'UR', 'UO')
    >>> category_of("3.13", named_persons=False).name
    'UH'
    """
    category = _listed(code)[0]
    if not named_persons:
        return category
    if category is Category.UH:
        return Category.UR
    return Category.UO if code.startswith(_LINE_CODES) else category


def label_of(code: str) -> str:
    """Return the meaning of an AAPOR code in words.

    Raises:
        UnknownDisposition: the code is in no table.

    >>> label_of("2.12")
    'break-off'
    """
    return _listed(code)[1]


def _listed(code: str) -> tuple[Category, str]:
    for length in range(len(code), 0, -1):
        if code[:length] in _LABELS:
            return _LABELS[code[:length]]
    raise UnknownDisposition(
        f"There is no disposition {code!r}; codes run from 1.1 (complete) to 4.90 (duplicate)."
    )
