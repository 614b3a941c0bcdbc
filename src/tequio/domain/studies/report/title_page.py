"""The first page of the report on paper: which study, who paid, who evaluated, when, which hash."""

from typing import Final

from tequio.domain.studies.report.special import Source, pick
from tequio.domain.studies.report.writing import Reader

SUBTITLES: Final = {"es": "Informe de evaluación", "en": "Evaluation report"}
CONTENTS: Final = {"es": "Contenido", "en": "Contents"}
REHEARSAL: Final = {
    "es": "Este es un ensayo con personas inventadas.",
    "en": "This is a rehearsal with made-up people.",
}
NAMES: Final = (
    ("programme", "Programa evaluado", "Programme evaluated"),
    ("funder", "Quién pagó la evaluación", "Who paid for the evaluation"),
    ("evaluator", "Quién evaluó", "Who evaluated"),
    ("contact", "Contacto", "Contact"),
)
DAYS: Final = (
    ("plan_locked_at", "Plan cerrado", "Plan locked"),
    ("field_opened_at", "Inicio del trabajo de campo", "Field opened"),
    ("data_locked_at", "Datos cerrados", "Data locked"),
    ("published_at", "Publicado", "Published"),
)


def facts(source: Source, reader: Reader) -> list[tuple[str, str]]:
    """Name and value of each line; what is not held has no line."""
    lines = [(pick(reader, es, en), str(source.study.get(key) or "")) for key, es, en in NAMES]
    lines += [(pick(reader, es, en), str(source.study.get(key) or "")[:10]) for key, es, en in DAYS]
    lines += [
        (pick(reader, "Huella de los datos", "Hash of the data"),
         str(source.run.get("data_hash") or "")),
        (pick(reader, "Huella de los resultados", "Hash of the results"),
         str(source.run.get("results_hash") or "")),
    ]  # fmt: skip
    return [(name, value) for name, value in lines if value]
