"""Tables and charts of results as blocks: labels in words, numbers written, places on a scale."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.assumptions import says
from tequio.domain.studies.report.blocks import Chart, Grid, Row
from tequio.domain.studies.report.dial import moved_lines
from tequio.domain.studies.report.grids import ENDS, cell
from tequio.domain.studies.report.labels import label, level_label
from tequio.domain.studies.report.writing import HIDDEN, NONE, Reader, places_of, quantity, span

LEGENDS: Final = {
    "points": {
        "es": "Punto: la cifra. Línea: su intervalo.",
        "en": "Dot: the figure. Line: its interval.",
    },
    "bars": {
        "es": "Barra: la cifra. Raya fina, si la hay: su intervalo.",
        "en": "Bar: the figure. Thin line, if any: its interval.",
    },
    "love": {
        "es": "Punto: la diferencia antes. Raya: después.",
        "en": "Dot: the difference before. Mark: after.",
    },
}
NEEDS: Final = {
    "es": "Raya horizontal: lo que necesita una recomendación, {share}.",
    "en": "Horizontal line: what a recommendation needs, {share}.",
}
BEHIND: Final = {"funnel": {"count": "said_yes", "n": "of_asked"}}
"""What the columns behind a chart are called where the chart does not say it."""
UNITS: Final = {"share": "share", "people": "people"}
HIDDEN_ROWS: Final = {
    "es": "No se muestran, porque hay muy pocas personas o para que no se pueda calcular un grupo "
    "más pequeño: {names}.",
    "en": "Not shown, because there are too few people, or so that a smaller group cannot be "
    "worked out: {names}.",
}
FACTS: Final = ("country", "stage", "gender", "language", "cohort")
WIDE: Final = 1.05  # room at the end of a scale


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
    lines = moved_lines(content, reader)
    at = _scale(lines)
    rows = []
    for row in lines:
        if is_hidden(row):
            continue
        low = row["lower"] if row.get("lower") is not None else row.get("low")
        high = row["upper"] if row.get("upper") is not None else row.get("high")
        rows.append(
            Row(
                name_of(row, lines, reader, plan), row_in_words(row, unit, reader),
                at(row.get("value")), at(low), at(high), at(row.get("log", row.get("cumulative"))),
            )
        )  # fmt: skip
    drawn = {"funnel": "bars", "pareto": "bars", "histogram": "bars", "flow": "bars"}.get(
        form, "points"
    )
    summary = " ".join(
        filter(None, (summary or LEGENDS[drawn][reader.language], _hidden(lines, reader, plan)))
    )
    return Chart(
        identifier, title, summary, drawn, tuple(rows),
        _behind(identifier, lines, unit, title, reader, plan, _names(content)),
        zero=at(0.0) or 0.0, assumption=says(content, reader),
    )  # fmt: skip


def name_of(
    row: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], reader: Reader,
    plan: Mapping[str, Any],
) -> str:  # fmt: skip
    """The words of a row; where all rows are levels of one fact of the frame, of the level."""
    facts = {str(one["label"]).partition("=")[0] for one in lines}
    say = level_label if len(facts) == 1 and facts <= {*FACTS} else label
    return say(str(row["label"]), reader.language, plan)


def _names(content: Content) -> dict[str, str]:
    """Key of a column behind a chart -> key of its words."""
    unit = str(content.get("unit") or "share")
    known = {"value": UNITS.get(unit, "value"), **BEHIND.get(str(content["form"]), {})}
    return {**known, **(content.get("names") or {})}


def is_hidden(row: Mapping[str, Any]) -> bool:
    """Whether a row shows nothing: too few people stand behind it, or it would tell of them."""
    return all(row.get(name) is None for name in ("value", "lower", "log"))


def _hidden(lines: Sequence[Mapping[str, Any]], reader: Reader, plan: Mapping[str, Any]) -> str:
    """One sentence for all rows that are withheld, instead of empty rows."""
    names = [name_of(row, lines, reader, plan) for row in lines if is_hidden(row)]
    return HIDDEN_ROWS[reader.language].format(names=", ".join(names)) if names else ""


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


def row_in_words(row: Mapping[str, Any], unit: str, reader: Reader) -> str:
    """What a row says: the value with its interval, or the two ends of a range."""
    if "log" in row and "low" not in row:  # two numbers side by side
        both = (row.get("value"), row.get("log"))
        return " / ".join(NONE if one is None else quantity(one, unit) for one in both)
    if row.get("value") is None:
        if row.get("lower") is not None and row.get("upper") is not None:
            ends = {"low": row["lower"], "high": row["upper"]}
            return span(ends, unit, "", reader) + ("%" if unit == "share" else "")
        return HIDDEN[reader.language]
    text = quantity(row["value"], unit, "", places_of(row))
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
    names: Mapping[str, str],
) -> Grid:
    """The table behind a chart: every number that is drawn."""
    order: tuple[str, ...] = ("value", "low", "high", "lower", "upper", "log", "cumulative", "n")
    if names.get("count"):
        order = ("count", "n", *order[:-1])
    held = [name for name in order if any(row.get(name) is not None for row in lines)]
    rows = tuple(
        (
            name_of(row, lines, reader, plan),
            *(
                cell(
                    row.get(name),
                    "count" if name in ("n", "count") else unit,
                    unit,
                    "",
                    reader,
                    plan,
                    places_of(row) if name in ENDS else None,
                )
                for name in held
            ),
        )
        for row in lines
    )
    head = tuple(label(names.get(name, name), reader.language, plan) for name in ("label", *held))
    return Grid(identifier, title, head, rows, stored=True)


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
    summary = summary or LEGENDS["love"][reader.language]
    return Chart(
        identifier, title, summary, "love", rows, table, zero=50.0, assumption=says(content, reader)
    )


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
            *(cell(row.get(n), "number", "", "", reader, plan) for n in ("value", "after")),
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
            (f"{row['k']:g}", *(cell(row.get(n), "share", "", "", reader, {}) for n in names[1:]))
            for row in lines
        ),
        stored=True,
    )  # fmt: skip
    needs = "" if goal is None else NEEDS[reader.language].format(share=quantity(goal, "share"))
    summary = " ".join(filter(None, (summary, needs)))
    return Chart(
        identifier, title, summary, "curve", rows, table, axis=("0%", quantity(top, "share")),
        threshold=None if goal is None else round(100 * goal / top, 2), tip=tip,
        threshold_text="" if goal is None else quantity(goal, "share"),
        assumption=says(content, reader),
    )  # fmt: skip
