"""The recommendations as they are printed, each with its evidence and where it would tip."""

from collections.abc import Mapping
from typing import Any, Final

from tequio.domain.studies.report.advice import SCALE, STRENGTHS, in_words
from tequio.domain.studies.report.assumptions import of_estimates
from tequio.domain.studies.report.blocks import Advice, Block, Items, Text, in_days
from tequio.domain.studies.report.evidence import tipping
from tequio.domain.studies.report.lessons import cited
from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import Reader, find

RESPONSES: Final = {
    "": ("Sin respuesta todavía", "Not answered yet"),
    "accepted": ("Aceptada", "Accepted"),
    "partly": ("Aceptada en parte", "Accepted in part"),
    "rejected": ("Rechazada", "Rejected"),
}


def recommendations_short(source: Source, reader: Reader, title: str) -> list[Block]:
    found = tuple(reader.text(one, "text") for one in source.lists.get("recommendations", ()))
    return [Items(title, found)] if found else []


def recommended(source: Source, reader: Reader, title: str) -> list[Block]:
    found: list[Block] = [
        _advice(source, reader, one) for one in source.lists.get("recommendations", ())
    ]
    none = pick(reader, "No hay recomendaciones.", "There are no recommendations.")
    return found or [Text(none)]


def _advice(source: Source, reader: Reader, one: Mapping[str, Any]) -> Advice:
    due, response = (
        in_days(one.get("due"), reader.language),
        pick(reader, *RESPONSES[str(one.get("response") or "")]),
    )
    facts = [
        (pick(reader, "Fuerza", "Strength"), in_words(reader, STRENGTHS, one["strength"])),
        ("SCALE", in_words(reader, SCALE, one["scale_letter"])),
        (pick(reader, "A cargo de", "Owner"), str(one["owner"])),
        (pick(reader, "Para cuándo", "By when"), due),
        (pick(reader, "Cómo lo mostrará el próximo estudio", "How the next survey will show it"),
         reader.text(one, "next_test")),
    ]  # fmt: skip
    if one.get("cost"):
        facts.append((pick(reader, "Costo", "Cost"), str(one["cost"])))
    tip = tipping(one, source, reader)
    if tip:
        words = pick(reader, "Hasta dónde se sostiene", "How far it holds")
        facts.append((words, " ".join(tip)))
    facts.append((pick(reader, "Respuesta del programa", "Response of the programme"), response))
    facts += _response(one, reader)
    rests_on = [
        found for name in one["evidence"] if (found := find(source.results, str(name), reader))
    ]
    said = of_estimates(rests_on, reader)
    if said:
        facts.append((pick(reader, "Qué supone la evidencia", "What the evidence assumes"), said))
    evidence = tuple(cited(one, source, reader))
    return Advice(int(one["number"]), reader.text(one, "text"), tuple(facts), evidence)


def _response(one: Mapping[str, Any], reader: Reader) -> list[tuple[str, str]]:
    """What the programme says of it, and who does it by when."""
    if not one.get("response_text"):
        return []
    by_when = in_days(one.get("response_due"), reader.language)
    return [
        (pick(reader, "Dice el programa", "The programme says"), str(one["response_text"])),
        (pick(reader, "Quién y cuándo", "Who and when"),
         f"{one.get('response_owner') or '–'}, {by_when}"),
    ]  # fmt: skip
