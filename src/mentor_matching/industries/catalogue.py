"""The 419 classes of ISIC Rev.4 in both languages."""

from dataclasses import dataclass
from functools import cache

from mentor_matching import tables


class UnknownIndustryError(LookupError):
    """No ISIC Rev.4 class has this code."""


@dataclass(frozen=True, slots=True)
class Industry:
    """One class of ISIC Rev.4; `because` says, after a search, which name matched."""

    code: str
    label_es: str
    label_en: str
    because: str = ""

    def label(self, language: str) -> str:
        """The name of the class in "es" or "en"."""
        return self.label_en if language == "en" else self.label_es


@cache
def all_industries() -> tuple[Industry, ...]:
    """Every class, by code.

    >>> len(all_industries())
    419
    """
    return tuple(
        Industry(row["code"], row["label_es"], row["label_en"])
        for row in tables.rows("industries.csv")
    )


def by_code(code: str) -> Industry:
    """The class with this four-digit code, or `UnknownIndustryError`.

    >>> by_code("1071").label_en
    'Manufacture of bakery products'
    """
    for industry in all_industries():
        if industry.code == code:
            return industry
    raise UnknownIndustryError(code)
