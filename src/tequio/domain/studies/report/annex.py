"""Blocks of what stands beside the numbers: hashes, notes of the fact-check, declarations."""

from tequio.domain.studies.report.blocks import Block, Grid, Text, in_days
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import Reader


def hashes(source: Source, reader: Reader, title: str) -> list[Block]:
    run = source.run
    rows = [
        (pick(reader, "Datos", "Data"), str(run.get("data_hash") or "–")),
        (pick(reader, "Semilla", "Seed"), str(run.get("seed") or "–")),
        (pick(reader, "Resultados", "Results"), str(run.get("results_hash") or "–")),
        (pick(reader, "Programa", "Program"), str(run.get("code_version") or "–")),
    ]
    rows += [(str(name), str(number)) for name, number in (run.get("libraries") or {}).items()]
    head = (pick(reader, "Qué", "What"), pick(reader, "Huella o versión", "Hash or version"))
    return [Grid("T32", title, head, tuple(rows))]


def fact_check(source: Source, reader: Reader, title: str) -> list[Block]:
    rows = tuple(
        (str(one["about"]), str(one["note"]), str(one["made_by"]), str(one["answer"] or "–"))
        for one in source.lists.get("fact_check", ())
    )
    if not rows:
        return [
            Text(
                pick(
                    reader, "El programa no señaló errores.", "The programme pointed out no errors."
                )
            )
        ]
    words = (("Sobre", "About"), ("Nota", "Note"), ("De", "By"), ("Respuesta", "Answer"))
    return [Grid("T33", title, tuple(pick(reader, *w) for w in words), rows)]


def declarations(source: Source, reader: Reader, title: str) -> list[Block]:
    """Who led, and what she declared before she could do anything; nothing where it is not held."""
    rows = tuple(
        (
            str(one["name"]),
            str(one["declaration"]),
            in_days(str(one["declared_at"])[:10], reader.language),
        )
        for one in source.lists.get("declarations", ())
    )
    words = (("Quién", "Who"), ("En sus palabras", "In her own words"), ("Cuándo", "When"))
    return (
        [Grid("T3.declarations", title, tuple(pick(reader, *w) for w in words), rows)]
        if rows
        else []
    )
