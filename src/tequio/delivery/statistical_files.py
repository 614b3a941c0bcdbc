"""Tables and answers as files that other programs read: CSV and the DDI codebook."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
DDI: Final = "ddi:codebook:2_5"


@dataclass(frozen=True)
class Variable:
    """A variable of a data file: name, label, and what its codes mean."""

    name: str
    label: str
    codes: Mapping[str, str]
    is_number: bool


def safe_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with commas; a text that a spreadsheet would take for a formula gets an apostrophe.

    >>> safe_csv(["a"], [["=1+1"], [-2.5]]).decode().splitlines()
    ['a', "'=1+1", '-2.5']
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(cell) for cell in head])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(FORMULA) and as_number(cell) is None:
        return f"'{cell}"
    return cell


def as_number(text: str) -> float | None:
    """The number that a text is; None for codes and gaps."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def codebook(title: str, producer: str, cases: int, variables: Sequence[Variable]) -> bytes:
    """The codebook of a data file as DDI 2.5."""
    ElementTree.register_namespace("", DDI)
    root = ElementTree.Element(f"{{{DDI}}}codeBook", version="2.5")
    citation = _under(_under(root, "stdyDscr"), "citation")
    _under(_under(citation, "titlStmt"), "titl", title)
    _under(_under(citation, "prodStmt"), "producer", producer)
    text = _under(_under(root, "fileDscr"), "fileTxt")
    _under(text, "fileName", "answers.csv")
    _under(_under(text, "dimensns"), "caseQnty", str(cases))
    data = _under(root, "dataDscr")
    for variable in variables:
        element = _under(data, "var")
        element.set("name", variable.name)
        element.set("intrvl", "contin" if variable.is_number and not variable.codes else "discrete")
        _under(element, "labl", variable.label)
        for code, meaning in variable.codes.items():
            category = _under(element, "catgry")
            _under(category, "catValu", code)
            _under(category, "labl", meaning)
        _under(element, "varFormat").set("type", "numeric" if variable.is_number else "character")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root)


def _under(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{DDI}}}{name}")
    child.text = text or None
    return child
