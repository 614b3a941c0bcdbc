"""Ways to reach somebody outside, found in a text: addresses, numbers, names in networks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tequio.domain.safety import known_sites, networks, spaced_letters, telephones

KINDS: Final = ("mail_address", "telephone", "web_address", "account")
"""What a way can be, the surer first."""
AT: Final = r"(?:@|[(\[]\s*(?:at|arroba)\s*[)\]]|(?<![^\W_])arroba(?![^\W_]))"
DOT: Final = r"(?:\.|[(\[]\s*(?:dot|punto)\s*[)\]]|(?<![^\W_])(?:punto|dot)(?![^\W_]))"
ADDRESS: Final = re.compile(
    rf"(?<![\w.+-])[\w.+-]+?[\s_]*{AT}[\s_]*[\w-]+?[\s_]*{DOT}[\s_]*\w+"
    rf"|(?<![\w.+-])[\w.+-]+?\s*(?:{AT}|\bat\b)\s*{networks.OF_MAIL}\b(?:\s*{DOT}\s*\w+)?",
    re.IGNORECASE,
)
WEB: Final = re.compile(
    r"\b(?:https?://|www\s?\.\s?)\S+(?:\s\.\s?\w+)*"
    r"|(?<![\w-])[\w-]{3,}\s?\.\s?(?-i:com|net|org)\b"
    r"|(?<![\w-])[\w-]+\.(?:com|net|org|gt|mx|me|ly|io|info|shop|link|app|store|site|online|page|ee)\b"
    r"(?:/\S*)?"
    r"|(?<![\w-])[\w-]+\s?[.,·]\s?(?:com|net|org|gt|mx|me|ly|io|ee|co|es|us)\s?/\s?\w\S*"
    r"|(?<![\w-])[\w-]{3,}\s(?:punto|dot)\s(?:com|net|org|gt|mx)\b"
    r"|\b(?:t|wa)\s(?:punto|dot)\sme\b\S*",
    re.IGNORECASE,
)
HANDLE: Final = re.compile(r"(?<![\w.])@\s?[\w.]{3,}")
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
SAYS_MAIL: Final = re.compile(
    rf"@|\b(?:arroba|correo|e-?mail|mail|{networks.OF_MAIL})\b", re.IGNORECASE
)
SAYS_TELEPHONE: Final = re.compile(
    r"\b(?:n[uú]mero|number|cel|celular|tel[eé]fono|phone|cell|text|call|whats\s?app|whats|wasap"
    r"|guasap|wats?ap|wsp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Way:
    """One way to reach somebody: its kind, and where it stands in the text."""

    kind: str
    start: int
    end: int


def readable(text: str) -> str:
    """As it is read: fullwidth digits, keycaps and signs that nobody sees are made plain."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text[:LONGEST])
        if unicodedata.category(sign) not in ("Cf", "Me") and sign != "\ufe0f"
    )


def ways_to_reach(text: str) -> list[str]:
    """Each way once, in the words of the text."""
    return [words for kind in KINDS for words in of_kind(kind, text)]


def of_kind(kind: str, text: str) -> list[str]:
    """The ways of one kind, in the words of the text."""
    return [words for said, words in _ways(text) if said == kind]


def identity_numbers(text: str) -> list[str]:
    """Numbers of papers (NIT, DPI, CURP, RFC): nobody here needs them."""
    text = readable(text)
    said = [
        found.group().strip() for found in telephones.of_digits(text) if _is_identity(text, found)
    ]
    said += [found.group() for found in IDENTITY_CODE.finditer(text)]
    return list(dict.fromkeys(said))


@lru_cache(maxsize=64)  # each kind is asked for by itself
def _ways(text: str) -> tuple[tuple[str, str], ...]:
    """What is found, with its kind; what overlaps is one way and has the surer kind."""
    text = readable(text)
    apart: list[Way] = []
    for way in sorted(_found(text), key=lambda one: (one.start, one.end)):
        if apart and way.start < apart[-1].end:
            other = apart.pop()
            kind = min(way.kind, other.kind, key=KINDS.index)
            way = Way(kind, other.start, max(way.end, other.end))
        apart.append(way)
    return tuple(dict.fromkeys((way.kind, text[way.start : way.end].strip()) for way in apart))


def _found(text: str) -> Iterator[Way]:
    yield from _ways_in(text)
    closed = spaced_letters.closed(text)
    if closed:
        for way in _ways_in(closed.text):
            yield Way(way.kind, closed.places[way.start], closed.places[way.end - 1] + 1)


def _ways_in(text: str) -> Iterator[Way]:
    for kind, pattern in (("mail_address", ADDRESS), ("web_address", WEB), ("account", HANDLE)):
        places = (found.span() for found in pattern.finditer(text))
        yield from (
            Way(kind, *place) for place in places if not known_sites.only_named(text, place[0])
        )
    numbers = (one for one in telephones.of_digits(text) if not _is_identity(text, one))
    yield from (Way("telephone", *found.span()) for found in numbers)
    yield from (Way("telephone", *place) for place in telephones.of_words(text))
    yield from _accounts(text)


def _accounts(text: str) -> Iterable[Way]:
    for start, end in networks.accounts(text):
        words = text[start:end]
        kind = "telephone" if SAYS_TELEPHONE.search(words) else "account"
        yield Way("mail_address" if SAYS_MAIL.search(words) else kind, start, end)


def _is_identity(text: str, match: re.Match[str]) -> bool:
    """Whether a number is that of a paper: its name stands beside it, or it is printed so."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        IDENTITY_BEFORE.search(before)
        or IDENTITY_AFTER.search(after)
        or IDENTITY_CODE.fullmatch(match.group().strip())
    )
