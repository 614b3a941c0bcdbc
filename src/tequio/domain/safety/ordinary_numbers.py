"""Numbers as long as a telephone's that are none: years, dates, and what is on a document."""

import re
from typing import Final

YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"
MONTH: Final = r"(?:0?[1-9]|1[0-2])"
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
YEARS: Final = rf"{YEAR}(?:[\s\-_|~]{{1,3}}{YEAR})+"
DATE: Final = (
    rf"{YEAR}(?P<apart>[-._]){MONTH}(?P=apart){DAY}"
    rf"|(?:{DAY}(?P<by>[-._]){MONTH}|{MONTH}(?P<of>[-._]){DAY})(?:(?P=by)|(?P=of)){YEAR}"
    r"|20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
DOCUMENT: Final = (
    r"(?:factura|pedido|orden|lote|folio|recibo|remisi[oó]n|gu[ií]a|env[ií]o|cotizaci[oó]n"
    r"|expediente|registro|licencia|patente|serie|modelo|sku|c[oó]digo(?: de barras)?|referencia"
    r"|resoluci[oó]n|contrato|invoice|order|batch|lot|receipt|reference|barcode|serial|tracking"
    r"|permit|license)"
)
LEADS: Final = r"(?:\W{0,3}(?:n[oº°]|n[uú]m(?:ero)?|number|fel|es|is|la|el|de|del|of)\b){0,3}"
PHONE_SHAPED: Final = r"(?!20[0-4])\d{4}[\s\-._]\d{4}(?!\d)"
"""Four and four, as a telephone is written; a document that begins so begins with its year."""
ON_A_DOCUMENT: Final = re.compile(
    rf"\b{DOCUMENT}{LEADS}[\s.:#º°]{{1,3}}(?:[a-z]{{1,4}}-?)?(?!{PHONE_SHAPED})"
    r"(?P<number>\d[\d\-]{6,24})(?![\w%])",
    re.IGNORECASE,
)
BY_FORM: Final = re.compile(rf"(?<![\w.,+$\-])(?:{YEARS}|{DATE})(?![\w%]|[-._]\d)")
CALLS: Final = re.compile(
    r"\b(?:cel|celu|celular|m[oó]vil|tel[eé]?f?|tel[eé]fonos?|fono|whats?|whats ?app|wasap|guasap"
    r"|wats?ap|wsp|wa|al|n[uú]m(?:ero)?|number|phone|cell|call|text|me|at|ll[aá]m\w*|marc\w*"
    r"|marqu\w*|escr[ií]b\w*|contact\w*)"
    r"(?:\W+(?:es|is|al|mi|my|el|no|me|por|to|on|at|n[uú]mero|whats ?app|tel|cel))*\W*$",
    re.IGNORECASE,
)
"""Words before a number by which it is a telephone, whatever it looks like."""
FROM_TO: Final = re.compile(r"\bdel?\s+\S+(?:\s+\S+)?\s+al\s*$", re.IGNORECASE)
"""The `al` of `del 1 al 15` leads to no telephone."""


def without(text: str) -> str:
    """The text with a sign for each sign, and letters in place of these numbers."""
    by_form = BY_FORM.sub(lambda one: _hidden(text, one.start(), one.group()), text)
    return ON_A_DOCUMENT.sub(
        lambda one: one.group()[: one.start("number") - one.start()] + "n" * len(one["number"]),
        by_form,
    )


def _hidden(text: str, start: int, number: str) -> str:
    before = text[max(0, start - 40) : start]
    is_called = CALLS.search(before) and not FROM_TO.search(before)
    return number if is_called else "n" * len(number)
