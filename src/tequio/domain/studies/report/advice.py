"""What the letters of a recommendation stand for, in words."""

from collections.abc import Mapping
from typing import Any, Final

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
