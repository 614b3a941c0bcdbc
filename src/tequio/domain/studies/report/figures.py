"""Tables and charts of results as blocks: labels in words, numbers written, places on a scale."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.blocks import Chart, Grid, Row
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.writing import (
    BOUNDS,
    ENDS,
    HIDDEN,
    NONE,
    Reader,
    quantity,
    span,
    turned,
)

WITHHELD: Final = {
    "es": "Algunas celdas no se muestran: hay muy pocas personas detrás, o darían a conocer otras.",
    "en": "Some cells are not shown: too few people stand behind them, or they would tell others.",
}
DIAL: Final = {
    "es": "Supuesto: quienes no respondieron, {k} veces la proporción de quienes respondieron.",
    "en": "Assumption: the silent have {k} times the share of those who answered.",
}
WIDE: Final = 1.05  # room at the end of a scale


def assumption(reader: Reader) -> str:
    """The sentence that a number carries when the dial was turned."""
    return "" if reader.k is None else DIAL[reader.language].format(k=f"{reader.k:g}")


def grid(
    identifier: str, content: Content, title: str, reader: Reader, plan: Mapping[str, Any]
) -> Grid:
    """A stored table with words for its keys."""
    lang, currency = reader.language, str(content.get("currency") or "")
    columns, formats = content["columns"], content["formats"]
    shown = [place for place, name in enumerate(columns) if name != "unit"]
    units = [
        row[columns.index("unit")] if "unit" in columns else "number" for row in content["rows"]
    ]
    lines = [moved_row(row, content, reader) for row in content["rows"]]
    rows = tuple(
        tuple(_cell(row[at], formats[at], unit, currency, reader, plan) for at in shown)
        for row, unit in zip(lines, units, strict=True)
    )
    head = tuple(label(columns[at], lang, plan) for at in shown)
    note = WITHHELD[lang] if content.get("note") == "suppressed" else ""
    return Grid(identifier, title, head, rows, note, stored=True)


def moved_row(row: Sequence[Any], content: Content, reader: Reader) -> list[Any]:
    """A row of a table as the dial has it; most rows do not move."""
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


def _moved(dial: Mapping[str, Any], name: str, reader: Reader) -> Content | None:
    """The ends of a row as the dial has them; None for a row that does not move."""
    said = (dial.get("answered") or {}).get(name)
    if reader.k is None or said is None:
        return None
    return turned({**said, "answered": said, "inverse": dial.get("inverse")}, reader.k)


def _cell(
    cell: Any, form: str, unit: str, currency: str, reader: Reader, plan: Mapping[str, Any]
) -> str:
    if cell is None:
        return NONE
    if form == "word":
        return label(str(cell), reader.language, plan)
    if form == "text" or isinstance(cell, str):
        return str(cell)
    if form == "by_unit":
        form, _, own = unit.partition(" ")
        currency = own or currency
    return quantity(float(cell), form, currency)


def chart(
    identifier: str,
    content: Content,
    title: str,
    summary: str,
    reader: Reader,
    plan: Mapping[str, Any],
    goal: float | None = None,
) -> Chart:
    """A stored chart, its places on a scale from 0 to 100."""
    form = str(content["form"])
    if form == "curve":
        return _curve(identifier, content, title, summary, reader, goal)
    if form == "love":
        return _love(identifier, content, title, summary, reader, plan)
    unit = str(content.get("unit") or "share")
    lines = [moved_line(row, content, reader) for row in content["rows"]]
    at = _scale(lines)
    rows = []
    for row in lines:
        low = row["lower"] if row.get("lower") is not None else row.get("low")
        high = row["upper"] if row.get("upper") is not None else row.get("high")
        rows.append(
            Row(
                label(str(row["label"]), reader.language, plan), _words(row, unit, reader),
                at(row.get("value")), at(low), at(high), at(row.get("log", row.get("cumulative"))),
            )
        )  # fmt: skip
    drawn = {"funnel": "bars", "pareto": "bars", "histogram": "bars", "flow": "bars"}.get(
        form, "points"
    )
    return Chart(
        identifier, title, summary, drawn, tuple(rows),
        _behind(identifier, lines, unit, title, reader, plan), zero=at(0.0) or 0.0,
        assumption=assumption(reader) if content.get("dial") else "",
    )  # fmt: skip


def _scale(lines: Sequence[Mapping[str, Any]]) -> Callable[[float | None], float | None]:
    """Places from 0 to 100 for the values of rows: zero is shown, and so is what is below it."""
    held = [
        [value for row in lines for name in names if (value := row.get(name)) is not None]
        for names in (("value", "high", "upper", "log", "cumulative"), ("value", "low"))
    ]
    largest = max((abs(value) for value in held[0]), default=1.0) or 1.0
    least = min(0.0, min(held[1], default=0.0)) * WIDE

    def at(value: float | None) -> float | None:
        if value is None:
            return None
        return round(100 * (value - least) / (largest * WIDE - least), 2)

    return at


def moved_line(row: Mapping[str, Any], content: Content, reader: Reader) -> dict[str, Any]:
    """The row of a chart as the dial has it."""
    dial = content.get("dial") or {}
    found = _moved(dial, str(row["label"]), reader)
    if found is None or row.get("value") is None:
        return dict(row)
    ends = {name: found[name] for name in ENDS if row.get(name) is not None}
    return {**row, **ends, "label": dial.get("as", row["label"])}


def _words(row: Mapping[str, Any], unit: str, reader: Reader) -> str:
    """What a row says: the value with its interval, or the two ends of a range."""
    if row.get("value") is None:
        if row.get("lower") is not None and row.get("upper") is not None:
            ends = {"low": row["lower"], "high": row["upper"]}
            form = "bound" if unit == "share" else unit
            return span(ends, form, "", reader) + ("%" if unit == "share" else "")
        return HIDDEN[reader.language]
    text = quantity(row["value"], unit)
    if row.get("low") is None or row.get("high") is None:
        return text
    return f"{text} ({span(dict(row), unit, '', reader)})"


def _behind(
    identifier: str,
    lines: Sequence[Mapping[str, Any]],
    unit: str,
    title: str,
    reader: Reader,
    plan: Mapping[str, Any],
) -> Grid:
    """The table behind a chart: every number that is drawn."""
    order = ("value", "low", "high", "lower", "upper", "log", "cumulative", "n")
    held = [name for name in order if any(row.get(name) is not None for row in lines)]
    rows = tuple(
        (
            label(str(row["label"]), reader.language, plan),
            *(_cell(row.get(name), _form(name, unit), unit, "", reader, plan) for name in held),
        )
        for row in lines
    )
    head = tuple(label(name, reader.language, plan) for name in ("label", *held))
    return Grid(identifier, title, head, rows, stored=True)


def _form(name: str, unit: str) -> str:
    """How a column of the table behind a chart is written."""
    if name == "n":
        return "count"
    return "bound" if name in BOUNDS and unit == "share" else unit


def _love(
    identifier: str,
    content: Content,
    title: str,
    summary: str,
    reader: Reader,
    plan: Mapping[str, Any],
) -> Chart:
    """Standardised differences around zero: a dot before, a mark after."""
    lines = content["rows"]
    widest = max(
        (abs(v) for row in lines for n in ("value", "after") if (v := row.get(n)) is not None),
        default=0,
    )
    widest = max(widest, float(content.get("mark") or 0.1)) * WIDE

    def at(value: float | None) -> float | None:
        return None if value is None else round(50 + 50 * value / widest, 2)

    rows = tuple(
        Row(
            label(str(row["label"]), reader.language, plan),
            f"{quantity(row['value'], 'number')} → "
            f"{NONE if row.get('after') is None else quantity(row['after'], 'number')}",
            at(row["value"]),
            mark=at(row.get("after")),
        )
        for row in lines
        if row.get("value") is not None
    )
    table = _differences(identifier, lines, title, reader, plan)
    return Chart(identifier, title, summary, "love", rows, table, zero=50.0)


def _differences(
    identifier: str,
    lines: Sequence[Mapping[str, Any]],
    title: str,
    reader: Reader,
    plan: Mapping[str, Any],
) -> Grid:
    """The table behind a love plot."""
    head = tuple(label(name, reader.language, plan) for name in ("label", "before", "after"))
    rows = tuple(
        (
            label(str(row["label"]), reader.language, plan),
            *(_cell(row.get(n), "number", "", "", reader, plan) for n in ("value", "after")),
        )
        for row in lines
    )
    return Grid(identifier, title, head, rows, stored=True)


def _curve(
    identifier: str, content: Content, title: str, summary: str, reader: Reader, goal: float | None
) -> Chart:
    """The straight line of a share over k, with the k chosen and the k at which a goal is met."""
    lines = content["rows"]
    top = max([*(row["value"] for row in lines), goal or 0.0]) * 1.15
    widest = max(row["k"] for row in lines) or 1.0
    rows = tuple(
        Row(f"{row['k']:g}", quantity(row["value"], "share"), round(100 * row["value"] / top, 2),
            mark=round(100 * row["k"] / widest, 2))
        for row in lines
    )  # fmt: skip
    p, rr = float(content["respondent_share"]), float(content["response_rate"])
    tip = None
    if reader.k is not None and reader.k <= widest:
        share = min(p * (rr + (1 - rr) * reader.k), 1.0)
        tip = (round(100 * reader.k / widest, 2), quantity(share, "share"))
    names = ("k", "value", "silent", "response_with", "response_without")
    table = Grid(
        identifier, title, tuple(label(name, reader.language, {}) for name in names),
        tuple(
            (f"{row['k']:g}", *(_cell(row.get(n), "share", "", "", reader, {}) for n in names[1:]))
            for row in lines
        ),
        stored=True,
    )  # fmt: skip
    return Chart(
        identifier, title, summary, "curve", rows, table, axis=("0%", quantity(top, "share")),
        threshold=None if goal is None else round(100 * goal / top, 2), tip=tip,
        assumption=assumption(reader),
    )  # fmt: skip
