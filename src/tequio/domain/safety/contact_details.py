"""Ways to reach somebody outside, found in a text: addresses, numbers, names in networks."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tequio.domain.people.search_text import searchable

ADDRESS: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*(?:@|[(\[]\s*(?:at|arroba)\s*[)\]]|\barroba\b)\s*[\w-]+"
    r"\s*(?:\.|[(\[]\s*(?:dot|punto)\s*[)\]]|\b(?:punto|dot)\b)\s*\w+",
    re.IGNORECASE,
)
WEB: Final = re.compile(
    r"\b(?:https?://|www\.)\S+"
    r"|(?<![\w-])[\w-]+\.(?:com|net|org|gt|mx|me|ly|io|info|shop|link|app|store|site|online|page|ee)\b"
    r"(?:/\S*)?"
    r"|(?<![\w-])[\w-]+\s?[.,·]\s?(?:com|net|org|gt|mx|me|ly|io|ee|co|es|us)\s?/\s?\w\S*"
    r"|(?<![\w-])[\w-]+\s(?:punto|dot)\s(?:com|net|org|gt|mx)\b"
    r"|\b(?:t|wa)\s(?:punto|dot)\sme\b\S*",
    re.IGNORECASE,
)
HANDLE: Final = re.compile(r"(?<![\w.])@\s?[\w.]{3,}")
NUMBER: Final = re.compile(r"(?<![\w.,$])\+?\(?\d(?:[\s().\-_*~|]{0,3}\d){7,14}(?![\w%])")
MONEY_BEFORE: Final = re.compile(r"(?:Q|\$|MXN|GTQ|USD)\s*$", re.IGNORECASE)
MONEY_AFTER: Final = re.compile(
    r"^\s*(?:de )?(?:quetzales|pesos|d[oó]lares|unidades|units|dollars)", re.IGNORECASE
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
NETWORK: Final = (
    r"(?:whats ?app|whats|wasap|guasap|wats?ap|wsp|telegram|face ?book|face|feis|fb|insta(?:gram)?"
    r"|ig|tik ?tok|messenger|linked ?in|twitter|signal|snap(?:chat)?)"
)
NO_NAME: Final = (
    r"(?!(?:puedo|podria|debo|hago|vendo|vender|le|se|me|si|no|un|una|el|la|los|las|mi|mis|lo|mas"
    r"|medio|canal|forma|parte|para|por|todos|todas|cualquier|otra|otros|llego|llegar|negocio"
    r"|empresa|pagina|tienda|vendedora?|vitrina|catalogo|publicidad|proveedora?)\b)"
)
FIND: Final = (
    r"(?:me|nos) (?:pued(?:e|es|en) |podria[sn]? )?(?:hall|encuentr|encontr|busc|sig|segui|escrib"
    r"|contact|localiz|agreg|llam|marc|ubic|hab?l|mand)\w*"
)
ASKS_TO_FIND: Final = (
    r"(?:(?:escrib|llam|marqu|contact|agregu|busqu|busc|sig|encuentr|halle|mand|localic|hable)"
    r"(?:a|e|an|en|ue|uen)(?:me|nos)|(?:me|nos) (?:hallas|encuentras|buscas|sigues|escribes"
    r"|contactas|agregas|llamas)|(?:me|nos) (?:puede|puedes|podria|podrias) (?:hallar|encontrar"
    r"|buscar|escribir|contactar|agregar|llamar|seguir))"
)
ELSEWHERE: Final = re.compile(
    r"\b(?:"
    r"(?:mi|my|nuestro|our) (?:numero|number|whatsapp|wasap|guasap|cel|celular|telefono|phone"
    r"|e ?mail|correo|insta(?:gram)?|face(?:book)?|telegram|tik ?tok) (?:es|is|se llama) \w+"
    rf"|{ASKS_TO_FIND} (?:a mi|al|por|en) (?:mi |el )?(?:{NETWORK}|numero|cel|celular"
    rf"|telefono|correo)"
    rf"|{FIND} (?:en|por) (?:mi |el )?{NETWORK} (?:como|soy|es|bajo|con el nombre) {NO_NAME}\w+"
    rf"|(?:estoy|estamos|aparezco|salgo) en {NETWORK} como {NO_NAME}\w+"
    rf"|(?:soy|somos) {NO_NAME}\w+ en {NETWORK}"
    rf"|(?:text|call|message|dm) me (?:on|at|by) (?:my )?(?:{NETWORK}|number|phone|cell|\d+)"
    rf"|i am {NO_NAME}\w+ on {NETWORK}"
    r")\b"
    r"|(?:^|\b(?:please|you|can|could|and|or|just|to) )(?:add|reach|find|follow|write) me"
    rf" (?:on|at|by) (?:my )?{NETWORK}\b"
)
PARTS: Final = re.compile(r"[.?!¿¡;,\n]+")
NAMED: Final = re.compile(rf"\b(?:mi|my|nuestro|our)\s+{NETWORK}\s*[:=]\s*\w{{3,}}", re.IGNORECASE)

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
    said = [found.group().strip() for found in _apart(text) if not _is_identity(text, found)]
    for part in PARTS.split(text):
        said += [found.group() for found in ELSEWHERE.finditer(searchable(part))]
    said += [found.group() for found in NAMED.finditer(text)]
    said += _spelled(searchable(text))
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
    found += [match for match in NUMBER.finditer(text) if not _is_amount(text, match)]
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


def _spelled(words: str) -> list[str]:
    """Telephone numbers told by words, or by words and digits in turn."""
    return [" ".join(run) for run in _runs(words.split()) if _is_a_telephone(run)]


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Stretches of number words and short numbers; the `y` of `treinta y dos` goes with them."""
    run: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if _is_number(word) or (run and run[-1] in TENS and word == "y" and following in UNITS):
            run.append(word)
            continue
        if run and word not in IS_MONEY:
            yield run
        run = []
    if run:
        yield run


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
