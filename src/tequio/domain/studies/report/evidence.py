"""What may be cited as evidence: on shelves by part of the report, in words and with its value."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

from tequio.domain.studies.analysis.bases import LOG_OF
from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.recommendations import THEME, tipping_k
from tequio.domain.studies.report.decimals import percent
from tequio.domain.studies.report.labels import INDICATOR, label
from tequio.domain.studies.report.parts import contents
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.turning import turned
from tequio.domain.studies.report.writing import Reader, find, write

SHELVES: Final = Path(__file__).with_name("evidence.toml")
OF_EVERYBODY: Final = ("sampled", "eligible", "responded")
THEMES: Final = "themes"
REASON: Final = re.compile(r"R\d\d")


@dataclass(frozen=True)
class Piece:
    """Something that may be cited: its name, words, value, and whether the dial moves it."""

    name: str
    words: str
    value: str
    is_projected: bool = False


@dataclass(frozen=True)
class Shelf:
    """The pieces of one part of the report."""

    title: str
    pieces: tuple[Piece, ...]


@cache
def patterns() -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    """Part -> pattern, Spanish, English, as written in evidence.toml."""
    written = tomllib.loads(SHELVES.read_text("utf-8"))["shelves"]
    return tuple(
        (
            str(shelf["part"]),
            tuple((name, p["es"], p["en"]) for name, p in shelf.items() if name != "part"),
        )
        for shelf in written
    )


def shelves(source: Source, reader: Reader) -> list[Shelf]:
    """Themes first, then the parts of the report with the numbers that they hold; none empty."""
    titles = dict(contents(reader))
    themes = tuple(
        Piece(f"{THEME}{one['code']}", reader.text(one, "name"), heard(one, reader))
        for one in source.lists.get("themes", ())
    )
    found = [Shelf(titles[THEMES], themes)] if themes else []
    for part, rows in patterns():
        pieces = tuple(
            piece(name, source, reader)
            for pattern, _es, _en in rows
            for name in source.results
            if is_of(name, reader.identifier(pattern)) and _has_something(source.results[name])
        )
        if pieces:
            found.append(Shelf(titles[part], pieces))
    return found


def heard(theme: Mapping[str, Any], reader: Reader) -> str:
    """In how many interviews a theme was heard."""
    of = pick(reader, "de", "of")
    return f"{theme['cases']} {of} {theme['interviews']}"


def is_of(name: str, pattern: str) -> bool:
    """Whether a name has the parts of a pattern: a star stands for one part, never for several.

    >>> is_of("F7.survey.replied", "F7.survey.*"), is_of("I.goal_met.floor", "I.*")
    (True, False)
    """
    parts, wanted = name.split("."), pattern.split(".")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def piece(name: str, source: Source, reader: Reader) -> Piece:
    """A piece by its name, also one that lies on no shelf."""
    if name.startswith(THEME):
        found = [one for one in source.lists.get("themes", ()) if f"{THEME}{one['code']}" == name]
        words = reader.text(found[0], "name") if found else name
        return Piece(name, words, heard(found[0], reader) if found else "")
    content = find(source.results, name, reader)
    value = write(content, "", reader) or _bounds(content, reader)
    return Piece(
        name,
        words_of(name, source, reader),
        value,
        is_projected=bool((content or {}).get("answered")),
    )


def words_of(name: str, source: Source, reader: Reader) -> str:
    """What a result is about, in words; its name where no shelf knows it."""
    parts = [_said(part, source, reader) for part in name.split(".")]
    for _part, rows in patterns():
        for pattern, es, en in rows:
            if is_of(name, reader.identifier(pattern)):
                return pick(reader, es, en).format(*parts)
    known = [words for words, part in zip(parts, name.split("."), strict=True) if words != part]
    return ", ".join(known) or name


def tipping(recommendation: Mapping[str, Any], source: Source, reader: Reader) -> tuple[str, ...]:
    """Under which assumption a recommendation would no longer hold; nothing without a threshold."""
    above = recommendation.get("holds_above")
    name = next((one for one in recommendation["evidence"] if one in source.results), "")
    if above is None or not name:
        return ()
    one, content = piece(name, source, replace(reader, k=None)), source.results[name]
    needs = percent(float(above))
    moved = piece(name, source, reader)
    at_k = moved.value if reader.k is not None and moved.is_projected else ""
    es, en = f"hoy {one.value}", f"today {one.value}"
    if at_k:
        es = f"con los pesos del plan, {one.value}; con el dial en k = {reader.k:g}, {at_k}"
        en = f"with the weights of the plan {one.value}; with the dial at k = {reader.k:g} {at_k}"
    es = f"{one.words}: {es}. Se sostiene mientras esté por encima de {needs}."
    en = f"{one.words}: {en}. It holds while this is above {needs}."
    return (pick(reader, es, en), _turning(content, float(above), reader))


def mentored_by(name: str, plan: Mapping[str, Any], planned: str) -> str:
    """By which definition a result is the share mentored of everybody; nothing for another.

    >>> mentored_by("T13.M4.weighted", {}, "M2"), mentored_by("F7.survey.mentored", {}, "M3")
    ('M4', 'M2')
    >>> mentored_by("H.mentored", {}, "M3"), mentored_by("F7.survey.goal_met", {}, "M2")
    ('M3', '')
    """
    tiers = tuple(LOG_OF.values())
    table, _, rest = name.partition(".")
    parts = rest.split(".")
    if table == "F7" and len(parts) == 2:
        return LOG_OF.get(parts[1], "")
    if table == "H":
        return planned if rest == "mentored" else parts[0] if parts[1:] == ["mentored"] else ""
    if table == "T13" and len(parts) == 2:
        return parts[0] if parts[0] in tiers else ""
    formulas = {
        str(one.get("id")): str(one.get("formula") or "").replace(" ", "")
        for one in plan.get("indicators") or []
        if table == "I" and one.get("denominator") in OF_EVERYBODY
    }
    known = {"mentored==1": planned, **{f"tier_{tier[1]}==1": tier for tier in tiers}}
    return known.get(formulas.get(parts[0], ""), "")


def _turning(content: Content, above: float, reader: Reader) -> str:
    """Where on the dial the share comes down to the threshold."""
    at_zero = turned(content, 0.0).get("value")
    if not content.get("answered") or at_zero is None:
        return pick(reader, "El dial no mueve esta cifra.", "The dial does not move this number.")
    k = tipping_k(content, above)
    if k is None and float(at_zero) >= above:
        return pick(
            reader,
            "Con ningún k: se sostiene aunque nadie de quienes no respondieron dijera que sí.",
            "At no k: it holds even if nobody among the silent would say yes.",
        )
    if k is None:
        return pick(
            reader,
            "Con ningún k del dial llega esta cifra hasta ahí.",
            "At no k of the dial does this number come up to it.",
        )
    if float(content["value"]) <= above:
        return pick(
            reader,
            f"Hoy no se sostiene: haría falta k = {k:.2f} o más.",
            f"It does not hold today: it would take k = {k:.2f} or more.",
        )
    return pick(
        reader,
        f"Dejaría de sostenerse con k = {k:.2f}: si entre quienes no respondieron la proporción "
        f"fuera {k:.2f} veces la de quienes respondieron, o menos.",
        f"It would no longer hold at k = {k:.2f}: if the share among the silent were {k:.2f} times "
        "that of those who answered, or less.",
    )


def _said(part: str, source: Source, reader: Reader) -> str:
    if REASON.fullmatch(part):
        return label(f"c_why_main={part}", reader.language, source.plan)
    words = label(part, reader.language, source.plan)
    return label(f"{INDICATOR}={part}", reader.language, source.plan) if words == part else words


def _has_something(content: Content) -> bool:
    """Not what is hidden, and no number that could not be had."""
    if content["kind"] != "estimate":
        return True
    shown = any(content.get(end) is not None for end in ("value", "lower", "upper"))
    return shown and not content.get("suppressed")


def _bounds(content: Content | None, reader: Reader) -> str:
    lower, upper = write(content, "lower", reader), write(content, "upper", reader)
    return f"{lower} – {upper}" if lower and upper else ""
