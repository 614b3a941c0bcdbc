"""A text read by the look of its letters: those of other alphabets that look Latin are folded."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

OTHER_ALPHABETS: Final = str.maketrans(
    # Cyrillic, Greek, Armenian: after the confusables of Unicode, the small letters only.
    "абвекмнопрстухіїјѕһԛԝѵ" + "αβεικνορτυχηωγϲϳ" + "օսոզհցյ",
    "a6bekmhonpctyxiijshqwv" + "abeikvoptuxnwycj" + "ounqhgj",
)
DIGITS: Final = str.maketrans("013457@$|!", "oieastasii")
LATIN_LETTER: Final = re.compile(
    r"(?:LATIN|INDICATOR SYMBOL|SQUARED|CIRCLED)\b.*\bLETTER (?:SMALL CAPITAL )?(?:DOTLESS )?"
    r"([A-Z])(?: WITH .*)?$"
)
LONE_LETTERS: Final = re.compile(r"\b\w(?: \w\b){2,}")


def folded(text: str) -> str:
    """Words of plain small letters, letters that stand alone drawn together.

    >>> folded("T\u0435quio"), folded("T e q u i o"), folded("T.e.q.u.1.0 oficial")
    ('tequio', 'tequio', 'tequio oficial')
    """
    plain = (
        unicodedata.normalize("NFKD", text.replace("ǫ", "q")).casefold().translate(OTHER_ALPHABETS)
    )
    signs = "".join(_latin(sign) for sign in plain if not unicodedata.combining(sign))
    letters = signs.translate(DIGITS) if any(map(str.isalpha, signs)) else signs
    words = " ".join(re.findall(r"[^\W_]+", letters))
    return LONE_LETTERS.sub(lambda run: run.group().replace(" ", ""), words)


@lru_cache(maxsize=2_000)
def _latin(sign: str) -> str:
    """The Latin letter that a sign is called after, as a small one; else the sign."""
    found = LATIN_LETTER.search(unicodedata.name(sign, ""))
    return found.group(1).lower() if found else sign
