"""The honesty dial on stored tables and charts: each row as it is for a k."""

from collections.abc import Mapping, Sequence
from typing import Any

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.turning import ENDS, turned
from tequio.domain.studies.report.writing import Reader


def moved_rows(content: Content, reader: Reader) -> list[list[Any]]:
    """The rows of a table as the dial has them; most rows do not move."""
    rows = [moved_row(row, content, reader) for row in content["rows"]]
    parents = (content.get("dial") or {}).get("of_previous")
    return rows if reader.k is None or not parents else _of_previous(rows, content, parents)


def moved_row(row: Sequence[Any], content: Content, reader: Reader) -> list[Any]:
    """One row of a table; a row of several numbers moves each from where it starts."""
    dial = content.get("dial") or {}
    key = "|".join(str(cell) for cell in row[: dial.get("keys", 1)])
    moved = list(row)
    for name, (end, times, *part) in (dial.get("columns") or {}).items():
        found = _moved(dial, "|".join((key, *part)), reader)
        at = content["columns"].index(name)
        if found is not None and row[at] is not None and found[end] is not None:
            moved[0] = dial.get("as", row[0])
            moved[at] = found[end] * times
    return moved


def moved_lines(content: Content, reader: Reader) -> list[dict[str, Any]]:
    """The rows of a chart as the dial has them, sums added up anew."""
    lines = [moved_line(row, content, reader) for row in content["rows"]]
    so_far = 0.0
    for line in lines if reader.k is not None else ():
        if line.get("cumulative") is not None:
            so_far += line["value"]
            line["cumulative"] = min(so_far, 1.0)
    return lines


def moved_line(row: Mapping[str, Any], content: Content, reader: Reader) -> dict[str, Any]:
    """One row of a chart."""
    dial = content.get("dial") or {}
    found = _moved(dial, str(row.get("label")), reader)
    if found is None or row.get("value") is None:
        return dict(row)
    ends = {name: found[name] for name in ENDS if row.get(name) is not None}
    return {**row, **ends, "label": dial.get("as", row["label"])}


def staying(content: Content) -> list[str]:
    """The rows of a table or chart that the dial leaves where they are, by their first cell."""
    dial = content.get("dial") or {}
    starts, keys = dial.get("answered") or {}, dial.get("keys", 1)
    if content["kind"] == "chart":
        rows = [str(r.get("label")) for r in content["rows"] if r.get("value") is not None
                or r.get("lower") is not None]  # fmt: skip
    else:
        rows = ["|".join(str(cell) for cell in row[:keys]) for row in content["rows"]]
    return [r for r in rows if not any(s == r or s.startswith(f"{r}|") for s in starts)]


def _moved(dial: Mapping[str, Any], name: str, reader: Reader) -> Content | None:
    """The ends of a row as the dial has them; None for a row that does not move."""
    said = (dial.get("answered") or {}).get(name)
    if reader.k is None or said is None:
        return None
    return turned({**said, "answered": said, "inverse": dial.get("inverse")}, reader.k)


def _of_previous(
    rows: list[list[Any]], content: Content, parents: Mapping[str, str]
) -> list[list[Any]]:
    """The share of the step before, of shares that moved."""
    share, part = (content["columns"].index(name) for name in ("share", "of_previous"))
    shares = {row[0]: row[share] for row in rows}
    for row in rows:
        before = shares.get(parents.get(row[0], ""))
        if row[part] is not None and before:
            row[part] = row[share] / before
    return rows
