"""Blocks of the report that come from the plan, the moments, the signatures and the notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tequio.domain.studies.analysis.content import Results
from tequio.domain.studies.plan import changes
from tequio.domain.studies.report import formulas
from tequio.domain.studies.report.blocks import (
    Block,
    Grid,
    Items,
    Quoted,
    Text,
    plain,
)
from tequio.domain.studies.report.decimals import whole
from tequio.domain.studies.report.labels import label, sources_in_words
from tequio.domain.studies.report.writing import Reader

MOMENTS: Final = (
    ("plan_locked_at", "Plan cerrado", "Plan locked"),
    ("frame_frozen_at", "Marco congelado", "Frame frozen"),
    ("drawn_at", "Muestra sorteada", "Sample drawn"),
    ("field_opened_at", "Inicio del trabajo de campo", "Field opened"),
    ("data_locked_at", "Datos cerrados", "Data locked"),
    ("fact_check_from", "Revisión abierta", "Fact-check opened"),
    ("fact_check_until", "Revisión hasta", "Fact-check until"),
    ("published_at", "Publicado", "Published"),
)
ROLES: Final = {
    "lead_evaluator": ("Evaluación independiente", "Lead evaluator"),
    "funder": ("Financiador", "Funder"),
    "platform_administrator": ("Programa", "Programme"),
}
SUBJECTS: Final = {
    "plan": ("Plan", "Plan"), "frame": ("Marco", "Frame"), "data": ("Datos", "Data"),
    "report": ("Números del informe", "Numbers of the report"),
}  # fmt: skip


CONSENTS: Final = {
    "paper": ("firmado en papel", "signed on paper"),
    "recording": ("dicho en la grabación", "said in the recording"),
    "message": ("escrito en un mensaje", "written in a message"),
    "survey": ("marcado en el cuestionario", "marked in the questionnaire"),
}


@dataclass(frozen=True)
class Source:
    """Everything that a report is built from."""

    results: Results
    study: Mapping[str, Any]
    plan: Mapping[str, Any]
    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    run: Mapping[str, Any]


Maker = Callable[[Source, Reader, str], list[Block]]


def pick(reader: Reader, es: str, en: str) -> str:
    """The text of the reader's language."""
    return es if reader.language == "es" else en


def questions(source: Source, reader: Reader, title: str) -> list[Block]:
    """The questions with the names by which the matrix calls them."""
    held = source.plan.get("questions") or []
    found = tuple(f"{one.get('id') or '–'}: {reader.text(one, 'text')}" for one in held)
    return [Items(title, found)] if found else []


def results_chain(source: Source, reader: Reader, title: str) -> list[Block]:
    boxes = source.plan.get("results_chain") or []
    head = (
        pick(reader, "Nivel", "Level"),
        pick(reader, "Qué", "What"),
        pick(reader, "Supuesto", "Assumption"),
    )
    rows = tuple(
        (
            label(str(box.get("level") or ""), reader.language, {}),
            reader.text(box, "name"),
            reader.text(box, "assumption"),
        )
        for box in boxes
    )
    return [Grid("F1", title, head, rows)] if rows else []


def matrix(source: Source, reader: Reader, title: str) -> list[Block]:
    lines = source.plan.get("matrix") or []
    words = (("Criterio", "Criterion"), ("Pregunta", "Question"), ("Indicador", "Indicator"),
             ("Fuente", "Source"), ("Regla", "Rule"))  # fmt: skip
    rows = tuple(
        (
            label(str(one.get("criterion")), reader.language, {}), str(one.get("question")),
            label(f"indicator={one.get('indicator')}", reader.language, source.plan),
            sources_in_words(str(one.get("source")), reader.language), reader.text(one, "rule"),
        )
        for one in lines
    )  # fmt: skip
    return [Grid("T2", title, tuple(pick(reader, *pair) for pair in words), rows)] if rows else []


def indicators(source: Source, reader: Reader, title: str) -> list[Block]:
    """The indicators; an attribution that is the same for all is a note and no column."""
    held = source.plan.get("indicators") or []
    words = [("Indicador", "Indicator"), ("Qué se cuenta", "What is counted"),
             ("De quiénes", "Of whom"), ("IRIS+", "IRIS+")]  # fmt: skip
    said = [reader.text(one, "attribution") for one in held]
    note = f"{pick(reader, 'Atribución', 'Attribution')}: {said[0]}" if len({*said}) == 1 else ""
    rows = tuple(
        (
            reader.text(one, "name"), formulas.in_words(one, reader.language, source.plan),
            label(str(one.get("denominator") or ""), reader.language, {}),
            str(one.get("iris") or "–"), *(() if note else (attribution,)),
        )
        for one, attribution in zip(held, said, strict=True)
    )  # fmt: skip
    words += [] if note else [("Atribución", "Attribution")]
    head = tuple(pick(reader, *w) for w in words)
    return [Grid("T2.indicators", title, head, rows, note)] if rows else []


def timeline(source: Source, reader: Reader, title: str) -> list[Block]:
    rows = tuple(
        (pick(reader, es, en), plain(source.study.get(name)))
        for name, es, en in MOMENTS
        if source.study.get(name)
    )
    head = (pick(reader, "Momento", "Moment"), "UTC")
    return [Grid("F2", title, head, rows)] if rows else []


def signed(source: Source, reader: Reader, title: str) -> list[Block]:
    words = (
        ("Qué", "What"),
        ("Quién", "Who"),
        ("Papel", "Role"),
        ("Cuándo", "When"),
        ("Huella", "Hash"),
    )
    rows = tuple(
        (
            pick(reader, *SUBJECTS.get(one["subject"], (one["subject"],) * 2)), str(one["name"]),
            pick(reader, *ROLES.get(one["role"], (one["role"],) * 2)), plain(one["signed_at"]),
            str(one["sha256"])[:16],
        )
        for one in source.lists.get("signatures", ())
    )  # fmt: skip
    return [Grid("T3", title, tuple(pick(reader, *w) for w in words), rows)] if rows else []


def deviations(source: Source, reader: Reader, title: str) -> list[Block]:
    """What was done otherwise than planned: by people, and by the rule for weights."""
    by_rule = pick(
        reader,
        "Los pesos no se pudieron hacer en todo como dice el plan; una regla fija decidió, y la "
        "tabla T10.left_out dice qué.",
        "The weights could not be made in all as the plan says; a fixed rule decided, and table "
        "T10.left_out says what.",
    )
    done = [Text(by_rule)] if "T10.left_out" in source.results else []
    return [*_by_people(source, reader, title), *done]


def _by_people(source: Source, reader: Reader, title: str) -> list[Block]:
    rows = tuple(
        (
            str(one["number"]),
            changes.in_words(one["changes"], reader.language)
            if one.get("changes")
            else str(one["what"]),
            str(one["why"]),
            str(one["signed_by"]),
            plain(one["made_at"]),
        )
        for one in source.lists.get("deviations", ())
    )
    if not rows:
        return [Text(pick(reader, "Nadie cambió el plan.", "Nobody deviated from the plan."))]
    words = (
        ("Número", "Number"),
        ("Qué", "What"),
        ("Por qué", "Why"),
        ("Firma", "Signed"),
        ("Cuándo", "When"),
    )
    return [Grid("T4", title, tuple(pick(reader, *w) for w in words), rows)]


def ledger_gap(source: Source, reader: Reader, title: str) -> list[Block]:
    """What was reported, what stands in the ledger, and why the two differ."""
    reported = source.study.get("respondents_reported")
    held = source.results.get("F3.responded")
    if reported is None or held is None or held.get("value") is None:
        return []
    gap = int(reported) - int(held["value"])
    if gap == 0:
        return []
    said, written, apart = (whole(float(number)) for number in (reported, held["value"], gap))
    es = f"Se informaron {said} respuestas y el libro tiene {written}: difieren en {apart}."
    en = f"{said} answers were reported and the ledger holds {written}: a gap of {apart}."
    return [Text(f"{pick(reader, es, en)} {reader.text(source.study, 'gap_explanation')}".strip())]


def themes(source: Source, reader: Reader, title: str) -> list[Block]:
    found: list[Block] = []
    for one in source.lists.get("themes", ()):
        heard, of, contrary = one["cases"], one["interviews"], one["negative_cases"]
        es = f"Se oyó en {heard} de {of} entrevistas; lo contrario, en {contrary}."
        en = f"Heard in {heard} of {of} interviews; the contrary in {contrary}."
        quotes = tuple((_quote(quote, reader), _whose(quote, reader)) for quote in one["quotes"])
        found.append(Quoted(reader.text(one, "name"), pick(reader, es, en), quotes))
    none = pick(reader, "Este estudio no tuvo entrevistas.", "This study had no interviews.")
    return found or [Text(none)]


def _quote(quote: Mapping[str, Any], reader: Reader) -> str:
    translated = str(quote.get("translation") or "")
    original = str(quote.get("text") or "")
    return translated if reader.language == "en" and translated else original


def _whose(quote: Mapping[str, Any], reader: Reader) -> str:
    """Whose words they are, and how it is known that the person agreed to be quoted."""
    known = CONSENTS.get(str(quote.get("consent")))
    said = f"{pick(reader, 'consentimiento', 'consent')}: {pick(reader, *known)}" if known else ""
    return " · ".join(part for part in (str(quote.get("who") or ""), said) if part)


MAKERS: Final[dict[str, Maker]] = {
    "questions": questions, "results_chain": results_chain, "matrix": matrix,
    "indicators": indicators, "timeline": timeline, "signatures": signed,
    "deviations": deviations, "ledger_gap": ledger_gap,
    "themes": themes,
}  # fmt: skip
