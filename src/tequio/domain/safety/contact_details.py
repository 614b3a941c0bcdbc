"""Ways to reach somebody outside, found in a text: addresses, numbers, names in networks."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tequio.domain.safety import networks
from tequio.domain.safety.written import Written

ADDRESS: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*(?:@|[(\[]\s*(?:at|arroba)\s*[)\]]|\barroba\b)\s*[\w-]+"
    r"\s*(?:\.|[(\[]\s*(?:dot|punto)\s*[)\]]|\b(?:punto|dot)\b)\s*\w+",
    re.IGNORECASE,
)
WEB: Final = re.compile(
    r"\b(?:https?://|www\s?\.\s?)\S+(?:\s\.\s?\w+)*"
    r"|(?<![\w-])[\w-]{3,}\s?\.\s?(?-i:com|net|org)\b"
    r"|(?<![\w-])[\w-]+\.(?:com|net|org|gt|mx|me|ly|io|info|shop|link|app|store|site|online|page|ee)\b"
    r"(?:/\S*)?"
    r"|(?<![\w-])[\w-]+\s?[.,·]\s?(?:com|net|org|gt|mx|me|ly|io|ee|co|es|us)\s?/\s?\w\S*"
    r"|(?<![\w-])[\w-]+\s(?:punto|dot)\s(?:com|net|org|gt|mx)\b"
    r"|\b(?:t|wa)\s(?:punto|dot)\sme\b\S*",
    re.IGNORECASE,
)
HANDLE: Final = re.compile(r"(?<![\w.])@\s?[\w.]{3,}")
NUMBER: Final = re.compile(r"(?<![\w.,$])\+?\(?\d(?:[\s().\-_*~|]{0,3}\d){7,14}(?![\w%])")
LETTERS_FOR_DIGITS: Final = re.compile(r"(?<=\d)[oOlI](?=\d)")
DIGITS_FOR_LETTERS: Final = str.maketrans("01345", "oieas")
MONEY_BEFORE: Final = re.compile(r"(?:Q|\$|MXN|GTQ|USD)\s*$", re.IGNORECASE)
MONEY_AFTER: Final = re.compile(
    r"^(?:\s+(?:y|o|a|and|or|to)\s+\d[\d.,]*){0,4}"
    r"\s*(?:de )?(?:quetzales|pesos|d[oó]lares|unidades|units|dollars)",
    re.IGNORECASE,
)
PAPERS: Final = r"\b(?:nit|dpi|cui|curp|rfc|ine|dui|pasaporte|passport)\b"
IDENTITY_BEFORE: Final = re.compile(PAPERS + r"\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
IDENTITY_AFTER: Final = re.compile(r"^\W{0,3}" + PAPERS, re.IGNORECASE)
IDENTITY_CODE: Final = re.compile(
    r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b"  # CURP
    r"|\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}\b"  # RFC
    r"|(?<!\d)\d{4}\s\d{5}\s\d{4}(?!\d)"  # CUI, as it is printed on a DPI
)

LONGEST: Final = 10_000
"""No field takes as much: a longer text is refused for its length, not read to its end."""
UNITS: Final = frozenset(
    [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
    ]
)
TEENS: Final = frozenset(
    [
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciseis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidos",
        "veintitres",
        "veinticuatro",
        "veinticinco",
        "veintiseis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ]
)
TENS: Final = frozenset(
    ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
)
MOST_IN_A_PIECE: Final = 4
FEWEST_DIGITS: Final = 7
FEWEST_COMPOUNDS: Final = 2
IS_MONEY: Final = frozenset({"quetzales", "pesos", "dolares", "unidades", "libras", "docenas"})


def readable(text: str) -> str:
    """As it is read: fullwidth digits, keycaps and signs that nobody sees are made plain."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text[:LONGEST])
        if unicodedata.category(sign) not in ("Cf", "Me") and sign != "\ufe0f"
    )


def ways_to_reach(text: str) -> list[str]:
    """Each way once, in the words of the text: an address is not named again as its site."""
    text = readable(text)
    said = [
        text[found.start() : found.end()].strip()
        for found in _apart(text)
        if not _is_identity(text, found)
    ]
    said += networks.accounts(text)
    said += _spelled(text)
    return list(dict.fromkeys(said))


def identity_numbers(text: str) -> list[str]:
    """Numbers of papers (NIT, DPI, CURP, RFC): nobody here needs them."""
    text = readable(text)
    said = [found.group().strip() for found in _apart(text) if _is_identity(text, found)]
    said += [found.group() for found in IDENTITY_CODE.finditer(text)]
    return list(dict.fromkeys(said))


def _apart(text: str) -> list[re.Match[str]]:
    """What is found, the surer patterns first, without what lies within something found before."""
    found = [match for pattern in (ADDRESS, WEB, HANDLE) for match in pattern.finditer(text)]
    # A sign for each sign, so that places stay where they are in the text.
    digits = LETTERS_FOR_DIGITS.sub(lambda one: "0" if one.group() in "oO" else "1", text)
    found += [match for match in NUMBER.finditer(digits) if not _is_amount(text, match)]
    taken = bytearray(len(text))
    apart: list[re.Match[str]] = []
    for match in found:
        place = slice(match.start(), match.end())
        if not any(taken[place]):
            taken[place] = b"\1" * len(match.group())
            apart.append(match)
    return sorted(apart, key=lambda one: one.start())


def _is_amount(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return bool(MONEY_BEFORE.search(before) or MONEY_AFTER.search(after))


def _is_identity(text: str, match: re.Match[str]) -> bool:
    """Whether a number is that of a paper: its name stands beside it, or it is printed so."""
    if match.re is not NUMBER:
        return False
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        IDENTITY_BEFORE.search(before)
        or IDENTITY_AFTER.search(after)
        or IDENTITY_CODE.fullmatch(match.group().strip())
    )


def _spelled(text: str) -> list[str]:
    """Telephone numbers told by words, or by words and digits in turn."""
    written = Written(text)
    words = written.plain.split()
    read = [word if word.isdecimal() else word.translate(DIGITS_FOR_LETTERS) for word in words]
    return [
        written.quote(" ".join(words[start : start + len(run)]))
        for start, run in _runs(read)
        if _is_a_telephone(run)
    ]


def _runs(words: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Stretches of number words and short numbers, each with the place where it starts.

    The `y` of `treinta y dos` goes with them.
    """
    run: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if _is_number(word) or (run and run[-1] in TENS and word == "y" and following in UNITS):
            run.append(word)
            continue
        if run and word not in IS_MONEY:
            yield place - len(run), run
        run = []
    if run:
        yield len(words) - len(run), run


def _is_number(word: str) -> bool:
    is_short = word.isascii() and word.isdecimal() and len(word) <= MOST_IN_A_PIECE
    return is_short or word in UNITS or word in TEENS or word in TENS


def _is_a_telephone(run: list[str]) -> bool:
    units = [word in UNITS for word in run]
    if not any(units):
        return False
    digits = sum(
        len(word) if word.isdecimal() else 1 for word in run if word in UNITS or word.isdecimal()
    )
    if all(word in UNITS or (word.isdecimal() and len(word) == 1) for word in run):
        return digits >= FEWEST_DIGITS
    compounds = run.count("y")
    pairs = sum(word in TENS or word in TEENS for word in run)
    if compounds >= FEWEST_COMPOUNDS and pairs * 2 + digits - compounds >= FEWEST_DIGITS:
        return True
    beside = any(one and other for one, other in pairwise(units))
    return not compounds and beside and digits >= FEWEST_DIGITS
