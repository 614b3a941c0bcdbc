"""What the letters and the evidence of a recommendation stand for, in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tequio.domain.studies.recommendations import THEME
from tequio.domain.studies.report.labels import label
from tequio.domain.studies.report.writing import Reader

STRENGTHS: Final = {
    "A": ("varias fuentes", "several sources"), "B": ("una fuente", "one source"),
    "C": ("opinión", "opinion"),
}  # fmt: skip
SCALE: Final = {
    "S": ("elegir empresas", "select enterprises"), "C": ("cobrar", "charge"),
    "A": ("atender problemas", "address problems"),
    "L": ("aprender evaluando", "learn by evaluating"),
    "E": ("dar el ejemplo", "lead by example"),
}  # fmt: skip


def in_words(reader: Reader, words: Mapping[str, tuple[str, str]], letter: Any) -> str:
    """A letter with what it stands for."""
    known = words.get(str(letter))
    return f"{letter}: {known[0 if reader.language == 'es' else 1]}" if known else str(letter)


def evidence_name(
    name: str, themes: Sequence[Mapping[str, Any]], reader: Reader, plan: Mapping[str, Any]
) -> str:
    """What a piece of evidence is about, with the name under which it is found."""
    if name.startswith(THEME):
        said = [reader.text(one, "name") for one in themes if one.get("code") == name[len(THEME) :]]
        return f"{said[0]} ({name})" if said else name
    last = name.rpartition(".")[2]
    words = label(last, reader.language, plan)
    return name if words == last else f"{words} ({name})"
