"""The five definitions of mentored side by side, the one of the plan ringed."""

from tequio.domain.studies.analysis.material import TIERS
from tequio.domain.studies.report.assumptions import assumption
from tequio.domain.studies.report.blocks import Block, Grid
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import HIDDEN, Reader, find, write


def definitions(source: Source, reader: Reader, title: str) -> list[Block]:
    """Of every hundred people, by each definition; what is withheld says so."""
    planned = str(source.results.get("plan.definition", {}).get("word") or "")
    known = source.results
    held = [tier for tier in TIERS if f"H.{tier}.mentored" in known or f"T13.{tier}" in known]
    rows = []
    for tier in held:
        marks = [pick(reader, "la del plan", "of the plan")] if tier == planned else []
        marks += (
            [pick(reader, "la elegida aquí", "chosen here")] if tier == reader.definition else []
        )
        words = label(tier, reader.language, source.plan)
        rows.append(
            (f"{words} ({', '.join(marks)})" if marks else words,
             write(find(known, f"H.{tier}.mentored", reader), "", reader)
             or HIDDEN[reader.language])
        )  # fmt: skip
    if not rows:
        return []
    head = (pick(reader, "Definición", "Definition"),
            pick(reader, "De todas (intervalo)", "Of everybody (interval)"))  # fmt: skip
    ringed = held.index(planned) if planned in held else None
    return [Grid("H", title, head, tuple(rows), assumption(reader), ringed=ringed)]
