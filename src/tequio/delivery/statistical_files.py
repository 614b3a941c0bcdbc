"""Tables and answers as files that other programs read: CSV and the DDI codebook."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
DDI: Final = "ddi:codebook:2_5"
XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


# A gap that says why: its code in our tables, in SPSS a number, in Stata a letter.
GAPS: Final = {".d": -98, ".r": -99, ".n": -97}
LANGUAGES: Final = ("es", "en")


@dataclass(frozen=True)
class Variable:
    """A variable of a data file: name, label, and what its codes mean.

    `gaps` are the codes of missing answers that occur, with their meaning; `is_weight` is a
    variable that says how much an answer counts.
    """

    name: str
    label: str
    codes: Mapping[str, str]
    is_number: bool
    gaps: Mapping[str, str] = field(default_factory=dict)
    is_weight: bool = False


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


def codebook(
    file_name: str,
    titles: Mapping[str, str],
    producer: str,
    cases: int,
    variables: Mapping[str, Sequence[Variable]],
) -> bytes:
    """The codebook of a data file as DDI 2.5.

    Args:
        file_name: of the data, beside the codebook.
        titles: of the study, by language; the first language is the one of `titl`.
        producer: who made the data.
        cases: rows of the file.
        variables: the same variables in each language.
    """
    ElementTree.register_namespace("", DDI)
    root = ElementTree.Element(f"{{{DDI}}}codeBook", version="2.5")
    citation = _under(_under(root, "stdyDscr"), "citation")
    statement = _under(citation, "titlStmt")
    for at, (language, title) in enumerate(titles.items()):
        _under(statement, "parTitl" if at else "titl", title).set(XML_LANGUAGE, language)
    _under(_under(citation, "prodStmt"), "producer", producer)
    described = _under(root, "fileDscr")
    described.set("ID", "F1")
    text = _under(described, "fileTxt")
    _under(text, "fileName", file_name)
    size = _under(text, "dimensns")
    _under(size, "caseQnty", str(cases))
    _under(text, "fileType", "CSV").set("charset", "UTF-8")
    data = _under(root, "dataDscr")
    for at, told in enumerate(zip(*variables.values(), strict=True)):
        element = _variable(data, dict(zip(variables, told, strict=True)))
        element.set("ID", f"V{at + 1}")
    _under(size, "varQnty", str(len(data)))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root)


def _variable(data: ElementTree.Element, told: Mapping[str, Variable]) -> ElementTree.Element:
    """One variable in every language: labels, codes of gaps, categories, format; in that order."""
    first = next(iter(told.values()))
    element = _under(data, "var")
    element.set("name", first.name)
    element.set("files", "F1")
    if first.is_weight:
        element.set("wgt", "wgt")
    element.set("intrvl", "contin" if first.is_number and not first.codes else "discrete")
    for language, variable in told.items():
        _under(element, "labl", variable.label).set(XML_LANGUAGE, language)
    if first.gaps:
        invalid = _under(element, "invalrng")
        for code in first.gaps:
            _under(invalid, "item").set("VALUE", code)
    for code in (*first.codes, *first.gaps):
        category = _under(element, "catgry")
        category.set("missing", "Y" if code in first.gaps else "N")
        _under(category, "catValu", code)
        for language, variable in told.items():
            meaning = variable.codes.get(code) or variable.gaps.get(code, "")
            _under(category, "labl", meaning).set(XML_LANGUAGE, language)
    _under(element, "varFormat").set("type", "numeric" if first.is_number else "character")
    return element


def _under(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{DDI}}}{name}")
    child.text = text or None
    return child
