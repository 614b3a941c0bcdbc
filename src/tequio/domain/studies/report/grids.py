"""Stored tables as blocks: labels in words, a value and its interval in one cell."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report.assumptions import says
from tequio.domain.studies.report.blocks import Grid
from tequio.domain.studies.report.dial import moved_rows
from tequio.domain.studies.report.labels import label, level_label, words
from tequio.domain.studies.report.writing import NONE, TO, Reader, places_of, quantity

WITHHELD: Final = {
    "es": "Algunas celdas no se muestran: hay muy pocas personas detrás, o darían a conocer otras.",
    "en": "Some cells are not shown: too few people stand behind them, or they would tell others.",
}
WITH_INTERVAL: Final = {"es": "{name} (intervalo)", "en": "{name} (interval)"}
OTHERS: Final = ("M0", "M1", "M3", "M4")
ENDS: Final = ("share", "value", "lower", "upper", "low", "high")
LEVELS: Final = ("level", "country")  # beside or under the name of their variable
HAVE_ENDS: Final = ("share", "value", "cost", "response_rate")  # whose ends are `low` and `high`


def grid(
    identifier: str, content: Content, title: str, reader: Reader, plan: Mapping[str, Any]
) -> Grid:
    """A stored table with words for its keys."""
    lang, columns = reader.language, list(content["columns"])
    merged = _merged(columns)
    ends = {end for pair in merged.values() for end in pair}
    shown = [name for name in columns if name != "unit" and name not in ends]
    rows = tuple(_row(line, shown, merged, content, reader, plan)
                 for line in moved_rows(content, reader))  # fmt: skip
    head = tuple(
        WITH_INTERVAL[lang].format(name=label(name, lang, plan))
        if name in merged and not name.endswith("lower")
        else label(name.replace("lower", "bounds") if name in merged else name, lang, plan)
        for name in shown
    )
    head = tuple(by_definition(word, content, lang, plan) for word in head)
    rows = tuple(tuple(by_definition(cell, content, lang, plan) for cell in row) for row in rows)
    notes = (WITHHELD[lang] if content.get("note") == "suppressed" else "", says(content, reader))
    return Grid(identifier, title, head, rows, " ".join(filter(None, notes)), stored=True)


def by_definition(
    words: str, content: Content, language: str, plan: Mapping[str, Any]
) -> str:  # fmt: skip
    """The mentored by the definition of a table: the usual words would name another."""
    own = str(content.get("definition") or "")
    if own not in OTHERS:
        return words
    usual = {label("mentored", language, plan)}
    for one in plan.get("indicators") or []:
        if str(one.get("formula") or "").replace(" ", "") == "mentored==1":
            usual.add(label(f"indicator={one.get('id')}", language, plan))
    return label(own, language, plan) if words in usual else words


def _merged(columns: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Column -> the two columns of its interval; a pair of bounds is one column as well.

    >>> _merged(["step", "share", "low", "high", "people", "people_low", "people_high"])
    {'share': ('low', 'high'), 'people': ('people_low', 'people_high')}
    """
    found = {}
    for name in columns:
        low, high = f"{name}_low", f"{name}_high"
        arm = name.removesuffix("_value")
        if low in columns and high in columns:
            found[name] = (low, high)
        elif arm != name and f"{arm}_low" in columns:
            found[name] = (f"{arm}_low", f"{arm}_high")
        elif name in HAVE_ENDS and "low" in columns:
            found[name] = ("low", "high")
        elif name.endswith("lower") and f"{name.removesuffix('lower')}upper" in columns:
            upper = f"{name.removesuffix('lower')}upper"
            found[name] = (upper, upper)
    return found


def _row(
    line: Sequence[Any],
    shown: Sequence[str],
    merged: Mapping[str, tuple[str, str]],
    content: Content,
    reader: Reader,
    plan: Mapping[str, Any],
) -> tuple[str, ...]:
    held = dict(zip(content["columns"], line, strict=True))
    forms = dict(zip(content["columns"], content["formats"], strict=True))
    unit, currency = held.get("unit") or "number", str(content.get("currency") or "")
    agreed = places_of({k: v for k, v in held.items() if k in ENDS and isinstance(v, float)})

    def written(name: str, places: int | None, *, is_end: bool = False) -> str:
        own = unit.partition(" ")[0] if is_end else unit
        money = "" if is_end else currency
        if name in LEVELS and held[name] is not None:
            return level_label(str(held[name]), reader.language, plan)
        if f"{name}={held[name]}" in words():
            return label(f"{name}={held[name]}", reader.language, plan)
        return cell(held[name], forms[name], own, money, reader, plan, places)

    cells = []
    for name in shown:
        places = agreed if name in ENDS else None
        if name not in merged:
            cells.append(written(name, places))
            continue
        low, high = merged[name]
        if places is None and isinstance(held[name], float):
            places = places_of({"value": held[name]})
        if held[low] is None or held[high] is None:
            cells.append(written(name, places))
        elif name.endswith("lower"):
            cells.append(f"{written(name, places).rstrip('%')} {TO[reader.language]} "
                         f"{written(high, places)}")  # fmt: skip
        else:
            cells.append(_with_ends(written(name, places), written(low, places, is_end=True),
                                    written(high, places, is_end=True), reader))  # fmt: skip
    return tuple(cells)


def _with_ends(value: str, low: str, high: str, reader: Reader) -> str:
    """A value with its interval, or the interval alone where there is no value."""
    to = TO[reader.language]
    if value == NONE:
        return f"{low.rstrip('%')} {to} {high}"
    return f"{value} ({low.rstrip('%')} {to} {high.rstrip('%')})"


def cell(
    value: Any,
    form: str,
    unit: str,
    currency: str,
    reader: Reader,
    plan: Mapping[str, Any],
    places: int | None = None,
) -> str:
    """One cell in words; nothing is a dash."""
    if value is None:
        return NONE
    if form == "word":
        return label(str(value), reader.language, plan)
    if form == "text" or isinstance(value, str):
        return str(value)
    if form == "by_unit":
        form, _space, own = unit.partition(" ")
        currency = own or currency
    return quantity(float(value), form, currency, places)
