"""How a person is addressed: by the first name, with the honorific that goes with first names."""

import re
import unicodedata
from typing import Final

WITH_FIRST_NAMES: Final = {"don": "don", "dona": "doña", "dna": "doña"}
"""`doña Tita`: in Spanish these two stand before a first name, in small letters."""
WITH_SURNAMES: Final = re.compile(
    r"sr|sra|srta|sres|senor|senora|senorita|seno|mr|mrs|ms|miss|mx|mister|sir|madam"
    r"|dr|dra|doctor|doctora|phd|lic|licda|licdo|licenciado|licenciada|ing|inga"
    r"|ingeniero|ingeniera|arq|arqta|arquitecto|arquitecta|prof|profa|profesor"
    r"|profesora|professor|mtro|mtra|maestro|maestra|msc|mba|cpa|hno|hna|abog|abogado"
    r"|abogada"
)
INITIAL: Final = re.compile(r"\w{1,3}\.")


def given_name(name: str) -> str:
    """What to call somebody: `Luis` of `Dr. Luis Ortega`, `doña Tita` of `Doña Tita Ajú`.

    A title before a surname alone stays with it (`Sra. López`), and a shortened first name with
    the next one (`Ma. Elena`). A name that is nothing but titles is given as it is.
    """
    words = name.split()
    titles = 0
    while titles < len(words) and _is_title(_bare(words[titles])):
        titles += 1
    left = words[titles:]
    if not left:
        return " ".join(words)
    first = " ".join(left[:2]) if INITIAL.fullmatch(left[0]) else left[0]
    for title in words[:titles]:
        if _bare(title) in WITH_FIRST_NAMES:
            return f"{WITH_FIRST_NAMES[_bare(title)]} {first}"
    return f"{words[titles - 1]} {first}" if titles and len(left) == 1 else first


def _is_title(bare: str) -> bool:
    return bare in WITH_FIRST_NAMES or WITH_SURNAMES.fullmatch(bare) is not None


def _bare(word: str) -> str:
    """A word without accents, full stops and capitals."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in parts if sign.isalpha())
