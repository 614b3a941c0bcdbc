"""Indicators by group as one table for each way of grouping: a row for an indicator."""

from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report import figures
from tequio.domain.studies.report.assumptions import says
from tequio.domain.studies.report.blocks import Grid
from tequio.domain.studies.report.dial import moved_lines
from tequio.domain.studies.report.grids import WITHHELD, by_definition
from tequio.domain.studies.report.labels import label, level_label
from tequio.domain.studies.report.writing import HIDDEN, NONE, Reader, beginning, named

OTHERS: Final = "T25."  # ways of grouping that have no number of their own


def by_group(
    prefix: str, title: str, results: Mapping[str, Content], reader: Reader, plan: Mapping[str, Any]
) -> list[Grid]:
    """A table for every domain whose results begin with a prefix; nothing without results."""
    domains: dict[str, dict[str, Content]] = {}
    for name in beginning(results, prefix, reader):
        content = results[named(results, name, reader)]
        number, _, rest = name.partition(".")
        if content["kind"] == "chart":
            domain, _, indicator = rest.partition(".")
            domains.setdefault(f"{number}.{domain}", {})[indicator] = content
    return [
        found
        for name, charts in domains.items()
        for alike in _alike(charts)
        if (found := _grid(name, alike, title, reader, plan)) is not None
    ]


def _alike(charts: Mapping[str, Content]) -> list[dict[str, Content]]:
    """The indicators with the same levels together: small groups are joined for some alone."""
    found: dict[tuple[str, ...], dict[str, Content]] = {}
    for indicator, content in charts.items():
        levels = tuple(str(row["label"]) for row in content["rows"])
        found.setdefault(levels, {})[indicator] = content
    return list(found.values())


def _grid(
    name: str,
    charts: Mapping[str, Content],
    title: str,
    reader: Reader,
    plan: Mapping[str, Any],
) -> Grid | None:
    lines = {indicator: _cells(content, reader) for indicator, content in charts.items()}
    shown = {one: cells for one, cells in lines.items() if set(cells.values()) - {_hidden(reader)}}
    levels = list(dict.fromkeys(level for cells in shown.values() for level in cells))
    if not levels:
        return None
    rows = tuple(
        (
            by_definition(
                label(f"indicator={indicator}", reader.language, plan),
                charts[indicator],
                reader.language,
                plan,
            ),
            *(_shown(cells.get(level), reader) for level in levels),
        )
        for indicator, cells in shown.items()
    )
    head = (
        label("indicator", reader.language, plan),
        *(level_label(level, reader.language, plan) for level in levels),
    )
    hides = any(_hidden(reader) in cells.values() for cells in shown.values())
    notes = [WITHHELD[reader.language]] if hides else []
    notes += _said({one: charts[one] for one in shown}, reader, plan)
    domain = name.partition(".")[2]
    if name.startswith(OTHERS):
        title = f"{title}: {label(domain, reader.language, plan)}"
    return Grid(name, title, head, rows, " ".join(notes))


def _said(charts: Mapping[str, Content], reader: Reader, plan: Mapping[str, Any]) -> list[str]:
    """What the rows assume; where they do not assume the same, of which rows."""
    rows: dict[str, list[str]] = {}
    for indicator, content in charts.items():
        name = label(f"indicator={indicator}", reader.language, plan)
        rows.setdefault(says(content, reader), []).append(name)
    usual = max(rows, key=lambda text: len(rows[text]))
    others = [f"{', '.join(names)}: {text}" for text, names in rows.items() if text != usual]
    return [*filter(None, [usual]), *others]


def _shown(cell: str | None, reader: Reader) -> str:
    """A figure; a dash where there is none or too few people stand behind it."""
    return NONE if cell is None or cell == _hidden(reader) else cell


def _hidden(reader: Reader) -> str:
    return HIDDEN[reader.language]


def _cells(content: Content, reader: Reader) -> dict[str, str]:
    """Level to its figure with the interval, as the dial has it."""
    unit = str(content.get("unit") or "share")
    levels = [str(row["label"]) for row in content["rows"]]
    return {
        level: figures.row_in_words(row, unit, reader)
        for level, row in zip(levels, moved_lines(content, reader), strict=True)
    }
