"""Spoken languages and countries, named in the language of the reader."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from babel import Locale

from tequio.domain.people.search_text import searchable

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
    "nah": "Nahuatl",
    "yua": "Maya (maaya t'aan)",
    "zap": "Zapotec",
}
IN_SPANISH: Final = {
    **{code: name.lower() for code, name in OWN_NAMES.items()},
    "nah": "náhuatl",
    "zap": "zapoteco",
}
"""Spanish writes languages small, and some in its own way."""
OF_THE_AMERICAS: Final = {"es": "es_419"}
"""Where the Spanish of Spain names a country as nobody here does."""
# Guatemala and Mexico, then their neighbours: those of Central America and the United States.
COUNTRIES_FIRST: Final = ("GT", "MX", "BZ", "SV", "HN", "NI", "CR", "PA", "US")
EVERYBODY_ELSE: Final = len(COUNTRIES_FIRST)


OF_THE_SITE: Final = ("es", "en")
"""Those in which one can use the site, and write here."""


def written_in(spoken: Sequence[str], site: str = "") -> str:
    """The language in which somebody writes, as far as it is known; nothing where it is not.

    That of the site as this person uses it, if spoken; else the only one of the site's spoken.

    >>> written_in(["en", "es"], "es"), written_in(["en", "quc"], "es"), written_in(["en", "es"])
    ('es', 'en', '')
    """
    if site and (site in spoken or not spoken):
        return site
    known = [code for code in OF_THE_SITE if code in spoken]
    return known[0] if len(known) == 1 else ""


@cache
def language_name(code: str, reader: str) -> str:
    """`es`, `es` -> `español`; languages of the region carry their own names."""
    own = IN_SPANISH if reader == "es" else OWN_NAMES
    return own.get(code) or Locale(reader).languages.get(code, code)


@cache
def country_name(code: str, reader: str) -> str:
    """`GT` -> `Guatemala`."""
    return str(_locale(reader).territories.get(code, code))


def _locale(reader: str) -> Locale:
    return Locale.parse(OF_THE_AMERICAS.get(reader, reader))


@cache
def countries(reader: str) -> tuple[tuple[str, str], ...]:
    """Every country with its name, Guatemala, Mexico and their neighbours first."""
    named = {str(code): str(name) for code, name in _locale(reader).territories.items()}
    codes = [code for code in named if len(code) == 2 and code.isalpha() and code not in NOT_PLACES]
    places = {code: place for place, code in enumerate(COUNTRIES_FIRST)}
    codes.sort(key=lambda code: (places.get(code, EVERYBODY_ELSE), searchable(named[code])))
    return tuple((code, named[code]) for code in codes)


# Unions and tests, and territories where nobody lives but those on duty.
NOT_PLACES: Final = frozenset(
    {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "BV", "HM", "AQ", "TF", "GS", "UM", "CP", "DG", "CQ"}
)
