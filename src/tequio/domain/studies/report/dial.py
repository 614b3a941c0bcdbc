"""The honesty dial on stored tables and charts: each row as it is for a k."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.writing import ENDS, Reader, turned

DIAL: Final = {
    "es": "Supuesto: quienes no respondieron, {k} veces la proporción de quienes respondieron.",
    "en": "Assumption: the silent have {k} times the share of those who answered.",
}
STAYS: Final = {
    "es": "El dial no mueve estas cifras: no se proyectan a quienes no respondieron.",
    "en": "The dial does not move these figures: they are not projected to the silent.",
}


def assumption(reader: Reader) -> str:
    """The sentence that a number carries when the dial was turned."""
    return "" if reader.k is None else DIAL[reader.language].format(k=f"{reader.k:g}")


def says(content: Content, reader: Reader) -> str:
    """What stands beside a table or chart: the assumption where it moved, or that it stays."""
    if reader.k is None:
        return ""
    moves = content.get("dial") or content.get("form") == "curve"
    return assumption(reader) if moves else STAYS[reader.language]


def moved_rows(content: Content, reader: Reader) -> list[list[Any]]:
    """The rows of a table as the dial has them; most rows do not move."""
    return [moved_row(row, content, reader) for row in content["rows"]]


def moved_row(row: Sequence[Any], content: Content, reader: Reader) -> list[Any]:
    """One row of a table."""
    dial = content.get("dial") or {}
    found = _moved(dial, str(row[0]), reader)
    if found is None:
        return list(row)
    moved = [dial.get("as", row[0]), *row[1:]]
    for name, (end, times) in dial["columns"].items():
        at = content["columns"].index(name)
        if row[at] is not None and found[end] is not None:
            moved[at] = found[end] * times
    return moved


def moved_lines(content: Content, reader: Reader) -> list[dict[str, Any]]:
    """The rows of a chart as the dial has them."""
    return [moved_line(row, content, reader) for row in content["rows"]]


def moved_line(row: Mapping[str, Any], content: Content, reader: Reader) -> dict[str, Any]:
    """One row of a chart."""
    dial = content.get("dial") or {}
    found = _moved(dial, str(row.get("label")), reader)
    if found is None or row.get("value") is None:
        return dict(row)
    ends = {name: found[name] for name in ENDS if row.get(name) is not None}
    return {**row, **ends, "label": dial.get("as", row["label"])}


def _moved(dial: Mapping[str, Any], name: str, reader: Reader) -> Content | None:
    """The ends of a row as the dial has them; None for a row that does not move."""
    said = (dial.get("answered") or {}).get(name)
    if reader.k is None or said is None:
        return None
    return turned({**said, "answered": said, "inverse": dial.get("inverse")}, reader.k)
