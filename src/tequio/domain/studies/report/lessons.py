"""Lessons of the report, and the evidence that a lesson or a recommendation rests on."""

from collections.abc import Mapping
from typing import Any

from tequio.domain.studies.report.blocks import Block, Grid, Items, Text
from tequio.domain.studies.report.evidence import piece
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import Reader


def lessons(source: Source, reader: Reader, title: str) -> list[Block]:
    """What others can learn, as the evaluator wrote it, each with its evidence."""
    rows = tuple(
        (
            reader.text(one, "text"),
            "; ".join(f"{words}: {value}" for words, value in cited(one, source, reader)),
        )
        for one in source.lists.get("lessons", ())
    )
    head = (pick(reader, "Lección", "Lesson"), pick(reader, "Evidencia", "Evidence"))
    return [Grid("T31.lessons", title, head, rows)] if rows else []


def derived_lessons(source: Source, reader: Reader, title: str) -> list[Block]:
    """What a next study should do better, from what this one could not see."""
    said = []
    if source.results.get("F10.needed.10") and "T13.M2.log_bounded" not in source.results:
        said.append(pick(
            reader, "Incluir los registros de la plataforma en el marco: acortan los límites.",
            "Put the platform's logs into the frame: they narrow the bounds.",
        ))  # fmt: skip
    if "T13.M2.follow_up" not in source.results:
        said.append(pick(
            reader, "Dar seguimiento a una parte al azar de quienes no respondieron.",
            "Follow up a random part of those who did not answer.",
        ))  # fmt: skip
    said.append(pick(
        reader, "Para hablar de efectos, ofrecer el apoyo por sorteo donde no alcance para todas.",
        "To speak of effects, offer the help by lot where there is not enough for everybody.",
    ))  # fmt: skip
    origin = pick(
        reader, "Estas lecciones se derivan de lo que este estudio pudo ver y de lo que no.",
        "These lessons are derived from what this study could see and what it could not.",
    )  # fmt: skip
    return [Items(title, tuple(said)), Text(origin)]


def cited(one: Mapping[str, Any], source: Source, reader: Reader) -> list[tuple[str, str]]:
    """Each piece of evidence in words with the name under which it is found, and its value."""
    found = [piece(str(name), source, reader) for name in one["evidence"]]
    return [
        (
            each.words if each.words == each.name else f"{each.words} ({each.name})",
            each.value or "–",
        )
        for each in found
    ]
