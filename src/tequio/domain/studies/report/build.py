"""The report from stored results: an outline as data, filled with what is held and nothing else."""

from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.analysis.content import Content
from tequio.domain.studies.report import (
    annex,
    assumptions,
    built_in,
    figures,
    grids,
    groups,
    joint,
    lessons,
    recommended,
    special,
)
from tequio.domain.studies.report.blocks import Block, Grid, Part, Text
from tequio.domain.studies.report.decimals import percent, whole
from tequio.domain.studies.report.definitions import definitions
from tequio.domain.studies.report.evidence import mentored_by
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.parts import contents, outline
from tequio.domain.studies.report.special import Source
from tequio.domain.studies.report.writing import (
    NONE,
    Reader,
    beginning,
    find,
    named,
    references,
    sentence,
    write,
)

MAKERS: Final = {
    **special.MAKERS,
    "definitions": definitions,
    "calibrated_to_logs": built_in.calibrated_to_logs,
    "recommendations_short": recommended.recommendations_short,
    "recommendations": recommended.recommended,
    "reach": joint.reach,
    "joint": joint.joint,
    "hashes": annex.hashes,
    "fact_check": annex.fact_check,
    "declarations": annex.declarations,
    "lessons": lessons.lessons,
    "derived_lessons": lessons.derived_lessons,
}


def report(source: Source, reader: Reader) -> list[Part]:
    """Every part, in order."""
    return [part(source, reader, name) for name, _title in contents(reader)]


def part(source: Source, reader: Reader, name: str) -> Part:
    """One part; raises KeyError for one that the outline does not have."""
    found = next((one for one in outline() if one["id"] == name), None)
    if found is None:
        raise KeyError(name)
    blocks: list[Block] = []
    for block in found["blocks"]:
        blocks += built(block, source, reader)
    return Part(name, reader.text(found, "title"), tuple(blocks))


def built(block: Mapping[str, Any], source: Source, reader: Reader) -> list[Block]:
    """The blocks that one line of the outline stands for; none where nothing is held."""
    kind, title = str(block["kind"]), reader.text(block, "title")
    if kind == "text":
        text = str(block[reader.language])
        written = sentence(text, source.results, reader)
        if written is None:
            return []
        always = bool(block.get("assumes"))
        return [Text(_with_assumption(text, written, source, reader, always=always))]
    if kind in MAKERS:
        return MAKERS[kind](source, reader, title)
    if kind == "estimates":
        return _estimates(str(block["ref"]), title, source, reader)
    if kind == "by_group":
        ref = str(block["ref"])
        return [*groups.by_group(ref, title, source.results, reader, source.plan)]
    if kind in ("charts", "tables"):
        prefix = str(block["ref"])
        return [
            one
            for name in beginning(source.results, prefix, reader)
            for one in _figure(
                name, f"{title}: {_rest(name, prefix, source, reader)}", "", source, reader
            )
        ]
    return _figure(str(block["ref"]), title, reader.text(block, "summary"), source, reader)


def _with_assumption(
    text: str, written: str, source: Source, reader: Reader, *, always: bool
) -> str:
    """A sentence with numbers says what they assume once a dial or a definition was chosen.

    What a reader sees first says it `always`.
    """
    found = [find(source.results, name, reader) for name in sorted(references(text))]
    said = assumptions.of_numbers([one for one in found if one is not None], reader, always=always)
    return f"{written} {said}" if said else written


def _rest(name: str, prefix: str, source: Source, reader: Reader) -> str:
    rest = name.removeprefix(prefix).partition(".")
    first = label(rest[0], reader.language, source.plan)
    indicator = label(f"indicator={rest[2] or rest[0]}", reader.language, source.plan)
    known = indicator not in (rest[2] or rest[0],)
    return indicator if known else first


def _figure(
    reference: str, title: str, summary: str, source: Source, reader: Reader
) -> list[Block]:
    name = named(source.results, reference, reader)
    content = source.results.get(name)
    if content is None or not content.get("rows"):
        return []
    if content["kind"] == "table":
        return [grids.grid(name, content, title, reader, source.plan)]
    if content["form"] != "curve" and all(map(figures.is_hidden, content["rows"])):
        return []
    goal = _goal(source, name) if content["form"] == "curve" else None
    return [figures.chart(name, content, title, summary, reader, source.plan, goal)]


def _goal(source: Source, curve: str) -> float | None:
    """What the first recommendation needs that hangs on the share of this curve, and no other."""
    planned = str(source.results.get("plan.definition", {}).get("word") or "")
    for one in source.lists.get("recommendations", ()):
        name = next((one for one in one["evidence"] if one in source.results), "")
        needs = one.get("holds_above")
        if needs is not None and curve == f"F10.{mentored_by(name, source.plan, planned)}":
            return float(needs)
    return None


def _estimates(prefix: str, title: str, source: Source, reader: Reader) -> list[Block]:
    """Every estimate whose identifier begins so, as a table."""
    rows: list[tuple[str, ...]] = []
    held = []
    for name in beginning(source.results, prefix, reader):
        content = find(source.results, name, reader)
        if content is None or content["kind"] != "estimate":
            continue
        text = write(content, "", reader)
        if text is not None:
            words = _words_of_row(name.removeprefix(prefix), source, reader)
            rows.append((words, text, _people(content), _covers(content)))
            held.append(content)
    names = ["result", "value", "n", "covers"]
    if not any(one.get("covers") for one in held):
        names, rows = names[:-1], [row[:-1] for row in rows]
    head = tuple(label(word, reader.language, source.plan) for word in names)
    note = assumptions.of_estimates(held, reader)
    return [Grid(prefix.rstrip("."), title, head, tuple(rows), note)] if rows else []


def _words_of_row(name: str, source: Source, reader: Reader) -> str:
    """The parts of a name behind one another, small after the first, but for a currency."""
    first, *rest = (label(part, reader.language, source.plan) for part in name.split("."))
    return ", ".join([first, *(part if part.isupper() else part.lower() for part in rest)])


def _covers(content: Content) -> str:
    """How many of the mentored a sum covers, and what share; a dash where that is no question."""
    covers = content.get("covers") or {}
    if covers.get("share") is None:
        return NONE
    return f"{whole(covers['people'])} ({percent(covers['share'])})"


def _people(content: Content) -> str:
    return whole(content["n"]) if content.get("n") else "–"
