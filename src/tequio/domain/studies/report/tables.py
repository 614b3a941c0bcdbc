"""Tables of a report as files: formulas made harmless, words for keys, the dial in the file."""

from collections.abc import Mapping
from typing import Any

from tequio.delivery.statistical_files import safe_csv
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report import dial
from tequio.domain.studies.report.assumptions import says
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.writing import Reader


def table_csv(content: Content, assumption: str = "") -> bytes:
    """A stored table or the numbers of a chart; a turned dial is a line of its own."""
    head, rows = _lines(content)
    return safe_csv(head, [*rows, *([[assumption]] if assumption else [])])


def named(content: Content, reader: Reader, plan: Mapping[str, Any]) -> tuple[Content, str]:
    """The same numbers as the reader has them, keys in words, and what they assume."""
    if content["kind"] == "table":
        rows = dial.moved_rows(content, reader)
        head = list(content["columns"])
    else:
        lines = dial.moved_lines(content, reader)
        head = list(dict.fromkeys(name for row in content["rows"] for name in row))
        rows = [[line.get(name) for name in head] for line in lines]
    words = [label(name, reader.language, plan) for name in head]
    written = [
        [label(c, reader.language, plan) if isinstance(c, str) else c for c in row] for row in rows
    ]
    return {"kind": "table", "columns": words, "rows": written}, says(content, reader)


def _lines(content: Content) -> tuple[list[str], list[list[Any]]]:
    if content["kind"] == "table":
        return list(content["columns"]), [list(row) for row in content["rows"]]
    # The order of keys is that of whatever kept the result, a database or a file; here it is one.
    names = {name for row in content["rows"] for name in row}
    head = sorted(names, key=lambda name: (name != "label", name))
    return head, [[row.get(name) for name in head] for row in content["rows"]]
