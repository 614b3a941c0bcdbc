"""What a result is made of: plain values that a database, a folder and a page all hold alike.

An estimate, a table or a chart, each a dictionary of JSON values. Numbers are kept to ten
significant digits: what differs beyond them is the arithmetic of a processor.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from survey_statistics.results import Estimate

Content = dict[str, Any]
Results = dict[str, Content]
DIGITS = 10
PLACES = 12


def tidy(value: float | None) -> float | None:
    """A number to ten significant digits and twelve places; None for what is not a number.

    >>> tidy(0.1 + 0.2), tidy(-2e-16), tidy(float("nan"))
    (0.3, 0.0, None)
    """
    if value is None or not math.isfinite(value):
        return None
    return round(float(f"{float(value):.{DIGITS}g}"), PLACES) + 0.0


def estimate(
    value: float | None,
    *,
    n: int,
    denominator: str,
    source: str,
    unit: str = "share",
    low: float | None = None,
    high: float | None = None,
    standard_error: float | None = None,
    interval: str = "",
    level: float = 0.95,
    degrees_of_freedom: float | None = None,
    weighted: bool = False,
    **more: Any,
) -> Content:
    """One number with its uncertainty and what it is of.

    Args:
        value: the number; None where it cannot be had.
        n: people it rests on.
        denominator: whom it is of (sampled, responded, mentored ...).
        source: survey, log, follow_up, ledger, plan.
        unit: share, people, money, points, score, ratio, number, jobs.
        more: further plain values, for instance what the dial needs.
    """
    return {
        "kind": "estimate",
        "value": tidy(value),
        "standard_error": tidy(standard_error),
        "low": tidy(low),
        "high": tidy(high),
        "level": level,
        "interval": interval,
        "n": int(n),
        "denominator": denominator,
        "source": source,
        "unit": unit,
        "weighted": weighted,
        "degrees_of_freedom": tidy(degrees_of_freedom),
        "suppressed": False,
        **more,
    }


def from_estimate(
    found: Estimate, *, denominator: str, source: str = "survey", unit: str = "share", **more: Any
) -> Content:
    """An estimate of `survey_statistics` as a result."""
    return estimate(
        found.value,
        n=found.n,
        denominator=denominator,
        source=source,
        unit=unit,
        low=found.low,
        high=found.high,
        standard_error=found.standard_error,
        interval=found.interval,
        degrees_of_freedom=found.degrees_of_freedom,
        weighted=True,
        **more,
    )


def count(value: float, *, denominator: str, source: str, **more: Any) -> Content:
    """A number of people, counted."""
    return estimate(
        float(value), n=int(value), denominator=denominator, source=source, unit="people", **more
    )


def table(columns: Mapping[str, str], rows: Sequence[Sequence[Any]], note: str = "") -> Content:
    """A table: `columns` names each column and says how it is written (text, count, share, ...)."""
    return {
        "kind": "table",
        "columns": list(columns),
        "formats": list(columns.values()),
        "rows": [[tidy(cell) if isinstance(cell, float) else cell for cell in row] for row in rows],
        "note": note,
    }


def chart(form: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> Content:
    """The data of a chart: rows with label, value, low, high, or points of a curve."""
    return {
        "kind": "chart",
        "form": form,
        "rows": [
            {name: tidy(v) if isinstance(v, float) else v for name, v in row.items()}
            for row in rows
        ],
        **{name: tidy(v) if isinstance(v, float) else v for name, v in more.items()},
    }


def scaled(answered: Mapping[str, Any], factor: float) -> Content:
    """What the dial starts from, in people instead of shares; rates stay."""
    return {
        name: tidy(value * factor)
        if name in ("value", "low", "high") and value is not None
        else value
        for name, value in answered.items()
    }


def dial(answered: Mapping[str, Any], columns: Mapping[str, Sequence[Any]], **more: Any) -> Content:
    """What the honesty dial needs to move rows of a table or chart.

    Args:
        answered: for each row that moves, by its first cells, where it starts (`silent`); of a row
            with several numbers, by `row|part`.
        columns: for each column that moves, which end it shows, times how many people, and of
            which part.
        more: `keys` (how many first cells name a row, 1), `as` (what a moved row is called),
            `inverse` (a cost), `of_previous` (a column that is a share of another row's).
    """
    held = {name: one for name, one in answered.items() if one}
    return {"answered": held, "columns": {name: list(c) for name, c in columns.items()}, **more}


def withheld(content: Content) -> Content:
    """The same result without its numbers: too few people stand behind it."""
    hidden = {"value", "standard_error", "low", "high", "lower", "upper", "n", "count",
              "degrees_of_freedom", "answered", "followed_up_share", "late", "contributors",
              "covers"}  # fmt: skip
    kept = {name: None if name in hidden else value for name, value in content.items()}
    return {**kept, "suppressed": True}


def is_number(content: Mapping[str, Any] | None) -> bool:
    """Whether a result is there and shows a value."""
    return bool(content) and content is not None and content.get("value") is not None
