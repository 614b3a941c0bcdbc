"""Results as tables in plain text and Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np

from community_simulation.market.columns import NO_FIGURE
from community_simulation.market.season.result import SeasonResult
from community_simulation.market.seeds import Difference
from community_simulation.market.week import Outcome

Row = Sequence[str]


def week_rows(outcomes: dict[str, Outcome]) -> list[Row]:
    """One row a rule, under a heading."""
    names = [column.name for column in fields(Outcome)]
    heading = ["rule", *(name.replace("_", " ") for name in names)]
    return [heading, *([rule, *_figures(o, names)] for rule, o in outcomes.items())]


def season_rows(results: Sequence[SeasonResult]) -> list[Row]:
    """One row a rule, under a heading; the weeks themselves are for the plot."""
    names = [c.name for c in fields(SeasonResult) if c.name not in ("rule", "by_week")]
    heading = ["rule", *(name.replace("_", " ") for name in names)]
    return [heading, *([result.rule, *_figures(result, names)] for result in results)]


def difference_rows(ours: str, measures: Mapping[str, Sequence[Difference]]) -> list[Row]:
    """One row for each other rule and figure, under a heading; `measures` by the figure's name."""
    heading = ["", f"more under {ours}", "standard error", "difference"]
    return [
        heading,
        *(
            [
                f"{measure}, than under {one.rule}",
                figure(one.mean),
                figure(one.standard_error),
                _verdict(one),
            ]
            for measure, found in measures.items()
            for one in found
        ),
    ]


def _verdict(one: Difference) -> str:
    if np.isnan(one.standard_error):
        return "not known"
    return "within noise" if one.is_noise else "clear"


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, figures to the right; also readable as plain text."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    rule = "|" + "|".join("-" * (width + 1) + (":" if i else "-") for i, width in enumerate(widths))
    return "\n".join([lines[0], rule + "|", *lines[1:]])


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if i else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "| " + " | ".join(cells) + " |"


def _figures(result: Outcome | SeasonResult, names: Sequence[str]) -> list[str]:
    return [figure(getattr(result, name)) for name in names]


def figure(value: float) -> str:
    """A count, or a number with as many places as tell; a dash where there is none."""
    if np.isnan(value):
        return NO_FIGURE
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3f}"
