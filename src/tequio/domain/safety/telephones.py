"""Telephone numbers in a text: of digits, of letters that look like digits, and told by words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tequio.domain.safety import ordinary_numbers
from tequio.domain.safety.written import Place, Written

NUMBER: Final = re.compile(r"(?<![\w.,$])\+?\(?\d(?:[\s().\-_*~|]{0,3}\d){7,14}(?![\w%])")
LOOKS_LIKE: Final = str.maketrans("oOlIiSB", "0011158")
LETTERS_FOR_DIGITS: Final = re.compile(
    r"(?<=\d)[oOlI](?=\d)"
    r"|(?<![^\W_])[OlI]{1,2}(?=\d)"
    r"|(?<=\d)[OI](?![^\W_])"
    r"|(?<=\d)[SB](?=\d(?!\w*[a-z]))"
    r"|(?<=\d )I(?= \d)"
)
"""A letter among digits, or at the side of several: `5o5O`, `I234`, `12O`; `10l` is ten litres."""
DIGITS_FOR_LETTERS: Final = str.maketrans("01345", "oieas")
MONEY_BEFORE: Final = re.compile(r"(?:Q|\$|MXN|GTQ|USD)\s*$", re.IGNORECASE)
LISTED_BEFORE: Final = re.compile(
    r"\b(?:precios?|prices?|costos?|ventas|sales|tallas?|sizes?|medidas?|edades|ages?|lotes?|modelos?|años?|years?)\b"
    r"(?:\W+(?:[sml]|x+[sl]|de|del|la|las|son|en|from)\b){0,8}\W*$",
    re.IGNORECASE,
)
LISTED: Final = re.compile(r"\d{1,3}(?:\W{1,3}\d{1,3}){2,}|\d{4}(?:\W{1,3}(?:19|20)\d\d)+")
"""Sizes, ages and prices have up to three digits, years four."""
MONEY_AFTER: Final = re.compile(
    r"^(?:\s+(?:y|o|a|and|or|to)\s+\d[\d.,]*){0,4}"
    r"\s*(?:de )?(?:quetzales|pesos|d[oó]lares|unidades|units|dollars)",
    re.IGNORECASE,
)
SAID_UNITS: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve"
    " zero one two three four five six seven eight nine"
)
SAID_TEENS: Final = (
    "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte"
    " veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete"
    " veintiocho veintinueve"
)
SAID_TENS: Final = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
UNITS: Final = frozenset(SAID_UNITS.split())
TEENS: Final = frozenset(SAID_TEENS.split())
TENS: Final = frozenset(SAID_TENS.split())
MOST_IN_A_PIECE: Final = 4
PIECES: Final = re.compile(
    rf"\d{{1,{MOST_IN_A_PIECE}}}|{'|'.join(sorted(UNITS | TEENS | TENS, key=len, reverse=True))}"
)
FEWEST_DIGITS: Final = 7
FEWEST_COMPOUNDS: Final = 2
FEWEST_IN_TURN: Final = 5
IS_MONEY: Final = frozenset({"quetzales", "pesos", "dolares", "unidades", "libras", "docenas"})


def of_digits(text: str) -> Iterator[re.Match[str]]:
    """Numbers as long as a telephone's that are no sum of money and no list of sizes."""
    # A sign for each sign, so that places stay where they are in the text.
    digits = LETTERS_FOR_DIGITS.sub(lambda one: one.group().translate(LOOKS_LIKE), text)
    digits = ordinary_numbers.without(digits)
    return (match for match in NUMBER.finditer(digits) if not _is_amount(text, match))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if LISTED.fullmatch(match.group()) and LISTED_BEFORE.search(before[-60:]):
        return True
    return bool(MONEY_BEFORE.search(before[-8:]) or MONEY_AFTER.search(after))


def of_words(text: str) -> list[Place]:
    """Telephone numbers told by words, or by words and digits in turn, also within one word."""
    written = Written(text)
    pieces = [(place, piece) for place, word in enumerate(written.words) for piece in _apart(word)]
    is_mixed = {place for (place, _), (other, _) in pairwise(pieces) if place == other}
    return [
        written.place_of(run[0][0], run[-1][0])
        for run in _runs(pieces)
        if _is_a_telephone(
            [piece for _, piece in run], is_mixed=any(place in is_mixed for place, _ in run)
        )
    ]


def _apart(word: str) -> list[str]:
    """`55five5` is three pieces, `c1nco` the word that it reads like; others stay whole."""
    if word.isdecimal():
        return [word]
    pieces: list[str] = PIECES.findall(word)
    if len(pieces) > 1 and "".join(pieces) == word and not all(map(str.isdecimal, pieces)):
        return pieces
    return [word.translate(DIGITS_FOR_LETTERS)]


def _runs(pieces: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Stretches of number words and short numbers, each piece with the place of its word.

    The `y` of `treinta y dos` goes with them.
    """
    run: list[tuple[int, str]] = []
    for (place, piece), (_, after) in pairwise([*pieces, (0, "")]):
        joins = bool(run) and run[-1][1] in TENS and piece == "y" and after in UNITS
        if _is_number(piece) or joins:
            run.append((place, piece))
            continue
        if run and piece not in IS_MONEY:
            yield run
        run = []
    if run:
        yield run


def _is_number(word: str) -> bool:
    is_short = word.isascii() and word.isdecimal() and len(word) <= MOST_IN_A_PIECE
    return is_short or word in UNITS or word in TEENS or word in TENS


def _is_a_telephone(run: list[str], *, is_mixed: bool) -> bool:
    units = [word in UNITS for word in run]
    if not any(units):
        return False
    digits = sum(
        len(word) if word.isdecimal() else 1 for word in run if word in UNITS or word.isdecimal()
    )
    if is_mixed or all(word in UNITS or (word.isdecimal() and len(word) == 1) for word in run):
        return digits >= FEWEST_DIGITS
    compounds = run.count("y")
    pairs = sum(word in TENS or word in TEENS for word in run)
    if compounds >= FEWEST_COMPOUNDS and pairs * 2 + digits - compounds >= FEWEST_DIGITS:
        return True
    beside = any(one and other for one, other in pairwise(units))
    in_turn = sum(units) > 1 and len(run) >= FEWEST_IN_TURN
    return not compounds and (beside or in_turn) and digits >= FEWEST_DIGITS
