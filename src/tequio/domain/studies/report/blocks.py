"""What a built report is made of: text, lists, tables and charts, all words already written."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from babel.dates import format_date

MONEY: Final = re.compile(r"[A-Z]{3} [-\d]").match


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Items:
    """A list with a heading; each item is one paragraph or several."""

    title: str
    items: tuple[str, ...]
    kind: str = "items"


@dataclass(frozen=True)
class Grid:
    """A table of written cells; `identifier` names it in downloads and evidence.

    `stored` says that it is a result, which can be taken home as a file; `ringed` is the row of
    the plan among alternatives.
    """

    identifier: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    stored: bool = False
    ringed: int | None = None
    kind: str = "table"

    @property
    def word_columns(self) -> tuple[int, ...]:
        """The columns that hold words: they stand to the left and may wrap.

        >>> Grid("", "", ("Step", "Of", "n"), (("Wrote", "Answered", "MXN 3"),)).word_columns
        (0, 1)
        """
        cells = ((at, cell) for row in self.rows for at, cell in enumerate(row))
        return tuple(sorted({at for at, cell in cells if cell[:1].isalpha() and not MONEY(cell)}))


@dataclass(frozen=True)
class Row:
    """A row of a chart on the scale from 0 to 100: what is drawn, and the same in words."""

    label: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    mark: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart with the table behind it. `form`: bars, points, love, curve, flow."""

    identifier: str
    title: str
    summary: str
    form: str
    rows: tuple[Row, ...]
    table: Grid
    axis: tuple[str, str] = ("", "")
    zero: float = 0.0
    assumption: str = ""
    threshold: float | None = None
    threshold_text: str = ""
    tip: tuple[float, str] | None = None
    kind: str = "chart"


@dataclass(frozen=True)
class Advice:
    """A recommendation as it is printed."""

    number: int
    text: str
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, str], ...]
    kind: str = "advice"


@dataclass(frozen=True)
class Quoted:
    """A theme with its counts and quotes."""

    title: str
    counts: str
    quotes: tuple[tuple[str, str], ...]
    kind: str = "theme"


Block = Text | Items | Grid | Chart | Advice | Quoted


@dataclass(frozen=True)
class Part:
    """One part of the report: a page of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...] = field(default=())


def in_days(value: Any, language: str) -> str:
    """A day of an annex in words: `sábado 27 de marzo de 2027`; anything else as it is.

    >>> in_days("2027-03-27", "es"), in_days("2027-03-27", "en"), in_days(None, "es")
    ('sábado 27 de marzo de 2027', 'Saturday 27 March 2027', '–')
    """
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return plain(value)
    pattern = "EEEE d 'de' MMMM 'de' y" if language == "es" else "EEEE d MMMM y"
    return format_date(day, pattern, locale=language)


def plain(value: Any) -> str:
    """A value of an annex as text: moments to the minute, nothing as a dash."""
    if value is None or value == "":
        return "–"
    text = str(value)
    return text[:16].replace("T", " ") if len(text) > 18 and text[4:5] == "-" else text
