"""Charts for paper: one SVG of a fixed width, from plain values. Screens draw their own."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

WIDTH: Final = 480
LABEL: Final = 176  # room for the words at the left
VALUE: Final = 128  # room for the words at the right
GAP: Final = 8
LINE_HEIGHT: Final = 12
ROW: Final = 8  # what a row has beside its lines
FONT: Final = "Libertinus Serif"
INK, QUIET, LINE, THREAD, WEFT = "#1b2430", "#5a6675", "#d8d3c8", "#1f4e79", "#a63d2f"
LETTER: Final = 4.9  # a letter of the font on average, a little more than it takes


def svg(chart: Mapping[str, Any]) -> str:
    """A chart as SVG: `form` bars, points, love or curve; rows with places from 0 to 100."""
    if chart["form"] == "curve":
        return _curve(chart)
    rows: Sequence[Mapping[str, Any]] = chart["rows"]
    span = WIDTH - LABEL - VALUE - 2 * GAP
    left, top = LABEL + GAP, 0.0
    parts = []
    for row in rows:
        labels, values = lines(str(row["label"]), LABEL), lines(str(row["text"]), VALUE)
        for number, words in enumerate(labels):
            parts.append(_text(0, top + 12 + number * LINE_HEIGHT, words, INK))
        for number, words in enumerate(values):
            parts.append(_text(WIDTH, top + 12 + number * LINE_HEIGHT, words, QUIET, "end"))
        height = ROW + LINE_HEIGHT * max(len(labels), len(values))
        parts += _drawn(row, chart, left, span, top + height / 2)
        top += height
    zero = left + span * float(chart.get("zero") or 0) / 100
    return _whole([_line(zero, 0, zero, top, LINE), *parts], top + 2)


def lines(words: str, width: float) -> list[str]:
    """A text as lines that fit into a width: nothing is cut, a long word breaks.

    >>> lines("Como si el resto fuera igual a quienes respondieron", 176)
    ['Como si el resto fuera igual a', 'quienes respondieron']
    """
    return textwrap.wrap(words, int(width / LETTER)) or [""]


def _drawn(
    row: Mapping[str, Any], chart: Mapping[str, Any], left: float, span: float, y: float
) -> list[str]:
    def at(place: float) -> float:
        return left + span * place / 100

    found = []
    if chart["form"] == "bars" and row["value"] is not None:
        width = max(span * row["value"] / 100, 0.5)
        size = f'width="{width:.1f}" height="10"'
        found.append(f'<rect x="{left}" y="{y - 5}" {size} fill="{THREAD}"/>')
    elif row["value"] is not None:
        found.append(f'<circle cx="{at(row["value"]):.1f}" cy="{y}" r="3.5" fill="{THREAD}"/>')
    if row["low"] is not None and row["high"] is not None:
        colour = INK if chart["form"] == "bars" else THREAD
        found.append(_line(at(row["low"]), y, at(row["high"]), y, colour, 1.5))
    if row["mark"] is not None:
        found.append(_line(at(row["mark"]), y - 7, at(row["mark"]), y + 7, WEFT, 2))
    return found


def _curve(chart: Mapping[str, Any]) -> str:
    rows, height = chart["rows"], 150
    points = [(WIDTH * row["mark"] / 100, height * (1 - row["value"] / 100)) for row in rows]
    parts = [_line(0, height, WIDTH, height, LINE)]
    (x1, y1), (x2, y2) = points[0], points[-1]
    parts.append(_line(x1, y1, x2, y2, THREAD, 2))
    for (x, y), row in zip(points, rows, strict=True):
        anchor = "start" if x < 20 else "end" if x > WIDTH - 20 else "middle"
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{THREAD}"/>')
        parts.append(_text(x, y - 8, str(row["text"]), INK, anchor))
        named = str(row["label"]) if (x, y) != points[0] else f"k = {row['label']}"
        parts.append(_text(x, height + 14, named, QUIET, anchor))
    if chart.get("threshold") is not None:
        y = height * (1 - chart["threshold"] / 100)
        parts.append(_line(0, y, WIDTH, y, WEFT, 1))
    return _whole(parts, height + 20)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="10" font-family="{FONT}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _whole(parts: Sequence[str], height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}">{"".join(parts)}</svg>'
    )
