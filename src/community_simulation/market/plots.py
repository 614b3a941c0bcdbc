"""Plain SVG plots, written by hand so that a table's picture needs no plotting library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 44, 48
COLOURS = ("#6b7280", "#b45309", "#7c3aed", "#0891b2", "#2563eb", "#15803d")
COLOUR_OF_RULE = {
    "popularity": "#6b7280",
    "own preference": "#b45309",
    "reciprocal": "#7c3aed",
    "transferable utility": "#be185d",
    "load-aware, no forecast": "#0891b2",
    "load-aware, mean": "#2563eb",
    "load-aware": "#15803d",
}
"""A rule has one colour in every plot."""
MOST_TICKS = 12
STYLE = "font-family:system-ui,sans-serif;font-size:13px;fill:#111827"


def line_plot(title: str, x_title: str, series: Mapping[str, Sequence[float]]) -> str:
    """Lines over 1, 2, 3..., one per name, each labelled at its end."""
    most = max((max(values, default=0.0) for values in series.values()), default=0.0)
    longest = max((len(values) for values in series.values()), default=0)
    x = _scale(1.0, max(longest, 2), LEFT, WIDTH - RIGHT)
    y = _scale(0.0, most or 1.0, HEIGHT - BOTTOM, TOP)
    parts = [_axes(title, x_title, most or 1.0)]
    for number in range(1, longest + 1, -(-longest // MOST_TICKS) or 1):
        parts.append(_text(x(number), HEIGHT - BOTTOM + 18, f"{number}", anchor="middle"))
    labels = _apart([y(values[-1]) for values in series.values() if values])
    named = ((name, values) for name, values in series.items() if values)
    for i, ((name, values), label_y) in enumerate(zip(named, labels, strict=True)):
        colour = _colour(name, i)
        points = " ".join(f"{x(k):.1f},{y(v):.1f}" for k, v in enumerate(values, start=1))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(_text(WIDTH - RIGHT + 8, label_y + 4, name, colour))
    return _document(title, parts)


def bar_plot(title: str, values: Mapping[str, float], limit: float | None = None) -> str:
    """A bar per name with its figure; `limit`, if given, is a dashed line."""
    most = max([*values.values(), limit or 0.0, 1e-9])
    x = _scale(0.0, most, LEFT + 120, WIDTH - 90)
    step = (HEIGHT - TOP - BOTTOM) / max(len(values), 1)
    parts = [_text(LEFT, 24, title, "#111827", weight="600")]
    for i, (name, value) in enumerate(values.items()):
        y = TOP + i * step
        parts.append(_text(LEFT + 112, y + step / 2 + 4, name, "#111827", anchor="end"))
        parts.append(
            f'<rect x="{x(0):.1f}" y="{y + 4:.1f}" width="{x(value) - x(0):.1f}" '
            f'height="{step - 8:.1f}" fill="{_colour(name, i)}"/>'
        )
        parts.append(_text(x(value) + 6, y + step / 2 + 4, f"{value:,.0f}", "#111827"))
    if limit is not None:
        at = f'x1="{x(limit):.1f}" x2="{x(limit):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"'
        parts.append(f'<line {at} stroke="#111827" stroke-dasharray="4 4"/>')
        parts.append(_text(x(limit), HEIGHT - BOTTOM + 18, f"limit {limit:,.0f}", anchor="middle"))
    return _document(title, parts)


def _colour(name: str, i: int) -> str:
    """That of a rule, or else the next."""
    return COLOUR_OF_RULE.get(name, COLOURS[i % len(COLOURS)])


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """The map of [low, high] to [start, end]."""
    slope = (end - start) / (high - low)
    return lambda value: start + (value - low) * slope


def _apart(heights: Sequence[float], gap: float = 16.0) -> list[float]:
    """The heights moved down where needed so that labels do not overlap."""
    placed = [0.0] * len(heights)
    last = float("-inf")
    for i in sorted(range(len(heights)), key=lambda i: heights[i]):
        last = placed[i] = max(heights[i], last + gap)
    return placed


def _axes(title: str, x_title: str, most: float) -> str:
    y = _scale(0.0, most, HEIGHT - BOTTOM, TOP)
    parts = [_text(LEFT, 24, title, weight="600")]
    for value in (0.0, most / 2, most):
        ends = f'x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}"'
        parts.append(f'<line {ends} stroke="#d1d5db"/>')
        parts.append(_text(LEFT - 8, y(value) + 4, f"{value:,.0f}", anchor="end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, x_title, anchor="middle"))
    return "".join(parts)


def _text(
    x: float,
    y: float,
    words: str,
    colour: str = "#111827",
    *,
    anchor: str = "start",
    weight: str = "",
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" style="{STYLE};fill:{colour}"'
        f"{bold}>{escape(words)}</text>"
    )


def _document(title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )
