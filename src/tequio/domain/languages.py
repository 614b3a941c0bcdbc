"""Spoken languages and countries, named in the language of the reader."""

from functools import cache
from typing import Final

from babel import Locale

OFFERED: Final = (
    "es",
    "en",
    "quc",
    "kek",
    "mam",
    "cak",
    "tzh",
    "tzo",
    "nah",
    "yua",
    "zap",
    "pt",
    "fr",
)
OWN_NAMES: Final = {
    "quc": "K'iche'",
    "kek": "Q'eqchi'",
    "mam": "Mam",
    "cak": "Kaqchikel",
    "tzh": "Tseltal",
    "tzo": "Tsotsil",
    "nah": "Náhuatl",
    "yua": "Maya (maaya t'aan)",
    "zap": "Zapoteco",
}
COUNTRIES_FIRST: Final = ("GT", "MX")


@cache
def language_name(code: str, reader: str) -> str:
    """`es`, `es` -> `español`; languages of the region carry their own names."""
    return OWN_NAMES.get(code) or Locale(reader).languages.get(code, code)


@cache
def country_name(code: str, reader: str) -> str:
    """`GT` -> `Guatemala`."""
    return str(Locale(reader).territories.get(code, code))


@cache
def countries(reader: str) -> tuple[tuple[str, str], ...]:
    """Every country with its name, Guatemala and Mexico first."""
    named = {str(code): str(name) for code, name in Locale(reader).territories.items()}
    codes = [code for code in named if len(code) == 2 and code.isalpha() and code not in NOT_PLACES]
    codes.sort(key=lambda code: (code not in COUNTRIES_FIRST, named[code]))
    return tuple((code, named[code]) for code in codes)


NOT_PLACES: Final = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
